import type { Report } from '../model/report.ts';
import { findingTitle, governingSentences, reportFacts, stopSentences } from './finding-words.ts';
import { answer } from './headline.ts';
import { labelParts } from './labels-text.ts';
import { en, type Messages } from './messages/en.ts';
import { joinedText, plainText } from './plain-text.ts';
import { scanFacts } from './scan-facts.ts';

/** GitHub shows this many annotations of a level for a step and drops the others in silence. */
const maxAnnotations = 10;

/**
 * A report as workflow commands, which GitHub shows as annotations: an error for each finding that counts, a warning
 * for each other one and for gaps, a notice with the answer. Where there are more than GitHub shows, the last one says
 * how many are left out. Source: docs.github.com, Workflow commands for GitHub Actions.
 */
export function renderGithub(report: Report, m: Messages = en): string {
  const failing = new Set(report.summary.failing);
  const counted = report.findings.filter(({ id }) => failing.has(id));
  const others = report.findings.filter(({ id }) => !failing.has(id));
  const line = (finding: (typeof counted)[number]): Annotation => ({
    title: findingTitle(m, finding),
    text: joinedText(
      [...governingSentences(m, finding), ...stopSentences(m, finding), finding.recommendation.summary],
      ' ',
    ),
  });
  const gaps = report.coverage.flatMap(({ collector, gaps }) =>
    gaps.map(({ source, message }) => ({
      title: m.annotationNotLookedAt(collector),
      text: `${source}: ${message}`,
    })),
  );
  const warnings = [...others.map(line), ...gaps];
  const lines = [
    ...commands(m, 'error', counted.map(line)),
    ...commands(m, 'warning', warnings),
    ...commands(m, 'notice', [
      {
        title: answer(m, report).text,
        text: joinedText(
          [
            labelParts(m, report.target).join(', '),
            scanFacts(m, report).join(' '),
            reportFacts(m, report).join('. '),
          ],
          ' ',
        ),
      },
    ]),
  ];
  return `${lines.join('\n')}\n`;
}

interface Annotation {
  readonly title: string;
  readonly text: string;
}

function commands(
  m: Messages,
  level: 'error' | 'warning' | 'notice',
  annotations: readonly Annotation[],
): string[] {
  const fits = annotations.length <= maxAnnotations;
  const shown = fits ? annotations : annotations.slice(0, maxAnnotations - 1);
  const left = annotations.length - shown.length;
  const rest = left === 0 ? [] : [{ title: m.annotationsLeft(left), text: m.annotationsOfGithub }];
  return [...shown, ...rest].map(
    ({ title, text }) => `::${level} title=${property(title)}::${data(plainText(text))}`,
  );
}

/** A message ends at a line break, a property also at a comma or colon; these and the escape itself are written as codes. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(plainText(text, 200)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
