import type { DatedFinding } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import { statuses } from '../model/vocabulary.ts';
import { coverageText } from './coverage-text.ts';
import { evidenceList, findingText, headingText, type Said } from './finding-text.ts';
import { answerAgain, headlineText, hostsOf, titleText } from './headline.ts';
import { hostsText } from './hosts-text.ts';
import { Page, type TableOptions } from './layout.ts';
import { oldPacksText, packText } from './pack-text.ts';

/** Lines after which the headline has left the screen of the smallest common terminal. */
const oneScreen = 22;

/**
 * A report for a person at a terminal: is it here, which date governs, what to do first; then what it rests on, what
 * was not looked at, and the exit code. No line is wider than `width`; ends with a newline.
 */
export function renderTable(report: Report, options: TableOptions = {}): string {
  const page = new Page(options);
  const lines = [...titleText(page, report), '', ...headlineText(page, report)];
  const findings = inReadingOrder(report.findings);
  if (hostsOf(report).length > 1 && findings.length > 0) {
    lines.push('', ...hostsText(page, report, findings));
  } else {
    const said = { meanings: new Set<string>(), timelines: new Set<string>(), host: false };
    findings.forEach((finding, index) => {
      const state: Said = Object.assign(said, { first: index === 0 });
      lines.push('', ...findingText(page, finding, report, state));
    });
  }
  lines.push(...noteText(page, report), '', ...coverageText(page, report));
  if (lines.length > oneScreen) lines.push(...answerAgain(page, report));
  lines.push(...closing(page, report));
  return `${lines.join('\n')}\n`;
}

const summaryFindings = 20;

/** The answer alone: headline, one line per finding, what was not looked at, the exit code. */
export function renderTableSummary(report: Report, options: TableOptions = {}): string {
  const page = new Page(options);
  const findings = inReadingOrder(report.findings);
  const lines = [...titleText(page, report), '', ...headlineText(page, report)];
  if (findings.length > 0) lines.push('');
  for (const finding of findings.slice(0, summaryFindings)) lines.push(...headingText(page, finding));
  const left = findings.length - summaryFindings;
  if (left > 0) lines.push(...page.block(page.m.moreInReport(left)));
  lines.push(...noteText(page, report), '', ...coverageText(page, report), ...closing(page, report));
  return `${lines.join('\n')}\n`;
}

/** Worst status first; within one status what must go first, first. Otherwise the order of the report. */
function inReadingOrder(findings: readonly DatedFinding[]): DatedFinding[] {
  const priorities = ['first', 'normal', 'last'];
  return [...findings].sort(
    (a, b) =>
      statuses.indexOf(a.status) - statuses.indexOf(b.status) ||
      priorities.indexOf(a.recommendation.priority) - priorities.indexOf(b.recommendation.priority) ||
      // Of two that go last, the one that others depend on.
      Number(a.product.class === 'management-server') - Number(b.product.class === 'management-server'),
  );
}

function noteText(page: Page, report: Report): string[] {
  if (report.notes.length === 0) return [];
  return [
    '',
    ...page.block(`${page.m.worthKnowing}:`, { tone: 'bold' }),
    ...report.notes.flatMap((note) => [
      ...page.block(
        `${page.m.notes[note.kind]}${note.host === undefined ? '' : page.m.onHost(page.field(note.host, 60))}: ${page.field(note.text, 500)}`,
        {
          indent: 2,
          lead: '- ',
        },
      ),
      ...(page.verbose ? evidenceList(page, note.evidence, 4) : []),
    ]),
  ];
}

function closing(page: Page, report: Report): string[] {
  const { exitCode, exitReason } = report.summary;
  return [
    ...page.block(page.m.exitCode(exitCode, exitReason), { tone: 'bold' }),
    ...oldPacksText(page, report),
    ...page.block(page.m.rulePack(report.rulePacks.map((pack) => packText(page, pack)).join(', ')), {
      tone: 'dim',
    }),
    ...page.block(report.disclaimer, { tone: 'dim' }),
  ];
}
