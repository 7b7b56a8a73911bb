import type { DatedFinding } from '../model/finding.ts';
import { mergeLabels } from '../model/labels.ts';
import { protectsHost } from '../model/protects-host.ts';
import type { Report } from '../model/report.ts';
import { mustNotRemoveYet } from './advice-text.ts';
import { instantText } from './instant-text.ts';
import { labelParts, unassignedText } from './labels-text.ts';
import type { Page } from './layout.ts';
import type { Messages } from './messages/en.ts';
import { missedBy } from './missed.ts';
import type { Tone } from './style.ts';
import { displayWidth, padStart, shorten } from './width.ts';

/** The line above the headline: program, host, operating system, as-of instant. */
export function titleText(page: Page, report: Report): string[] {
  const { target, tool } = report;
  const { m } = page;
  const place = { host: undefined, ...m.targets }[target.type];
  const named = target.hostname ?? hostsOf(report)[0];
  const parts = [
    `${tool.name} ${tool.version}`,
    hostsOf(report).length > 1 ? m.hosts(hostsOf(report).length) : named,
    place && [place, target.path, target.image].filter((part) => part !== undefined).join(' '),
    target.os,
    report.role,
    ...labelParts(m, hostsOf(report).length > 1 ? target : mergeLabels(report.hosts?.[0], target)),
    m.asOf(instantText(report.asOf, undefined, m)),
  ];
  const shown = parts
    .filter((part) => part !== undefined && part !== '')
    .map((part) => page.field(part ?? ''));
  return inLines(page, shown).map((line) => page.tone(line, 'dim'));
}

/** Parts side by side, on a new line where the next one does not fit. */
function inLines(page: Page, parts: readonly string[]): string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const line = shorten(part, page.width, page.symbols.ellipsis);
    const joined = `${lines.at(-1) ?? ''}${page.symbols.dot}${line}`;
    if (lines.length > 0 && displayWidth(joined) <= page.width) lines[lines.length - 1] = joined;
    else lines.push(line);
  }
  return lines;
}

/** The answer in capitals, whether to wait with the removal, and for which audience it was judged. */
export function headlineText(page: Page, report: Report): string[] {
  const { text, tone } = answer(page.m, report);
  const lines = page.block(text, { tone });
  const audience = audienceText(page.m, report);
  const used = displayWidth(lines.length === 1 ? text : '');
  const room = page.width - used - displayWidth(audience);
  const safeAudience = page.safe(audience);
  if (lines.length === 1 && room >= 2 && displayWidth(safeAudience) === displayWidth(audience)) {
    lines[0] += page.tone(padStart(safeAudience, page.width - used), undefined);
  } else {
    lines.push(...page.block(audience, { tone: 'dim' }));
  }
  const unassigned = unassignedText(page.m, report);
  if (unassigned !== undefined) lines.push(...page.block(unassigned, { tone: 'yellow' }));
  lines.push(...managesText(page, report));
  if (!report.complete) {
    lines.push(...page.block(page.m.incomplete, { tone: 'yellow' }));
  }
  if (report.findings.length > 0 && report.summary.gaps > 0) {
    lines.push(...page.block(page.m.andGaps(missedBy(report.coverage)), { tone: 'yellow' }));
  }
  return lines;
}

/** The answer once more in one line, for the end of a long report: that is what a terminal shows first. */
export function answerAgain(page: Page, report: Report): string[] {
  const { text, tone } = answer(page.m, report);
  return page.block(`${text} ${page.m.detailsAbove}`, { tone });
}

/** The hosts that a report names in findings and coverage, sorted; one or none for a single machine. */
export function hostsOf(report: Report): string[] {
  const hosts = new Set<string>();
  for (const { host } of [...report.findings, ...report.coverage]) if (host !== undefined) hosts.add(host);
  return [...hosts].sort();
}

/** The answer in capitals, and how it is to look. The one place that words it, for every format. */
export function answer(m: Messages, report: Report): { text: string; tone: Tone } {
  const { findings } = report;
  const subject = report.rulePacks.some((pack) => pack.builtin) ? m.subjectBuiltin : m.subjectOther;
  if (findings.length === 0) return nothing(m, report, subject);
  const present = findings.filter((finding) => finding.status !== 'residue');
  const hosts = hostsOf(report).length > 1 ? m.hosts(hostsWith(findings)) : undefined;
  const { accepted } = report.summary;
  if (present.length === 0) {
    return {
      text: m.onlyLeftovers(subject, m.findings(findings.length), hosts, accepted),
      tone: 'yellow',
    };
  }
  const number = hosts === undefined ? m.products(findings.length) : m.findings(findings.length);
  const active = findings.filter((finding) => finding.status === 'active').length;
  const warning = removalWarning(m, present);
  return {
    text: `${m.found(subject, number, hosts, active, accepted)}${warning}`,
    tone: 'red',
  };
}

/** What goes last of all machines, whatever else is found on it. */
function managesText(page: Page, { findings }: Report): string[] {
  const managers = findings.filter(
    ({ product, status }) => product.class === 'management-server' && status !== 'residue',
  );
  if (managers.length === 0) return [];
  const hosts = [...new Set(managers.map(({ host }) => host))];
  const who = hosts.length > 1 ? page.m.managesMany(page.m.hosts(hosts.length)) : undefined;
  return page.block(who ?? page.m.managesOne, { tone: 'yellow' });
}

function removalWarning(m: Messages, present: readonly DatedFinding[]): string {
  if (present.some(mustNotRemoveYet)) return m.doNotRemoveYet;
  if (present.some((finding) => protectsHost(finding) && finding.recommendation.readiness === 'verify')) {
    return m.checkBeforeRemoval;
  }
  return '';
}

function nothing(m: Messages, report: Report, subject: string): { text: string; tone: Tone } {
  const { gaps } = report.summary;
  const read = report.coverage.filter((part) => part.status !== 'skipped').length;
  if (gaps > 0) {
    return { text: m.nothingButGaps(missedBy(report.coverage)), tone: 'yellow' };
  }
  if (report.coverage.length === 0) {
    return { text: m.nothingUnknownWhole(subject), tone: 'yellow' };
  }
  if (read === 0) return { text: m.nothingLookedAt, tone: 'yellow' };
  const left = report.coverage.filter((part) => part.reason === 'not-selected').length;
  if (left > 0) {
    return { text: m.nothingLeftOut(subject, left), tone: 'yellow' };
  }
  return report.complete
    ? { text: m.nothing(subject), tone: 'green' }
    : { text: m.nothingSoFar(subject), tone: 'yellow' };
}

function hostsWith(findings: readonly DatedFinding[]): number {
  return new Set(findings.map((finding) => finding.host)).size;
}

/** For whom it was judged, and whether somebody said so. */
export function audienceText(m: Messages, report: Report): string {
  if (report.audiences.length === 0) return m.noAudience;
  const names = report.audiences.join(', ');
  return report.unassigned !== undefined && (report.hosts !== undefined || hostsOf(report).length > 1)
    ? m.audienceByHost(names)
    : m.audience(names, report.audienceAssumed);
}
