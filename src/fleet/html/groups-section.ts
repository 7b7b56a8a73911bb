import { grouped } from '../../report/count.ts';
import { html, type Markup } from '../../report/html/markup.ts';
import { shortDeadline } from '../deadline-words.ts';
import { fleetStates } from '../host-row.ts';
import type { FleetMessages } from '../messages/page-en.ts';
import type { FleetView } from '../view.ts';
import { scroll } from './scroll.ts';
import { shareBar, stateParts } from './share-bar.ts';

/** Clients and sites beyond these are counted; the JSON document has all that the view has. */
const maxGroups = 200;

/** Clients and their sites, worst first: how their hosts stand, as a bar and in numbers. */
export function groupsSection(t: FleetMessages, { groups }: FleetView): Markup | undefined {
  const isNamed = groups.some(({ client, site }) => client !== '' || site !== '');
  if (!isNamed) return undefined;
  const { headings } = t;
  const shown = groups.slice(0, maxGroups);
  return html`<section aria-labelledby="groups-title"><h2 id="groups-title">${t.clientsAndSites}</h2>
${scroll(
  t.clientsAndSites,
  html`<table><caption class="soft">${t.groupsCaption}</caption>
<thead><tr><th scope="col">${headings.client}</th><th scope="col">${headings.site}</th><th scope="col">${headings.howTheyStand}</th><th scope="col" class="number">${headings.hosts}</th>${fleetStates.map((state) => html`<th scope="col" class="number">${t.states[state].name}</th>`)}<th scope="col">${headings.worstDeadline}</th></tr></thead>
<tbody>${shown.map((group) => {
    const label = [group.client, group.site].filter((part) => part !== '').join(', ') || t.notNamed;
    return html`<tr><th scope="row">${group.client || t.noneCell}</th><td>${group.site || t.noneCell}</td><td>${shareBar(t, stateParts(t, group.byState), label)}</td><td class="number">${grouped(group.hosts)}</td>${fleetStates.map((state) => html`<td class="number">${numberOf(group.byState[state])}</td>`)}<td>${group.deadline === null ? '' : shortDeadline(t, group.deadline)}</td></tr>
`;
  })}</tbody></table>`,
)}
${groups.length > shown.length ? html`<p>${t.moreInJson(groups.length - shown.length)}</p>` : undefined}</section>
`;
}

/** Nothing for nought: what is there stands out. */
function numberOf(value: number | undefined): string {
  return value === undefined || value === 0 ? '·' : grouped(value);
}
