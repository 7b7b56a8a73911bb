import type { Deadline } from '../../model/deadline.ts';
import { dayText } from '../instant-text.ts';
import type { Messages } from '../messages/en.ts';
import { plainText } from '../plain-text.ts';
import { html, type Markup } from './markup.ts';

const width = 960;
const edge = 70;
const rowHeight = 34;
const maxPhases = 12;
/** Labels of points beyond end at their point instead of beginning there. */
const endsAt = width - 240;

interface Point {
  readonly x: number;
  readonly label: string;
  readonly date: string;
  readonly kind: 'past' | 'coming' | 'governs' | 'now';
}

/**
 * The phases of a finding as a drawn line with today on it, to scale in time. Labels stand in as many rows as they
 * need, so that none covers another. Nothing where fewer than two phases have a date. The text of the drawing is the
 * same list for a reader who does not see it.
 */
export function timelineSvg(
  m: Messages,
  deadlines: readonly Deadline[],
  governing: Deadline | null,
  asOf: string,
): Markup | undefined {
  const now = Date.parse(asOf);
  const dated = unique(deadlines)
    .flatMap((deadline) =>
      deadline.effective === null ? [] : [{ deadline, at: Date.parse(deadline.effective) }],
    )
    .filter(({ at }) => Number.isFinite(at))
    .sort((a, b) => a.at - b.at)
    .slice(-maxPhases);
  if (dated.length < 2) return undefined;
  const times = [...dated.map(({ at }) => at), now];
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const x = (at: number): number =>
    Math.round(edge + ((at - first) / Math.max(1, last - first)) * (width - 2 * edge));
  const points: Point[] = [
    ...dated.map(
      ({ deadline, at }): Point => ({
        x: x(at),
        label: plainText(deadline.label ?? deadline.title, 60),
        date: dayText(deadline.date, m).replaceAll('\u00a0', ' '),
        kind:
          deadline.regime === governing?.regime && deadline.phase === governing.phase
            ? 'governs'
            : at <= now
              ? 'past'
              : 'coming',
      }),
    ),
    { x: x(now), label: m.timelineNow, date: dayText(asOf, m).replaceAll('\u00a0', ' '), kind: 'now' },
  ];
  const rows = placed(points);
  const height = 30 + Math.max(...rows) * rowHeight + 46;
  const axis = 16;
  const words = points
    .map(({ label, date, kind }) => `${date}: ${label}${kind === 'governs' ? ` (${m.governs})` : ''}`)
    .join('; ');
  return html`<div class="scroll"><svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${m.timelineTitle(words)}">
<line x1="${edge - 20}" y1="${axis}" x2="${width - edge + 20}" y2="${axis}"/>
${points.map((point, index) => drawn(point, axis, 30 + (rows[index] ?? 0) * rowHeight))}
</svg></div>`;
}

function drawn({ x, label, date, kind }: Point, axis: number, y: number): Markup {
  const isLast = x > endsAt;
  const anchorAt = isLast ? 'end' : 'start';
  const at = isLast ? x - 6 : x + 6;
  const mark =
    kind === 'now'
      ? html`<line class="now" x1="${x}" y1="2" x2="${x}" y2="${axis + 14}"/>`
      : html`<circle class="${kind}" cx="${x}" cy="${axis}" r="7"/>`;
  return html`<line class="tick" x1="${x}" y1="${axis}" x2="${x}" y2="${y + 4}"/>${mark}
<text x="${at}" y="${y + 16}" text-anchor="${anchorAt}">${label}</text><text class="soft" x="${at}" y="${y + 30}" text-anchor="${anchorAt}">${date}</text>
`;
}

/**
 * The row of each label: the first in which it covers no other. From the right to the left, so that the line down to a
 * lower label passes before the labels of later dates and not through them.
 */
function placed(points: readonly Point[]): number[] {
  const taken: { readonly row: number; readonly from: number; readonly to: number; readonly x: number }[] =
    [];
  const rows = new Map<Point, number>();
  for (const point of [...points].sort((a, b) => b.x - a.x)) {
    const { x, label, date } = point;
    const room = Math.max(label.length, date.length) * 7 + 22;
    const from = x > endsAt ? x - room : x;
    let row = 0;
    const covers = (other: (typeof taken)[number]): boolean =>
      other.row === row
        ? from < other.to && from + room > other.from
        : other.row > row && other.x > from && other.x < from + room;
    while (taken.some(covers)) row++;
    taken.push({ row, from, to: from + room, x });
    rows.set(point, row);
  }
  return points.map((point) => rows.get(point) ?? 0);
}

function unique(deadlines: readonly Deadline[]): Deadline[] {
  return [
    ...new Map(deadlines.map((deadline) => [`${deadline.regime}/${deadline.phase}`, deadline])).values(),
  ];
}
