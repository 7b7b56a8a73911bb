import { count, grouped } from '../../report/count.ts';
import type { Page } from '../../report/layout.ts';
import type { FleetState, HostProduct, HostRow } from '../host-row.ts';
import { deadlineWords, standingWords } from '../html/deadline-words.ts';
import type { FleetView, GroupRow, PhaseRow, ProductRow, ProgressPoint } from '../view.ts';
import { type Column, listText } from './table-page.ts';

const shown = { hosts: 15, products: 10, phases: 6, groups: 10, servers: 5, gaps: 5, names: 5 } as const;
const shownVerbose = 200;

function limit(page: Page, of: keyof typeof shown): number {
  return page.verbose ? shownVerbose : shown[of];
}

function section(page: Page, title: string, more: number, lines: readonly string[]): string[] {
  const rest = more > 0 ? page.block(`and ${grouped(more)} more`, { tone: 'dim' }) : [];
  return ['', ...page.block(title, { tone: 'bold' }), ...lines, ...rest];
}

/** The hosts that need somebody, worst first. */
export function hostsText(page: Page, { hosts, totals }: FleetView): string[] {
  const needy = hosts.filter(({ state }) => state !== 'clean' && state !== 'cleared');
  if (needy.length === 0) return [];
  const rows = needy.slice(0, limit(page, 'hosts'));
  const columns: Column<HostRow>[] = [
    { title: 'Host', text: nameOf, max: 40, least: 12 },
    {
      title: 'State',
      text: ({ state, status }) => (state === 'affected' ? (status ?? state) : state),
      tone: ({ state }) => (state === 'affected' ? 'red' : 'yellow'),
    },
    { title: 'Product', text: productsOf, max: 60, least: 24 },
    {
      title: 'Deadline',
      text: ({ deadline }) => (deadline === null ? '' : standingWords(deadline)),
      max: 24,
    },
    { title: 'Client / site', text: placeOf, max: 24, spare: 1 },
    {
      title: 'Unseen',
      text: ({ daysUnseen }) => (daysUnseen === undefined ? '?' : `${daysUnseen} d`),
      right: true,
      spare: 2,
    },
  ];
  const { affected, unproven, unknown, incomplete } = totals.byState;
  const all = affected + unproven + unknown + incomplete;
  return section(page, 'Worst hosts', all - rows.length, listText(page, rows, columns));
}

function nameOf({ host, key, clone, instances, products }: HostRow): string {
  const marks = [
    clone === undefined ? '' : ' (clone)',
    instances === undefined ? '' : ` (image, ${instances.affected} of ${instances.seen})`,
    products.some(({ change, state }) => change === 'came-back' && state === 'present') ? ' (came back)' : '',
  ];
  return `${host === '' ? key : host}${marks.join('')}`;
}

function productsOf({ products, state, why }: HostRow): string {
  const open = products.filter((product) => product.state !== 'cleared');
  if (open.length === 0) return why;
  const [first] = [...open].sort((a, b) => rank(a) - rank(b));
  const more = open.length > 1 ? ` +${open.length - 1}` : '';
  const version = first?.version === undefined ? '' : ` ${first.version}`;
  const gone = state === 'unproven' ? 'not proven gone: ' : '';
  return `${gone}${shortName(first?.name ?? '')}${version}${more}`;
}

function rank({ state, status }: HostProduct): number {
  return (
    ['present', 'unproven', 'cleared'].indexOf(state) * 3 + ['active', 'installed', 'residue'].indexOf(status)
  );
}

/** The maker's name says nothing where every product has it, nor does the system of the host that it stands beside. */
function shortName(name: string): string {
  return name.replace(/^Kaspersky (?=\S+ \S)/, '').replace(/ for (?:Windows|Linux|Mac)$/, '');
}

function placeOf({ client = '', site = '' }: HostRow | GroupRow): string {
  return [client, site].filter((part) => part !== '').join(' / ');
}

