import { grouped } from '../../report/count.ts';
import { fleetStates } from '../host-row.ts';
import type { FleetView, GroupRow } from '../view.ts';
import type { FleetPage } from './fleet-page.ts';
import { clientAndSite, limit, section } from './section.ts';
import { type Column, listText } from './table-page.ts';

/** Clients and sites, where the reports or --assign name some. */
export function groupsText(page: FleetPage, { groups }: FleetView): string[] {
  if (groups.every(({ client, site }) => client === '' && site === '')) return [];
  const { t } = page;
  const rows = groups.slice(0, limit(page, 'groups'));
  const columns: Column<GroupRow>[] = [
    { title: t.headings.clientSite, text: (row) => clientAndSite(row) || t.notStated, max: 48, least: 16 },
    { title: t.headings.hosts, text: ({ hosts }) => grouped(hosts), right: true },
    ...fleetStates.map(
      (state): Column<GroupRow> => ({
        title: t.states[state].name,
        text: ({ byState }) => (byState[state] === 0 ? '' : grouped(byState[state])),
        right: true,
        ...(state === 'affected' && { tone: () => 'red' as const }),
        ...((state === 'cleared' || state === 'clean') && { spare: 1 }),
      }),
    ),
  ];
  return section(page, t.clientsAndSites, groups.length - rows.length, listText(page, rows, columns));
}
