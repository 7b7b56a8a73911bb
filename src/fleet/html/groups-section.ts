import { grouped } from '../../report/count.ts';
import { html, type Markup } from '../../report/html/markup.ts';
import { fleetStates } from '../host-row.ts';
import type { FleetView } from '../view.ts';
import { shortDeadline } from './deadline-words.ts';
import { scroll } from './scroll.ts';
import { shareBar, stateParts } from './share-bar.ts';
import { stateWords } from './state-words.ts';

/** Clients and sites beyond these are counted; the JSON document has all that the view has. */
const maxGroups = 200;

/** Clients and their sites, worst first: how their hosts stand, as a bar and in numbers. */
export function groupsSection({ groups }: FleetView): Markup | undefined {
  const isNamed = groups.some(({ client, site }) => client !== '' || site !== '');
  if (!isNamed) return undefined;
  const shown = groups.slice(0, maxGroups);
  return html`<section aria-labelledby="groups-title"><h2 id="groups-title">Clients and sites</h2>
${scroll(
  'Clients and sites',
  html`<table><caption class="soft">Hosts by client and site, worst first</caption>
<thead><tr><th scope="col">Client</th><th scope="col">Site</th><th scope="col">How they stand</th><th scope="col" class="number">Hosts</th>${fleetStates.map((state) => html`<th scope="col" class="number">${stateWords[state].name}</th>`)}<th scope="col">Worst deadline</th></tr></thead>
<tbody>${shown.map((group) => {
    const label = [group.client, group.site].filter((part) => part !== '').join(', ') || 'not named';
    return html`<tr><th scope="row">${group.client || '(none)'}</th><td>${group.site || '(none)'}</td><td>${shareBar(stateParts(group.byState), label)}</td><td class="number">${grouped(group.hosts)}</td>${fleetStates.map((state) => html`<td class="number">${numberOf(group.byState[state])}</td>`)}<td>${group.deadline === null ? '' : shortDeadline(group.deadline)}</td></tr>
`;
  })}</tbody></table>`,
)}
${groups.length > shown.length ? html`<p>${`And ${grouped(groups.length - shown.length)} more; --format json has them.`}</p>` : undefined}</section>
`;
}

/** Nothing for nought: what is there stands out. */
function numberOf(value: number | undefined): string {
  return value === undefined || value === 0 ? '·' : grouped(value);
}
