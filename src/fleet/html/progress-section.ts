import { grouped } from '../../report/count.ts';
import { html, type Markup } from '../../report/html/markup.ts';
import type { FleetView } from '../view.ts';
import { progressChart } from './progress-chart.ts';
import { scroll } from './scroll.ts';

const columns = [
  ['found', 'First found'],
  ['cleared', 'Cleared'],
  ['cameBack', 'Came back'],
  ['reimaged', 'Re-imaged'],
  ['affected', 'Not proven gone'],
  ['unknown', 'Unknown'],
  ['doubted', 'No longer proven'],
  ['clearedInAll', 'Proven free'],
  ['hosts', 'Hosts in all'],
] as const;

/** The burn-down: how the hosts with findings became fewer, or did not. */
export function progressSection({ progress }: FleetView): Markup | undefined {
  if (progress.length === 0) return undefined;
  const chart = progressChart(progress);
  const table = scroll(
    'Progress in numbers',
    html`<table><caption class="soft">What happened from the first day to the last (UTC), and how things stood at the end</caption>
<thead><tr><th scope="col">From</th><th scope="col">To</th>${columns.map(([, name]) => html`<th scope="col" class="number">${name}</th>`)}</tr></thead>
<tbody>${progress.map(
      (point) =>
        html`<tr><td>${point.from}</td><th scope="row">${point.to}</th>${columns.map(([key]) => html`<td class="number">${point[key] === 0 ? '·' : grouped(point[key])}</td>`)}</tr>
`,
    )}</tbody></table>`,
  );
  return html`<section aria-labelledby="progress-title"><h2 id="progress-title">Progress</h2>
<p class="soft">Hosts that ever had a finding. One counts as free of it only when a later complete scan of the same installation says so.</p>
${chart === undefined ? table : html`${chart}<details><summary>The numbers</summary>${table}</details>`}</section>
`;
}
