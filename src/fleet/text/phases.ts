import { grouped } from '../../report/count.ts';
import { deadlineWords, standingWords } from '../deadline-words.ts';
import type { FleetView, PhaseRow } from '../view.ts';
import type { FleetPage } from './fleet-page.ts';
import { limit, section } from './section.ts';
import { type Column, listText } from './table-page.ts';

/** The phases that govern findings, where there are several, and what each means; that of the worst is said above. */
export function phasesText(page: FleetPage, { phases }: FleetView): string[] {
  if (phases.length < 2) return [];
  const { t } = page;
  const rows = phases.slice(0, limit(page, 'phases'));
  const columns: Column<PhaseRow>[] = [
    { title: t.headings.deadline, text: ({ deadline }) => deadlineWords(t, deadline), max: 100, least: 24 },
    { title: t.headings.for, text: ({ deadline }) => deadline.audience, max: 24 },
    { title: t.headings.stands, text: ({ deadline }) => standingWords(t, deadline), max: 24 },
    { title: t.headings.hosts, text: ({ hosts }) => grouped(hosts), right: true },
  ];
  return section(page, t.headings.deadlines, phases.length - rows.length, [
    ...listText(page, rows, columns),
    ...meaningLines(page, rows),
  ]);
}

function meaningLines(page: FleetPage, rows: readonly PhaseRow[]): string[] {
  const said = new Set(rows[0]?.meanings);
  return rows.slice(1).flatMap(({ deadline, meanings }) =>
    meanings.flatMap((meaning) => {
      if (said.has(meaning)) return [];
      said.add(meaning);
      const words = page.t.meaningOf(deadline.label ?? deadline.title, meaning);
      return page.block(words, { lead: `${page.symbols.dash} ` });
    }),
  );
}
