import { stopReasons } from '../../model/vocabulary.ts';
import { html, type Markup } from '../../report/html/markup.ts';
import { maxStaticRows, searchTable } from '../../report/html/search-table.ts';
import { dayText } from '../../report/instant-text.ts';
import { shortDeadline } from '../deadline-words.ts';
import type { HostProduct, HostRow } from '../host-row.ts';
import type { FleetMessages } from '../messages/page-en.ts';
import type { FleetView } from '../view.ts';

/** Hosts beyond these are counted; CSV, NDJSON and JSON have all. */
const maxHosts = 5_000;

/** The hosts, worst first, to search and sort. */
export function hostsSection(t: FleetMessages, { hosts, totals }: FleetView): Markup {
  const { headings } = t;
  const shown = hosts.slice(0, maxHosts);
  const left = totals.hosts - shown.length;
  return html`<section aria-labelledby="hosts-title"><h2 id="hosts-title">${t.hostsTitle(totals.hosts)}</h2>
${left > 0 ? html`<p class="note">${t.worstHere(shown.length, left)}</p>` : undefined}
${shown.length > maxStaticRows ? html`<p class="on-paper note">${t.onPaper}</p>` : undefined}
${searchTable({
  headings: [
    headings.state,
    headings.host,
    headings.client,
    headings.site,
    headings.status,
    headings.products,
    headings.deadline,
    headings.lastSeen,
    headings.note,
  ],
  rows: shown.map((row) => cells(t, row)),
  words: {
    search: t.search,
    status: t.searchStatus,
    more: t.showMore,
    withoutScripts: t.withoutScripts(Math.min(maxStaticRows, shown.length), shown.length),
  },
})}</section>
`;
}

function cells(t: FleetMessages, row: HostRow): string[] {
  const { client, deadline, host, key, lastSeen, products, site, state, status } = row;
  return [
    t.states[state].name,
    host === '' ? key : host,
    client ?? '',
    site ?? '',
    status === undefined ? '' : t.report.statuses[status],
    products.map((product) => productWords(t, product)).join(', '),
    deadline === null ? '' : shortDeadline(t, deadline),
    lastSeen?.slice(0, 10) ?? t.noDate,
    notesOf(t, row).join('; '),
  ];
}

function productWords(t: FleetMessages, { accepted, change, name, state, version }: HostProduct): string {
  const changed = state === 'present' ? change : state;
  const remarks = [
    ...(changed === undefined ? [] : [t.changes[changed]]),
    ...(accepted === undefined ? [] : [t.acceptedUntil(dayText(accepted.until, t.report))]),
  ];
  return [name, ...(version === undefined ? [] : [version]), ...remarks.map((remark) => `[${remark}]`)].join(
    ' ',
  );
}

function notesOf(t: FleetMessages, row: HostRow): string[] {
  const { clone, formerNames, instances, place, products, reimagedFrom, role, why } = row;
  return [
    ...stopReasons
      .filter((reason) => products.some(({ stops }) => stops.includes(reason)))
      .map((reason) => t.stops[reason]),
    why,
    role ?? '',
    clone === undefined ? '' : t.sharesId(clone),
    instances === undefined ? '' : t.instances(instances.seen, instances.affected, instances.gone),
    reimagedFrom === undefined ? '' : t.hadOther,
    place === undefined ? '' : t.scannedPlace(place),
    formerNames === undefined ? '' : t.formerly(formerNames.join(', ')),
  ].filter((part) => part !== '');
}
