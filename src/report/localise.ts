import type { Deadline } from '../model/deadline.ts';
import type { DatedFinding } from '../model/finding.ts';
import type { HostState } from '../model/host-state.ts';
import type { Report } from '../model/report.ts';
import { en, type Messages } from './messages/en.ts';
import { Translator } from './messages/translator.ts';

/**
 * The report with the sentences that it holds put into a language: texts of the rule pack, and what was worded before the
 * report was made. For formats that people read; JSON is never localised. Names, paths, ids, sources and commands stay,
 * and so does every sentence that the language has no translation of.
 */
export function localise(report: Report, m: Messages): Report {
  if (m.language === en.language) return report;
  const { summary, hosts, coverage, findings, notes } = report;
  const to = new Translator(m);
  const role = (text: string): string =>
    text
      .split(', ')
      .map((part) => m.roles[part] ?? part)
      .join(', ');
  const state = <T extends Omit<HostState, 'host'>>(host: T): T => ({
    ...host,
    ...(host.role !== undefined && { role: role(host.role) }),
    readiness: { ...host.readiness, text: to.text(host.readiness.text) },
    encryption: { ...host.encryption, text: to.text(host.encryption.text) },
    databases: host.databases.map((each) => ({ ...each, text: to.text(each.text) })),
  });
  return {
    ...state(report),
    summary: { ...summary, exitReason: to.reason(summary.exitReason) },
    ...(hosts !== undefined && { hosts: hosts.map(state) }),
    coverage: coverage.map((part) =>
      part.gaps.length === 0
        ? part
        : { ...part, gaps: part.gaps.map((gap) => ({ ...gap, message: to.text(gap.message) })) },
    ),
    findings: findings.map((finding) => localFinding(finding, to)),
    notes: notes.map((note) => ({ ...note, text: to.text(note.text) })),
    disclaimer: to.text(report.disclaimer),
  };
}

function localFinding(finding: DatedFinding, to: Translator): DatedFinding {
  const { recommendation: advice } = finding;
  return {
    ...finding,
    deadlines: finding.deadlines.map((deadline) => localDeadline(deadline, to)),
    governing: finding.governing.map((governing) => ({
      ...governing,
      deadline: governing.deadline === null ? null : localDeadline(governing.deadline, to),
      why: to.reason(governing.why),
    })),
    recommendation: {
      ...advice,
      summary: to.text(advice.summary),
      stops: advice.stops.map((stop) => ({ ...stop, text: to.text(stop.text) })),
      hazards: advice.hazards.map((hazard) => ({
        ...hazard,
        title: to.text(hazard.title),
        text: to.text(hazard.text),
      })),
      steps: advice.steps.map((step) => ({ ...step, text: to.text(step.text) })),
      verify: advice.verify.map((text) => to.text(text)),
      alternatives: advice.alternatives.map((each) => ({
        ...each,
        text: to.text(each.text),
        examples: each.examples.map((example) => to.text(example)),
      })),
    },
  };
}

/** A deadline with its texts put into a language; the rest of it stays. */
export function localDeadline<T extends DeadlineTexts>(deadline: T, to: Translator): T {
  return {
    ...deadline,
    regimeTitle: to.text(deadline.regimeTitle),
    title: to.text(deadline.title),
    ...(deadline.label !== undefined && { label: to.text(deadline.label) }),
    date: to.text(deadline.date),
    meaning: to.text(deadline.meaning),
  };
}

type DeadlineTexts = Pick<Deadline, 'regimeTitle' | 'title' | 'label' | 'date' | 'meaning'>;
