import { grouped } from '../../report/count.ts';
import { html, type Markup } from '../../report/html/markup.ts';
import { maxStaticRows, searchTable } from '../../report/html/search-table.ts';
import type { HostProduct, HostRow } from '../host-row.ts';
import type { FleetView } from '../view.ts';
import { shortDeadline } from './deadline-words.ts';
import { stateWords } from './state-words.ts';

/** Hosts beyond these are counted; CSV, NDJSON and JSON have all. */
const maxHosts = 5_000;
const headings = ['State', 'Host', 'Client', 'Site', 'Status', 'Products', 'Deadline', 'Last seen', 'Note'];

/** The hosts, worst first, to search and sort. */
export function hostsSection({ hosts, totals }: FleetView): Markup {
  const shown = hosts.slice(0, maxHosts);
  const left = totals.hosts - shown.length;
  return html`<section aria-labelledby="hosts-title"><h2 id="hosts-title">${`Hosts (${grouped(totals.hosts)})`}</h2>
${left > 0 ? html`<p class="note">${`The ${grouped(shown.length)} worst are here; the other ${grouped(left)} are in --format csv, ndjson and json.`}</p>` : undefined}
${searchTable({
  headings,
  rows: shown.map(cells),
  words: {
    search: 'Search hosts, clients, products, states',
    status: '{found} of {all} hosts, {shown} shown',
    more: 'Show 1,000 more',
    withoutScripts: `The first ${grouped(Math.min(maxStaticRows, shown.length))} of ${grouped(shown.length)}; the others need scripts, which this page's browser does not run.`,
  },
})}</section>
`;
}

function cells(row: HostRow): string[] {
  const { client, deadline, host, key, lastSeen, products, site, state, status } = row;
  return [
    stateWords[state].name,
    host === '' ? key : host,
    client ?? '',
    site ?? '',
    status ?? '',
    products.map(productWords).join(', '),
    deadline === null ? '' : shortDeadline(deadline),
    lastSeen?.slice(0, 10) ?? 'no date',
    notesOf(row).join('; '),
  ];
}

function productWords({ change, name, state, version }: HostProduct): string {
  const remark =
    state === 'present'
      ? change === 'came-back'
        ? 'came back'
        : change
      : state === 'cleared'
        ? 'gone'
        : 'unproven';
  return [name, version, remark === undefined ? undefined : `[${remark}]`]
    .filter((part) => part !== undefined)
    .join(' ');
}

function notesOf({
  clone,
  formerNames,
  instances,
  place,
  reimagedFrom,
  role,
  why,
  readiness,
  status,
}: HostRow): string[] {
  return [
    why,
    role ?? '',
    status !== undefined && readiness === 'no' ? 'no protection would remain: do NOT remove yet' : '',
    clone === undefined ? '' : `${clone} live hosts share its installation id`,
    instances === undefined
      ? ''
      : `image: ${instances.seen} instances seen, ${instances.affected} affected, ${instances.gone} gone`,
    reimagedFrom === undefined ? '' : 'the hardware had another installation before',
    place === undefined ? '' : `scanned: ${place}`,
    formerNames === undefined ? '' : `formerly ${formerNames.join(', ')}`,
  ].filter((part) => part !== '');
}
