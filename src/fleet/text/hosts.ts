import { statuses } from '../../model/vocabulary.ts';
import { standingWords } from '../deadline-words.ts';
import type { HostProduct, HostRow } from '../host-row.ts';
import type { FleetMessages } from '../messages/page-en.ts';
import type { FleetView } from '../view.ts';
import type { FleetPage } from './fleet-page.ts';
import { clientAndSite, limit, section } from './section.ts';
import { type Column, listText } from './table-page.ts';

/** The hosts that need somebody, worst first. */
export function hostsText(page: FleetPage, { hosts, totals }: FleetView): string[] {
  const { t } = page;
  const needy = hosts.filter(({ state }) => state !== 'clean' && state !== 'cleared');
  if (needy.length === 0) return [];
  const rows = needy.slice(0, limit(page, 'hosts'));
  const columns: Column<HostRow>[] = [
    { title: t.headings.host, text: (row) => nameOf(t, row), max: 40, least: 12 },
    {
      title: t.headings.state,
      text: ({ state, status }) =>
        state === 'affected' && status !== undefined
          ? t.report.statuses[status]
          : t.states[state].name.toLowerCase(),
      tone: ({ state }) => (state === 'affected' ? 'red' : 'yellow'),
    },
    { title: t.headings.product, text: (row) => productsOf(t, row), max: 60, least: 24 },
    {
      title: t.headings.deadline,
      text: ({ deadline }) => (deadline === null ? '' : standingWords(t, deadline)),
      max: 24,
    },
    {
      title: t.headings.remove,
      text: ({ products }) => (products.some(({ stops }) => stops.length > 0) ? t.notYet : ''),
      tone: () => 'red',
      spare: 2,
    },
    { title: t.headings.clientSite, text: clientAndSite, max: 24, spare: 1 },
    {
      title: t.headings.unseen,
      text: ({ daysUnseen }) => (daysUnseen === undefined ? '?' : t.daysUnseen(daysUnseen)),
      right: true,
      spare: 3,
    },
  ];
  const { affected, unproven, unknown, incomplete } = totals.byState;
  const all = affected + unproven + unknown + incomplete;
  return section(page, t.worstHosts, all - rows.length, listText(page, rows, columns));
}

function nameOf(t: FleetMessages, { host, key, clone, instances, products }: HostRow): string {
  const present = products.filter(({ state }) => state === 'present');
  const marks = [
    clone === undefined ? '' : t.marks.clone,
    instances === undefined ? '' : t.marks.image(instances.affected, instances.seen),
    present.some(({ change }) => change === 'came-back') ? t.marks.cameBack : '',
    present.length > 0 && present.every(({ accepted }) => accepted !== undefined) ? t.marks.accepted : '',
  ].filter((mark) => mark !== '');
  return [host === '' ? key : host, ...marks.map((mark) => `(${mark})`)].join(' ');
}

function productsOf(t: FleetMessages, { products, state, why }: HostRow): string {
  const open = products.filter((product) => product.state !== 'cleared');
  if (open.length === 0) return why;
  const [first] = [...open].sort((a, b) => rank(a) - rank(b));
  const more = open.length > 1 ? ` +${open.length - 1}` : '';
  const version = first?.version === undefined ? '' : ` ${first.version}`;
  const words = `${shortName(first?.name ?? '')}${version}${more}`;
  return state === 'unproven' ? t.notProvenGone(words) : words;
}

function rank({ state, status }: HostProduct): number {
  return ['present', 'unproven', 'cleared'].indexOf(state) * statuses.length + statuses.indexOf(status);
}

/** The maker's name says nothing where every product has it, nor does the system of the host that it stands beside. */
function shortName(name: string): string {
  return name.replace(/^Kaspersky (?=\S+ \S)/, '').replace(/ for (?:Windows|Linux|Mac)$/, '');
}
