import type { DatedFinding } from '../model/finding.ts';
import type { Labels } from '../model/labels.ts';
import type { Report } from '../model/report.ts';
import { type ProductClass, productClasses } from '../model/vocabulary.ts';
import { findingTitle, governingSentences, reportFacts, stopSentences } from './finding-words.ts';
import { answer } from './headline.ts';
import { en, type Messages } from './messages/en.ts';
import { missedBy } from './missed.ts';
import { hostFacts, scanFacts } from './scan-facts.ts';
import { markupText } from './xml-text.ts';

/**
 * A report as JUnit XML: one test case for each class of products, so that a clean scan shows what passed, and one
 * each for completeness and for notes that were asked for. A case fails where a finding counts in the exit code; a gap
 * that decides the exit code is an error of the case `coverage`. Source of the form: Jenkins' junit-10.xsd.
 */
export function renderJunit(report: Report, m: Messages = en): string {
  const failing = new Set(report.summary.failing);
  const classes = productClasses.map((name) => classCase(m, name, report.findings, failing));
  const cases = [...classes, coverageCase(m, report), outcomeCase(m, report)];
  const count = (kind: string): number => cases.filter((one) => one.outcome === kind).length;
  const totals = `tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}"`;
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="phaseout" ${totals}>`,
    `  <testsuite name="${markupText(suiteName(report), 200)}" ${totals} skipped="0">`,
    '    <properties>',
    ...labelProperties(report.target),
    ...[
      ...reportFacts(m, report),
      ...scanFacts(m, report),
      ...hostFacts(m, report).map(({ host, facts }) => `${host}: ${facts}`),
    ].map((fact, index) => `      <property name="fact.${index + 1}" value="${markupText(fact)}"/>`),
    '    </properties>',
    ...cases.flatMap(({ lines: own }) => own.map((line) => `    ${line}`)),
    '  </testsuite>',
    '</testsuites>',
  ];
  return `${lines.join('\n')}\n`;
}

function labelProperties({ client, site, tags }: Labels): string[] {
  return Object.entries({ client, site, tags: tags?.join(' ') }).flatMap(([name, value]) =>
    value === undefined ? [] : [`      <property name="${name}" value="${markupText(value, 500)}"/>`],
  );
}

interface Case {
  readonly outcome: 'passed' | 'failure' | 'error';
  readonly lines: readonly string[];
}

function suiteName({ target }: Report): string {
  return `phaseout ${target.hostname ?? target.image ?? target.path ?? target.type}`;
}

function classCase(
  m: Messages,
  name: ProductClass,
  findings: readonly DatedFinding[],
  failing: ReadonlySet<string>,
): Case {
  const own = findings.filter(({ product }) => product.class === name);
  const counted = own.filter(({ id }) => failing.has(id));
  const others = own.filter(({ id }) => !failing.has(id));
  return testCase(`no ${name.replaceAll('-', ' ')}`, 'products', [
    ...counted.map((finding) => ({
      kind: 'failure' as const,
      message: findingTitle(m, finding),
      text: bodyOf(m, finding),
    })),
    ...others.map((finding) => ({
      kind: 'system-out' as const,
      message: '',
      text: m.doesNotCount(findingTitle(m, finding)),
    })),
  ]);
}

function bodyOf(m: Messages, finding: DatedFinding): string {
  return [
    ...governingSentences(m, finding),
    ...stopSentences(m, finding),
    finding.recommendation.summary,
    ...finding.evidence
      .slice(0, 20)
      .map(({ item, signature }) => `${item.kind} ${item.name}, ${item.path ?? item.origin} (${signature})`),
  ].join(' | ');
}

function coverageCase(m: Messages, { coverage, summary, complete }: Report): Case {
  const gaps = coverage.flatMap(({ collector, gaps }) =>
    gaps.map(({ source, message, reason }) => `${collector}: ${source}: ${reason}: ${message}`),
  );
  const kind = summary.exitCode === 3 || !complete ? ('error' as const) : ('system-out' as const);
  const message = complete ? m.allLookedAt(missedBy(coverage)) : m.interrupted;
  const text = gaps.slice(0, 200).join(' | ');
  return testCase(
    'everything was looked at',
    'coverage',
    gaps.length > 0 || !complete ? [{ kind, message, text }] : [],
  );
}

/** Whatever decides the exit code fails one case at least, also notes that were asked for. */
function outcomeCase(m: Messages, report: Report): Case {
  const { exitCode, exitReason, failing } = report.summary;
  const isCase = exitCode === 1 && failing.length === 0;
  return testCase(
    'outcome',
    'policy',
    isCase
      ? [
          {
            kind: 'failure',
            message: exitReason,
            text: report.notes.map(({ kind, text }) => `${kind}: ${text}`).join(' | '),
          },
        ]
      : [
          { kind: 'system-out', message: '', text: `${answer(m, report).text}. ${exitReason}` },
          ...report.notes.map(({ kind, text }) => ({
            kind: 'system-out' as const,
            message: '',
            text: `${m.notes[kind]}: ${text}`,
          })),
        ],
  );
}

interface Part {
  readonly kind: 'failure' | 'error' | 'system-out';
  readonly message: string;
  readonly text: string;
}

function testCase(name: string, group: string, parts: readonly Part[]): Case {
  const outcome = parts.find(({ kind }) => kind !== 'system-out')?.kind ?? 'passed';
  const open = `<testcase name="${markupText(name)}" classname="phaseout.${group}" time="0"`;
  if (parts.length === 0) return { outcome: 'passed', lines: [`${open}/>`] };
  const body = parts.map(({ kind, message, text }) =>
    kind === 'system-out'
      ? `  <system-out>${markupText(text, 20_000)}</system-out>`
      : `  <${kind} message="${markupText(message, 500)}" type="${kind === 'failure' ? 'finding' : 'gap'}">${markupText(text, 20_000)}</${kind}>`,
  );
  return {
    outcome: outcome === 'system-out' ? 'passed' : outcome,
    lines: [`${open}>`, ...body, '</testcase>'],
  };
}
