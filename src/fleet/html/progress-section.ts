import { grouped } from '../../report/count.ts';
import { html, type Markup } from '../../report/html/markup.ts';
import type { FleetMessages } from '../messages/page-en.ts';
import type { FleetView } from '../view.ts';
import { progressChart } from './progress-chart.ts';
import { scroll } from './scroll.ts';

/** The burn-down: how the hosts with findings became fewer, or did not. */
export function progressSection(t: FleetMessages, { progress }: FleetView): Markup | undefined {
  if (progress.length === 0) return undefined;
  const { headings, states } = t;
  const columns = [
    ['found', headings.newlyFound],
    ['cleared', states.cleared.name],
    ['cameBack', headings.cameBack],
    ['reimaged', headings.reimaged],
    ['affected', headings.notProvenGone],
    ['unknown', states.unknown.name],
    ['doubted', headings.doubted],
    ['clearedInAll', headings.provenFree],
    ['hosts', headings.hostsInAll],
  ] as const;
  const chart = progressChart(t, progress);
  const table = scroll(
    t.progressNumbers,
    html`<table><caption class="soft">${t.progressCaption}</caption>
<thead><tr><th scope="col">${headings.from}</th><th scope="col">${headings.to}</th>${columns.map(([, name]) => html`<th scope="col" class="number">${name}</th>`)}</tr></thead>
<tbody>${progress.map(
      (point) =>
        html`<tr><td class="date">${point.from}</td><th scope="row" class="date">${point.to}</th>${columns.map(([key]) => html`<td class="number">${point[key] === 0 ? '·' : grouped(point[key])}</td>`)}</tr>
`,
    )}</tbody></table>`,
  );
  return html`<section aria-labelledby="progress-title"><h2 id="progress-title">${t.progress}</h2>
<p class="soft">${t.progressMeaning}</p>
${chart === undefined ? table : html`${chart}<details><summary>${t.theNumbers}</summary>${table}</details>`}</section>
`;
}