/** The products on most hosts. */
export function productsText(page: Page, { products }: FleetView): string[] {
  if (products.length === 0) return [];
  const rows = products.slice(0, limit(page, 'products'));
  const number = (value: number): string => (value === 0 ? '' : grouped(value));
  const columns: Column<ProductRow>[] = [
    { title: 'Product', text: ({ name }) => name, max: 60, least: 24 },
    { title: 'Hosts', text: ({ hosts }) => grouped(hosts), right: true },
    { title: 'Active', text: ({ byStatus }) => number(byStatus.active), right: true },
    { title: 'Installed', text: ({ byStatus }) => number(byStatus.installed), right: true, spare: 2 },
    { title: 'Leftover', text: ({ byStatus }) => number(byStatus.residue), right: true, spare: 3 },
    { title: 'Unknown', text: ({ unknown }) => number(unknown), right: true, spare: 4 },
    { title: 'Cleared', text: ({ cleared }) => number(cleared), right: true },
    {
      title: 'Deadline',
      text: ({ deadline }) => (deadline === null ? '' : standingWords(deadline)),
      spare: 1,
    },
  ];
  return section(page, 'Products', products.length - rows.length, listText(page, rows, columns));
}

/** The phases that govern findings, where there are several. */
export function phasesText(page: Page, { phases }: FleetView): string[] {
  if (phases.length < 2) return [];
  const rows = phases.slice(0, limit(page, 'phases'));
  const columns: Column<PhaseRow>[] = [
    { title: 'Deadline', text: ({ deadline }) => deadlineWords(deadline), max: 100, least: 24 },
    { title: 'For', text: ({ deadline }) => deadline.audience, max: 24 },
    { title: 'Stands', text: ({ deadline }) => standingWords(deadline), max: 24 },
    { title: 'Hosts', text: ({ hosts }) => grouped(hosts), right: true },
  ];
  return section(page, 'Deadlines', phases.length - rows.length, listText(page, rows, columns));
}

/** Clients and sites, where the reports or --assign name some. */
export function groupsText(page: Page, { groups }: FleetView): string[] {
  if (groups.every(({ client, site }) => client === '' && site === '')) return [];
  const rows = groups.slice(0, limit(page, 'groups'));
  const of = (state: FleetState): Column<GroupRow> => ({
    title: `${state.charAt(0).toUpperCase()}${state.slice(1)}`,
    text: ({ byState }) => (byState[state] === 0 ? '' : grouped(byState[state])),
    right: true,
    ...(state === 'affected' ? { tone: () => 'red' as const } : {}),
    ...(state === 'cleared' || state === 'clean' ? { spare: 1 } : {}),
  });
  const columns: Column<GroupRow>[] = [
    { title: 'Client / site', text: (row) => placeOf(row) || '(not stated)', max: 48, least: 16 },
    { title: 'Hosts', text: ({ hosts }) => grouped(hosts), right: true },
    of('affected'),
    of('unproven'),
    of('unknown'),
    of('incomplete'),
    of('cleared'),
    of('clean'),
  ];
  return section(page, 'Clients and sites', groups.length - rows.length, listText(page, rows, columns));
}

const points = 8;

