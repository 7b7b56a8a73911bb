import { grouped } from '../../report/count.ts';
import type { FleetView, ProgressPoint } from '../view.ts';
import type { FleetPage } from './fleet-page.ts';
import { section } from './section.ts';
import { type Column, listText } from './table-page.ts';

const points = 8;

/** How the fleet got on, where there is more than one day to compare. */
export function progressText(page: FleetPage, { progress, totals }: FleetView): string[] {
  const first = progress.findIndex(({ affected, unknown, found }) => affected + unknown + found > 0);
  const told = first < 0 ? [] : progress.slice(Math.max(0, first - 1));
  if (told.length < 2 || totals.hadFindings === 0) return [];
  const rows = thinned(told, page.verbose ? 40 : points);
  const most = Math.max(1, ...rows.map(({ affected, unknown }) => affected + unknown));
  const room = Math.max(10, Math.min(40, page.width - 52));
  const number = (value: number): string => (value === 0 ? '' : grouped(value));
  const { headings, states } = page.t;
  const columns: Column<ProgressPoint>[] = [
    { title: headings.until, text: ({ to }) => to },
    { title: states.affected.name, text: ({ affected }) => grouped(affected), right: true },
    { title: states.unknown.name, text: ({ unknown }) => number(unknown), right: true, spare: 3 },
    { title: headings.found, text: ({ found, cameBack }) => number(found + cameBack), right: true },
    { title: states.cleared.name, text: ({ cleared }) => number(cleared), right: true },
    { title: headings.reimaged, text: ({ reimaged }) => number(reimaged), right: true, spare: 2 },
    {
      title: '',
      text: ({ affected }) => page.symbols.line.repeat(Math.ceil((affected / most) * room)),
      spare: 1,
    },
  ];
  return section(page, page.t.progress, 0, listText(page, rows, columns));
}

/** The same stretches with fewer points: what happened is added up, levels are those at the end. */
function thinned(all: readonly ProgressPoint[], max: number): ProgressPoint[] {
  const size = Math.ceil(all.length / max);
  const groups: ProgressPoint[] = [];
  // From the end, so that the last one is whole.
  for (let end = all.length; end > 0; end -= size) {
    const some = all.slice(Math.max(0, end - size), end);
    const last = some.at(-1);
    if (last === undefined) continue;
    const sum = (key: 'found' | 'cleared' | 'cameBack' | 'reimaged'): number =>
      some.reduce((total, point) => total + point[key], 0);
    groups.unshift({
      ...last,
      from: some[0]?.from ?? last.from,
      found: sum('found'),
      cleared: sum('cleared'),
      cameBack: sum('cameBack'),
      reimaged: sum('reimaged'),
    });
  }
  return groups;
}
