import { grouped } from '../../report/count.ts';
import { html, type Markup } from '../../report/html/markup.ts';
import type { FleetView } from '../view.ts';
import { dateWords, standingWords } from './deadline-words.ts';
import { scroll } from './scroll.ts';
import { lengthBar } from './share-bar.ts';

/** The phases that govern findings, with the hosts that each concerns. */
export function phasesSection({ phases, audiences, assigned }: FleetView): Markup | undefined {
  if (phases.length === 0) {
    const isPresenceAlone = audiences.length === 0 && !assigned;
    return isPresenceAlone ? html`<p>Judged for presence alone: no deadline was worked out.</p>` : undefined;
  }
  const greatest = Math.max(...phases.map(({ hosts }) => hosts));
  return html`<section aria-labelledby="phases-title"><h2 id="phases-title">Deadlines</h2>
${scroll(
  'Deadlines',
  html`<table><caption class="soft">The phase that governs, for each audience; worst first</caption>
<thead><tr><th scope="col">Phase</th><th scope="col">Regime</th><th scope="col">Audience</th><th scope="col">Date</th><th scope="col">Standing</th><th scope="col">Hosts</th><th scope="col" class="number">Hosts</th><th scope="col" class="number">Findings</th></tr></thead>
<tbody>${phases.map(
    ({ deadline, hosts, products }) =>
      html`<tr><th scope="row">${deadline.title}</th><td>${deadline.regimeTitle}</td><td>${deadline.audience}</td><td>${dateWords(deadline)}</td><td>${standingWords(deadline)}</td><td>${lengthBar(hosts, greatest, deadline.inEffect ? 'bad' : 'warn', deadline.title)}</td><td class="number">${grouped(hosts)}</td><td class="number">${grouped(products)}</td></tr>
`,
  )}</tbody></table>`,
)}</section>
`;
}
