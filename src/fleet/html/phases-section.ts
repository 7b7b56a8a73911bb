import { grouped } from '../../report/count.ts';
import { html, type Markup } from '../../report/html/markup.ts';
import { dateWords, standingWords } from '../deadline-words.ts';
import type { FleetMessages } from '../messages/page-en.ts';
import type { FleetView } from '../view.ts';
import { scroll } from './scroll.ts';
import { lengthBar } from './share-bar.ts';

/** The phases that govern findings, with the hosts that each concerns and what it means for them. */
export function phasesSection(
  t: FleetMessages,
  { phases, audiences, assigned }: FleetView,
): Markup | undefined {
  const { headings } = t;
  if (phases.length === 0) {
    const isPresenceAlone = audiences.length === 0 && !assigned;
    return isPresenceAlone ? html`<p>${t.noDeadlines}</p>` : undefined;
  }
  const greatest = Math.max(...phases.map(({ hosts }) => hosts));
  return html`<section aria-labelledby="phases-title"><h2 id="phases-title">${headings.deadlines}</h2>
${scroll(
  headings.deadlines,
  html`<table><caption class="soft">${t.phasesCaption}</caption>
<thead><tr>${[headings.phase, headings.regime, headings.audience, headings.date, headings.standing, headings.hosts].map((name) => html`<th scope="col">${name}</th>`)}<th scope="col" class="number">${headings.hosts}</th><th scope="col" class="number">${headings.findings}</th><th scope="col">${headings.meaning}</th></tr></thead>
<tbody>${phases.map(
    ({ deadline, hosts, products, meanings }) =>
      html`<tr><th scope="row">${deadline.title}</th><td>${deadline.regimeTitle}</td><td>${deadline.audience}</td><td>${dateWords(t, deadline)}</td><td>${standingWords(t, deadline)}</td><td>${lengthBar(hosts, greatest, deadline.inEffect ? 'bad' : 'warn', deadline.title)}</td><td class="number">${grouped(hosts)}</td><td class="number">${grouped(products)}</td><td class="meaning">${meanings.map((meaning) => html`<p>${meaning}</p>`)}</td></tr>
`,
  )}</tbody></table>`,
)}</section>
`;
}
