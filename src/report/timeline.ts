import type { Deadline } from '../model/deadline.ts';
import { dayText } from './instant-text.ts';
import type { Page } from './layout.ts';
import type { Messages } from './messages/en.ts';
import { displayWidth, padEnd } from './width.ts';

interface Mark {
  readonly label: string;
  readonly date: string;
  readonly state: string;
  readonly governs: boolean;
}

const indent = 2;
/** Between two marks: a space, at least two strokes, a space. */
const minGap = 4;
const maxGap = 16;
const maxLabel = 24;

/**
 * The dated phases of the regime of `governing`, with the as-of day among them, as three lines; as a list where they do
 * not fit. Empty where there is only one phase, since then the sentence says it all. `deadlines` come in order of time.
 */
export function timeline(
  page: Page,
  deadlines: readonly Deadline[],
  governing: Deadline,
  asOf: string,
): string[] {
  const phases = deadlines.filter(
    (deadline) =>
      deadline.regime === governing.regime &&
      deadline.audience === governing.audience &&
      deadline.form !== 'trigger',
  );
  if (phases.length < 2) return [];
  const marks = phases.map((phase) => toMark(page, phase, governing));
  const firstToCome = phases.findIndex((phase) => !phase.inEffect);
  const today = {
    label: page.safe(page.m.timelineNow),
    date: page.safe(dayText(asOf, page.m)),
    state: '',
    governs: false,
  };
  marks.splice(firstToCome === -1 ? marks.length : firstToCome, 0, today);

  const widths = marks.map((mark) => Math.max(...[mark.label, mark.date, mark.state].map(displayWidth)));
  const room = page.width - indent - widths.reduce((sum, width) => sum + width, 0);
  const gap = Math.min(maxGap, Math.floor(room / (marks.length - 1)));
  return gap < minGap ? asList(page, marks) : asLine(page, marks, widths, gap);
}

function asLine(page: Page, marks: readonly Mark[], widths: readonly number[], gap: number): string[] {
  const start = ' '.repeat(indent);
  const row = (cell: (mark: Mark, column: number) => string): string =>
    (start + marks.map((mark, index) => cell(mark, (widths[index] ?? 0) + gap)).join('')).trimEnd();
  const line = marks
    .map((mark, index) => {
      if (index === marks.length - 1) return page.tone(mark.label, 'bold');
      const strokes = (widths[index] ?? 0) + gap - displayWidth(mark.label) - 2;
      const label = page.tone(mark.label, mark.governs ? 'bold' : undefined);
      return `${label} ${page.tone(page.symbols.line.repeat(strokes), 'dim')} `;
    })
    .join('');
  return [
    start + line,
    row((mark, columns) => page.tone(padEnd(mark.date, columns), undefined)),
    row((mark, columns) => padEnd(mark.state, columns)),
  ];
}

function asList(page: Page, marks: readonly Mark[]): string[] {
  const column = Math.max(...marks.map((mark) => displayWidth(mark.date)));
  return marks.flatMap((mark) =>
    page.block(mark.state === '' ? mark.label : `${mark.label}: ${mark.state}`, {
      indent,
      lead: `${padEnd(mark.date, column)}  `,
      ...(mark.governs && { tone: 'bold' as const }),
    }),
  );
}

function toMark(page: Page, phase: Deadline, governing: Deadline): Mark {
  const governs = phase.phase === governing.phase;
  const states = page.m.timelineStates;
  const time = phase.history ? states.history : phase.inEffect ? states.past : states.coming;
  const sign = phase.inEffect ? page.symbols.past : page.symbols.coming;
  return {
    label: page.safe(labelOf(phase)),
    date: page.safe(shortDate(page.m, phase)),
    state: page.safe(`${sign} ${time}${governs ? `, ${page.m.governs}` : ''}`),
    governs,
  };
}

/** The label of the phase, else its title where that is short, else the words of its id. A saved report may hold any text. */
function labelOf({ label, title, phase }: Deadline): string {
  if (label !== undefined && displayWidth(label) <= maxLabel) return label;
  return displayWidth(title) <= maxLabel ? title : phase.replaceAll('-', ' ');
}

/** The day alone: the sentence above states the clock time, and the doubt where a day is not fixed. */
function shortDate(m: Messages, phase: Deadline): string {
  if (phase.precision === 'instant' && phase.form === 'from' && phase.effective !== null) {
    return dayText(phase.effective, m);
  }
  return dayText(phase.date.replace(/(,| \().*$/, ''), m);
}
