import type { DatedFinding, Step } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import { isWithheld } from './advice-text.ts';
import { governingSentences, meanings, readinessText, reportFacts, stopSentences } from './finding-words.ts';
import { answer } from './headline.ts';
import { labelParts } from './labels-text.ts';
import { en, type Messages } from './messages/en.ts';
import { plainText } from './plain-text.ts';
import { hostFacts, scanFacts } from './scan-facts.ts';
import { evidenceText, statusText } from './words.ts';

/** A job summary of more than 1 MiB is dropped whole by GitHub; findings beyond this are counted. */
const maxFindings = 200;
const maxGaps = 100;

/** A report as Markdown (GitHub's dialect), for job summaries, tickets and chats. Names from the host are never markup. */
export function renderMarkdown(report: Report, m: Messages = en): string {
  const findings = report.findings.slice(0, maxFindings);
  const left = report.findings.length - findings.length;
  const lines = [
    `## ${escaped(answer(m, report).text)}`,
    '',
    ...targetLines(m, report),
    ...scanFacts(m, report).map((fact) => `- ${escaped(fact)}`),
    '',
    ...(findings.length === 0 ? [] : table(m, findings)),
    ...findings.flatMap((finding) => details(m, finding)),
    ...(left > 0 ? ['', m.moreFindingsInJson(left)] : []),
    ...hostLines(m, report),
    ...noteLines(m, report),
    ...gapLines(m, report),
    '',
    '---',
    '',
    ...reportFacts(m, report).map((fact) => `${escaped(fact)}  `),
  ];
  return `${lines.join('\n')}\n`;
}

function targetLines(m: Messages, { target }: Report): string[] {
  const parts = [target.hostname, target.os, target.path, target.image].filter((part) => part !== undefined);
  const said = labelParts(m, target);
  return [
    ...(parts.length === 0 ? [] : [`- ${m.targetFact(parts.map((part) => code(part ?? '')).join(', '))}`]),
    ...(said.length === 0 ? [] : [`- ${m.headings.belongsTo}: ${said.map(escaped).join(', ')}`]),
  ];
}

function table(m: Messages, findings: readonly DatedFinding[]): string[] {
  const { product, version, host, status, governingDeadline } = m.headings;
  return [
    `| ${[product, version, host, status, governingDeadline].join(' | ')} |`,
    '| --- | --- | --- | --- | --- |',
    ...findings
      .map((finding) =>
        [
          escaped(finding.product.name),
          finding.version === undefined ? '' : code(finding.version),
          finding.host === undefined ? '' : code(finding.host),
          `${escaped(statusText(m, finding, ', '))}${finding.accepted === undefined ? '' : ` (${m.acceptedShort(escaped(finding.accepted.until))})`}`,
          governingSentences(m, finding).map(escaped).join('<br>'),
        ].join(' | '),
      )
      .map((row) => `| ${row} |`),
    '',
  ];
}

function details(m: Messages, finding: DatedFinding): string[] {
  const { recommendation } = finding;
  const stops = stopSentences(m, finding);
  return [
    '<details>',
    `<summary>${m.whatToDoFor(escaped(finding.product.name))}</summary>`,
    '',
    ...meanings(finding).map((text) => `${escaped(text)}\n`),
    ...stops.map((text) => `> **${escaped(text)}**\n`),
    m.protectionAfterwards(escaped(readinessText(m, finding))),
    '',
    ...recommendation.hazards.map(({ title }) => `- ⚠ ${escaped(title)}`),
    ...(recommendation.hazards.length > 0 ? [''] : []),
    ...recommendation.steps.flatMap((step, index) => [
      `${index + 1}. ${escaped(step.text)}`,
      ...commandLines(m, finding, step),
    ]),
    '',
    m.evidence(escaped(evidenceText(m, finding))),
    ...finding.evidence
      .slice(0, 50)
      .map(
        ({ item, signature }) =>
          `- ${m.evidenceIn(escaped(item.kind), code(item.name), code(item.path ?? item.origin), code(signature))}`,
      ),
    '',
    '</details>',
    '',
  ];
}

function commandLines(m: Messages, { recommendation }: DatedFinding, step: Step): string[] {
  if (isWithheld(recommendation.stops, step)) return [`   ${m.withheldShort}`];
  return step.command === undefined ? [] : ['', `   ${code(step.command)}`, ''];
}

function hostLines(m: Messages, report: Report): string[] {
  const hosts = hostFacts(m, report);
  const shown = hosts.slice(0, maxGaps);
  const left = hosts.length - shown.length;
  return [
    ...(hosts.length === 0 ? [] : ['', `### ${m.headings.host} (${hosts.length})`, '']),
    ...shown.map(({ host, facts }) => `- ${code(host)}: ${escaped(facts)}`),
    ...(left > 0 ? [`- ${m.more(left)}`] : []),
  ];
}

function noteLines(m: Messages, { notes }: Report): string[] {
  if (notes.length === 0) return [];
  return [
    '',
    `### ${m.worthKnowing}`,
    '',
    ...notes.map(({ kind, text }) => `- ${m.notes[kind]}: ${escaped(text)}`),
  ];
}

function gapLines(m: Messages, { coverage }: Report): string[] {
  const gaps = coverage.flatMap(({ collector, gaps }) =>
    gaps.map(({ source, message }) => `- ${escaped(collector)}: ${code(source)}: ${escaped(message)}`),
  );
  const absent = coverage.flatMap(({ notPresent }) => notPresent ?? []);
  const left = gaps.length - maxGaps;
  return [
    ...(gaps.length === 0
      ? []
      : ['', `### ${m.headings.notLookedAt} (${gaps.length})`, '', ...gaps.slice(0, maxGaps)]),
    ...(left > 0 ? [`- ${m.more(left)}`] : []),
    ...(absent.length === 0 ? [] : ['', m.notAttachedShort(absent.slice(0, maxGaps).map(code).join(', '))]),
  ];
}

/** Text in which nothing is markup, a link (GitHub makes them by itself), a mention or an emoji code. */
function escaped(text: string): string {
  return plainText(text)
    .replace(/&/g, '&amp;')
    .replace(/[\\`*_{}[\]#|~]/g, '\\$&')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/@/g, '&#64;')
    .replace(/:(?=\/\/|[\w+-]+:)/g, '&#58;')
    .replace(/\b(www)\./gi, '$1&#46;');
}

/** Text in a code span: longer runs of back-ticks around it than any inside; a pipe would end a cell. */
function code(text: string): string {
  const plain = plainText(text, 400).replaceAll('|', '¦');
  if (plain === '') return '';
  const runs = plain.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(0, ...runs.map((run) => run.length)) + 1);
  const space = plain.startsWith('`') || plain.endsWith('`') ? ' ' : '';
  return `${fence}${space}${plain}${space}${fence}`;
}
