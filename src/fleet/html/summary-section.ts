import { grouped } from '../../report/count.ts';
import { html, type Markup } from '../../report/html/markup.ts';
import { fleetStates } from '../host-row.ts';
import type { FleetView } from '../view.ts';
import { deadlineWords, standingWords } from './deadline-words.ts';
import { shareBar, stateParts } from './share-bar.ts';
import { stateWords } from './state-words.ts';

/** How all hosts stand: a bar, a tile for each state, and the few facts that change how the numbers are read. */
export function summarySection(view: FleetView): Markup {
  const { deadline, inputs, reportPacks, totals, unknownAfterDays } = view;
  const facts: readonly (readonly [string, string | undefined])[] = [
    [
      'Worst deadline',
      deadline === null ? undefined : `${deadlineWords(deadline)}: ${standingWords(deadline)}`,
    ],
    ['By status', statusWords(totals.byStatus)],
    ['Newly found', some(totals.newlyFound, 'that an earlier report shows without it')],
    ['Came back', some(totals.cameBack, 'on which it was cleared before')],
    ['With gaps', some(totals.withGaps, 'whose latest report could hide a finding')],
    ['Unknown', `after ${unknownAfterDays} days without a report, never counted as cleared`],
    ['Platforms', words(totals.platforms)],
    ['Read', readWords(inputs)],
    [
      'Scanned with',
      reportPacks
        .slice(0, 5)
        .map(({ id, version, hosts }) => `${id} ${version} (${grouped(hosts)} hosts)`)
        .join(', ') || undefined,
    ],
  ];
  return html`<section aria-labelledby="summary-title"><h2 id="summary-title">Summary</h2>
<div class="whole">${shareBar(stateParts(totals.byState), 'All hosts')}</div>
<ul class="tiles">${fleetStates.map((state) => html`<li class="t-${stateWords[state].tone}" title="${stateWords[state].meaning}"><b>${grouped(totals.byState[state] ?? 0)}</b>${stateWords[state].name}</li>`)}<li><b>${grouped(totals.hosts)}</b>Hosts</li></ul>
<dl class="facts">${facts.flatMap(([name, value]) => (value === undefined ? [] : [html`<dt>${name}</dt><dd>${value}</dd>`]))}</dl>
<details><summary>What the words mean</summary><dl class="facts">${fleetStates.map((state) => html`<dt>${stateWords[state].name}</dt><dd>${stateWords[state].meaning}</dd>`)}</dl></details></section>
`;
}

function some(value: number, meaning: string): string | undefined {
  return value === 0 ? undefined : `${grouped(value)} ${value === 1 ? 'host' : 'hosts'} ${meaning}`;
}

function words(counts: Readonly<Record<string, number | undefined>>): string | undefined {
  const parts = Object.entries(counts).filter(([, value]) => (value ?? 0) > 0);
  return parts.map(([name, value]) => `${name} ${grouped(value ?? 0)}`).join(', ') || undefined;
}

function statusWords({
  active = 0,
  installed = 0,
  residue = 0,
}: FleetView['totals']['byStatus']): string | undefined {
  return words({ active, installed, residue });
}

function readWords({ duplicates, files, later, reports, undated, unreadable }: FleetView['inputs']): string {
  const parts = [
    `${grouped(reports)} reports in ${grouped(files)} ${files === 1 ? 'file' : 'files'}`,
    duplicates > 0 ? `${grouped(duplicates)} were there already` : '',
    later > 0 ? `${grouped(later)} later than the as-of instant were left out` : '',
    undated > 0 ? `${grouped(undated)} without a time that can be believed` : '',
    unreadable > 0 ? `${grouped(unreadable)} could not be read` : '',
  ];
  return parts.filter((part) => part !== '').join('; ');
}
