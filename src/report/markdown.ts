import type { DatedFinding, Step } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import { isWithheld } from './advice-text.ts';
import { governingSentences, meanings, readinessText, reportFacts, stopSentences } from './finding-words.ts';
import { answer } from './headline.ts';
import { plainText } from './plain-text.ts';
import { evidenceText, noteWords, statusText } from './words.ts';

/** A job summary of more than 1 MiB is dropped whole by GitHub; findings beyond this are counted. */
const maxFindings = 200;
const maxGaps = 100;

/** A report as Markdown (GitHub's dialect), for job summaries, tickets and chats. Names from the host are never markup. */
export function renderMarkdown(report: Report): string {
  const findings = report.findings.slice(0, maxFindings);
  const left = report.findings.length - findings.length;
  const { encryption, databases, rebootPending, role } = report;
  const lines = [
    `## ${escaped(answer(report).text)}`,
    '',
    ...targetLines(report),
    ...(role === undefined ? [] : [`- Role: ${escaped(role)}`]),
    ...(report.findings.length === 0
      ? []
      : [
          `- Protection afterwards: ${escaped(report.readiness.answer)}. ${escaped(report.readiness.text)}`,
          `- Encryption: ${escaped(encryption.text)}`,
          ...databases.map(({ name, text }) => `- Databases of ${escaped(name)}: ${escaped(text)}`),
        ]),
    ...(rebootPending === true ? ['- A restart is pending on this host.'] : []),
    '',
    ...(findings.length === 0 ? [] : table(findings)),
    ...findings.flatMap(details),
    ...(left > 0 ? ['', `and ${left} more findings; the JSON report has all.`] : []),
    ...noteLines(report),
    ...gapLines(report),
    '',
    '---',
    '',
    ...reportFacts(report).map((fact) => `${escaped(fact)}  `),
  ];
  return `${lines.join('\n')}\n`;
}

function targetLines({ target }: Report): string[] {
  const parts = [target.hostname, target.os, target.path, target.image].filter((part) => part !== undefined);
  return parts.length === 0 ? [] : [`- Target: ${parts.map((part) => code(part ?? '')).join(', ')}`];
}

function table(findings: readonly DatedFinding[]): string[] {
  return [
    '| Product | Version | Host | Status | Deadline that governs |',
    '| --- | --- | --- | --- | --- |',
    ...findings
      .map((finding) =>
        [
          escaped(finding.product.name),
          finding.version === undefined ? '' : code(finding.version),
          finding.host === undefined ? '' : code(finding.host),
          `${escaped(statusText(finding, ', '))}${finding.accepted === undefined ? '' : ` (accepted until ${escaped(finding.accepted.until)})`}`,
          governingSentences(finding).map(escaped).join('<br>'),
        ].join(' | '),
      )
      .map((row) => `| ${row} |`),
    '',
  ];
}

function details(finding: DatedFinding): string[] {
  const { recommendation } = finding;
  const stops = stopSentences(finding);
  return [
    '<details>',
    `<summary>${escaped(finding.product.name)}: what to do</summary>`,
    '',
    ...meanings(finding).map((text) => `${escaped(text)}\n`),
    ...stops.map((text) => `> **${escaped(text)}**\n`),
    `Protection afterwards: ${escaped(readinessText(finding))}.`,
    '',
    ...recommendation.hazards.map(({ title }) => `- ⚠ ${escaped(title)}`),
    ...(recommendation.hazards.length > 0 ? [''] : []),
    ...recommendation.steps.flatMap((step, index) => [
      `${index + 1}. ${escaped(step.text)}`,
      ...commandLines(finding, step),
    ]),
    '',
    `Evidence: ${escaped(evidenceText(finding))}`,
    ...finding.evidence
      .slice(0, 50)
      .map(
        ({ item, signature }) =>
          `- ${escaped(item.kind)} ${code(item.name)} in ${code(item.path ?? item.origin)} (${code(signature)})`,
      ),
    '',
    '</details>',
    '',
  ];
}

function commandLines({ recommendation }: DatedFinding, step: Step): string[] {
  if (isWithheld(recommendation.stops, step)) return ['   (not yet, and no command shown: see above)'];
  return step.command === undefined ? [] : ['', `   ${code(step.command)}`, ''];
}

function noteLines({ notes }: Report): string[] {
  if (notes.length === 0) return [];
  return [
    '',
    '### Worth knowing (counts as no finding)',
    '',
    ...notes.map(({ kind, text }) => `- ${noteWords[kind]}: ${escaped(text)}`),
  ];
}

function gapLines({ coverage }: Report): string[] {
  const gaps = coverage.flatMap(({ collector, gaps }) =>
    gaps.map(({ source, message }) => `- ${escaped(collector)}: ${code(source)}: ${escaped(message)}`),
  );
  const absent = coverage.flatMap(({ notPresent }) => notPresent ?? []);
  const left = gaps.length - maxGaps;
  return [
    ...(gaps.length === 0 ? [] : ['', `### Not looked at (${gaps.length})`, '', ...gaps.slice(0, maxGaps)]),
    ...(left > 0 ? [`- and ${left} more`] : []),
    ...(absent.length === 0
      ? []
      : ['', `Not attached or apart: ${absent.slice(0, maxGaps).map(code).join(', ')}`]),
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
