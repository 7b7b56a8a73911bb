import { grouped } from '../../report/count.ts';
import type { FleetView } from '../view.ts';
import type { FleetPage } from './fleet-page.ts';
import { limit, section, someNames } from './section.ts';

/** What is not known, and what should make somebody look. */
export function openText(page: FleetPage, view: FleetView): string[] {
  const { t } = page;
  const { totals, inputs } = view;
  const said = [
    ...inputLines(page, view),
    totals.withGaps > 0 ? t.withGaps(totals.withGaps, gapNames(page, view)) : '',
    view.clones.length > 0
      ? t.clones(
          totals.clones,
          someNames(
            page,
            view.clones.flatMap((clone) => clone.names),
          ),
        )
      : '',
    totals.reimaged > 0
      ? t.reimaged(
          totals.reimaged,
          totals.reimagedWithFindings,
          someNames(
            page,
            view.reimaged.map(({ host }) => host),
          ),
        )
      : '',
    totals.cameBack > 0 ? t.cameBack(totals.cameBack) : '',
    view.assigned && totals.unassigned > 0
      ? t.unassigned(
          totals.unassigned,
          someNames(
            page,
            view.unassigned.map(({ host, key }) => host || key),
          ),
        )
      : '',
    totals.images > 0 ? t.images(totals.images) : '',
    serverText(page, view),
  ].filter((text) => text !== '');
  const details = page.verbose ? inputs.gaps.map(({ source, message }) => `${source}: ${message}`) : [];
  if (said.length + details.length === 0) return [];
  const lines = [...said, ...details].flatMap((text) => page.block(text, { lead: `${page.symbols.dash} ` }));
  return section(page, t.worthALook, 0, lines);
}

function inputLines({ t }: FleetPage, { inputs }: FleetView): string[] {
  const [first] = inputs.gaps;
  const where = first === undefined ? '' : `${first.source}: ${first.message}`;
  return [
    inputs.unreadable > 0 ? t.unusable(inputs.unreadable, where) : '',
    inputs.undated > 0 ? t.undated(inputs.undated) : '',
    inputs.later > 0 ? t.later(inputs.later) : '',
    inputs.duplicates > 0 ? t.duplicates(inputs.duplicates) : '',
  ];
}

function gapNames(page: FleetPage, { gapKinds }: FleetView): string {
  const some = gapKinds.slice(0, limit(page, 'gaps'));
  const text = some
    .map(({ collector, reason, hosts }) => `${collector} ${reason} (${grouped(hosts)})`)
    .join(', ');
  return gapKinds.length > some.length ? `${text} …` : text;
}

function serverText(page: FleetPage, { servers }: FleetView): string {
  const open = servers.filter(({ scanned }) => !scanned);
  if (open.length === 0) return '';
  const some = open.slice(0, limit(page, 'servers'));
  const named = some.map((each) => page.t.server(each)).join(', ');
  return page.t.servers(named, open.length - some.length);
}
