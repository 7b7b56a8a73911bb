import type { DatedFinding, Step } from '../model/finding.ts';
import type { Page } from './layout.ts';
import { firstSentence } from './words.ts';

/** How much of the advice is shown without `--verbose`. */
export interface AdviceLimits {
  readonly hazards: number;
  readonly steps: number;
}

/** Hazards, numbered steps and alternatives of a finding, in the order in which they are needed. */
export function adviceText(page: Page, finding: DatedFinding, limits: AdviceLimits, indent = 2): string[] {
  const { recommendation } = finding;
  const lines: string[] = [];
  lines.push(...hazardText(page, finding, limits.hazards, indent));
  const order = page.m.priorities[recommendation.priority];
  // The summary repeats the steps, so it stands only where some of them are not shown, or everything is.
  const summary =
    page.verbose || recommendation.steps.length > limits.steps ? ` ${recommendation.summary}` : '';
  lines.push(...page.block(`${page.m.whatToDo}${order}:${summary}`, { indent, tone: 'bold' }));
  lines.push(...stepText(page, finding, limits.steps, indent));
  lines.push(...verifyText(page, finding, indent), ...alternativeText(page, finding, indent));
  return lines;
}

/** Whether something must be settled before the removal. Then no command that removes is printed. */
export function mustNotRemoveYet(finding: DatedFinding): boolean {
  return finding.recommendation.stops.length > 0;
}

type Stops = DatedFinding['recommendation']['stops'];

/** Whether a step's command must not be shown: it would remove what something must be settled for first. */
export function isWithheld(stops: Stops, step: Step): boolean {
  return stops.length > 0 && step.removes === true;
}

function hazardText(page: Page, finding: DatedFinding, limit: number, indent: number): string[] {
  const { hazards } = finding.recommendation;
  if (hazards.length === 0) return [];
  const title = finding.status === 'residue' ? page.m.beware : page.m.beforeRemoval;
  const lines = page.block(`${title}:`, {
    indent,
    tone: 'bold',
  });
  const shown = page.verbose ? hazards : hazards.slice(0, limit);
  for (const hazard of shown) {
    lines.push(...page.block(hazard.title, { indent: indent + 1, lead: '! ', leadTone: 'yellow' }));
    if (page.verbose) {
      lines.push(...page.block(hazard.text, { indent: indent + 3 }));
      lines.push(...page.block(page.m.source(hazard.source), { indent: indent + 3, tone: 'dim' }));
    }
  }
  return [...lines, ...more(page, hazards.length - shown.length, page.m.moreDangers, indent + 3)];
}

function stepText(page: Page, finding: DatedFinding, limit: number, indent: number): string[] {
  const { steps } = finding.recommendation;
  const shown = page.verbose ? steps : steps.slice(0, limit);
  const lines = shown.flatMap((step, index) => [
    ...page.block(step.text, { indent: indent + 1, lead: `${index + 1}  `, leadTone: 'bold' }),
    ...commandText(page, step, finding.recommendation.stops, indent + 4),
    ...(page.verbose && step.source !== undefined
      ? page.block(page.m.source(step.source), { indent: indent + 4, tone: 'dim' })
      : []),
  ]);
  return [...lines, ...more(page, steps.length - shown.length, page.m.moreSteps, indent + 4)];
}

function commandText(page: Page, step: Step, stops: Stops, indent: number): string[] {
  const [first] = stops;
  if (first !== undefined && isWithheld(stops, step)) {
    return page.block(page.m.withheld(page.m.settle[first.reason]), {
      indent,
      tone: 'yellow',
    });
  }
  if (step.command === undefined) return [];
  return page.block(step.command, { indent, lead: '$ ', leadTone: 'dim', tone: 'cyan' });
}

function verifyText(page: Page, { recommendation }: DatedFinding, indent: number): string[] {
  if (!page.verbose || recommendation.verify.length === 0) return [];
  return [
    ...page.block(`${page.m.checkAfterwards}:`, { indent, tone: 'bold' }),
    ...recommendation.verify.flatMap((text) => page.block(text, { indent: indent + 1, lead: '- ' })),
  ];
}

function alternativeText(page: Page, finding: DatedFinding, indent: number): string[] {
  return finding.recommendation.alternatives.flatMap(({ text, examples }) => {
    if (page.verbose) {
      return page.block(page.m.alternatives(text, examples.join(', ')), { indent });
    }
    const short = firstSentence(text).replace(/[.\s]+$/, '');
    return page.block(page.m.alternativesShort(short, examples.length), { indent });
  });
}

function more(page: Page, left: number, words: (left: number) => string, indent: number): string[] {
  if (left <= 0) return [];
  return page.block(words(left), {
    indent,
    tone: 'dim',
  });
}