/** How the fleet got on, where there is more than one day to compare. */
export function progressText(page: Page, { progress, totals }: FleetView): string[] {
  const first = progress.findIndex(({ affected, unknown, found }) => affected + unknown + found > 0);
  const told = first < 0 ? [] : progress.slice(Math.max(0, first - 1));
  if (told.length < 2 || totals.hadFindings === 0) return [];
  const rows = thinned(told, page.verbose ? 40 : points);
  const most = Math.max(1, ...rows.map(({ affected, unknown }) => affected + unknown));
  const room = Math.max(10, Math.min(40, page.width - 52));
  const number = (value: number): string => (value === 0 ? '' : grouped(value));
  const columns: Column<ProgressPoint>[] = [
    { title: 'Until', text: ({ to }) => to },
    { title: 'Affected', text: ({ affected }) => grouped(affected), right: true },
    { title: 'Unknown', text: ({ unknown }) => number(unknown), right: true, spare: 3 },
    { title: 'Found', text: ({ found, cameBack }) => number(found + cameBack), right: true },
    { title: 'Cleared', text: ({ cleared }) => number(cleared), right: true },
    { title: 'Re-imaged', text: ({ reimaged }) => number(reimaged), right: true, spare: 2 },
    {
      title: '',
      text: ({ affected }) => page.symbols.line.repeat(Math.ceil((affected / most) * room)),
      spare: 1,
    },
  ];
  return section(page, 'Progress', 0, listText(page, rows, columns));
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

/** What is not known, and what should make somebody look. */
export function openText(page: Page, view: FleetView): string[] {
  const { totals, inputs } = view;
  const said = [
    ...inputLines(view),
    totals.withGaps > 0
      ? `${count(totals.withGaps, 'host')} not looked at completely: ${gapNames(page, view)}.`
      : '',
    view.clones.length > 0
      ? `${count(totals.clones, 'live host')} share their installation id with another (clones); each counts: ${names(
          page,
          view.clones.flatMap((clone) => clone.names),
        )}.`
      : '',
    totals.reimaged > 0
      ? `${count(totals.reimaged, 'installation')} replaced by another on the same hardware (re-imaged), ${totals.reimagedWithFindings} of them with findings: ${names(
          page,
          view.reimaged.map(({ host }) => host),
        )}.`
      : '',
    totals.cameBack > 0
      ? `${count(totals.cameBack, 'host')} on which a product came back after it was cleared.`
      : '',
    view.assigned && totals.unassigned > 0
      ? `${count(totals.unassigned, 'host')} that --assign does not name, judged for presence alone: ${names(
          page,
          view.unassigned.map(({ host, key }) => host || key),
        )}.`
      : '',
    totals.images > 0
      ? `${count(totals.images, 'image')} with non-persistent hosts, each image counted once.`
      : '',
    serverText(page, view),
  ].filter((text) => text !== '');
  const details = page.verbose ? inputs.gaps.map(({ source, message }) => `${source}: ${message}`) : [];
  if (said.length + details.length === 0) return [];
  return section(
    page,
    'Not known, and worth a look',
    0,
    [...said, ...details].flatMap((text) => page.block(text, { lead: `${page.symbols.dash} ` })),
  );
}

function inputLines({ inputs }: FleetView): string[] {
  const [first] = inputs.gaps;
  const where = first === undefined ? '' : `, the first: ${first.source}: ${first.message}`;
  return [
    inputs.unreadable > 0 ? `${count(inputs.unreadable, 'input')} could not be used${where}.` : '',
    inputs.undated > 0
      ? `${count(inputs.undated, 'report')} without a time that can be believed (none, or in the future): what they found counts, nothing is cleared by them.`
      : '',
    inputs.later > 0 ? `${count(inputs.later, 'report')} later than the as-of instant, left out.` : '',
    inputs.duplicates > 0 ? `${count(inputs.duplicates, 'report')} given more than once, counted once.` : '',
  ];
}

function gapNames(page: Page, { gapKinds }: FleetView): string {
  const some = gapKinds.slice(0, limit(page, 'gaps'));
  const text = some
    .map(({ collector, reason, hosts }) => `${collector} ${reason} (${grouped(hosts)})`)
    .join(', ');
  return gapKinds.length > some.length ? `${text} …` : text;
}

function serverText(page: Page, { servers }: FleetView): string {
  const open = servers.filter(({ scanned }) => !scanned);
  if (open.length === 0) return '';
  const some = open.slice(0, limit(page, 'servers'));
  const text = some.map(({ server, agents }) => `${server} (${count(agents, 'report')})`).join(', ');
  const more = open.length > some.length ? ` and ${open.length - some.length} more` : '';
  return `Management servers that agents name and nobody scanned: ${text}${more}. They can install products again.`;
}

function names(page: Page, all: readonly string[]): string {
  const some = all.slice(0, limit(page, 'names'));
  return `${some.join(', ')}${all.length > some.length ? ' …' : ''}`;
}
