import { grouped } from '../../report/count.ts';
import { html, type Markup } from '../../report/html/markup.ts';
import { stopWords } from '../answer.ts';
import { deadlineWords, standingWords } from '../deadline-words.ts';
import { fleetStates } from '../host-row.ts';
import type { FleetMessages } from '../messages/page-en.ts';
import type { FleetView } from '../view.ts';
import { shareBar, stateParts } from './share-bar.ts';
import { stateTones } from './state-tones.ts';

/** How all hosts stand: a bar, a tile for each state, and the few facts that change how the numbers are read. */
export function summarySection(t: FleetMessages, view: FleetView): Markup {
  const { totals } = view;
  const stops = stopWords(t, view);
  return html`<section aria-labelledby="summary-title"><h2 id="summary-title">${t.summary}</h2>
${stops === undefined ? undefined : html`<p class="stop" role="note">${stops}</p>`}
<div class="whole">${shareBar(t, stateParts(t, totals.byState), t.allHosts)}</div>
<ul class="tiles">${fleetStates.map((state) => html`<li class="t-${stateTones[state]}" title="${t.states[state].meaning}"><b>${grouped(totals.byState[state])}</b>${t.states[state].name}</li>`)}<li><b>${grouped(totals.hosts)}</b>${t.headings.hosts}</li></ul>
<dl class="facts">${facts(t, view).flatMap(([name, value]) => (value === undefined ? [] : [html`<dt>${name}</dt><dd>${value}</dd>`]))}</dl>
<details><summary>${t.wordsMean}</summary><dl class="facts">${fleetStates.map((state) => html`<dt>${t.states[state].name}</dt><dd>${t.states[state].meaning}</dd>`)}</dl></details></section>
`;
}

function facts(t: FleetMessages, view: FleetView): (readonly [string, string | undefined])[] {
  const { deadline, reportPacks, totals, unknownAfterDays } = view;
  const { statuses } = t.report;
  const some = (value: number, words: (value: number) => string): string | undefined =>
    value === 0 ? undefined : words(value);
  const platforms = Object.entries(totals.platforms).map(
    ([name, hosts]) => [name === 'not-stated' ? t.notStatedPlatform : name, hosts] as const,
  );
  const { active, installed, residue } = totals.byStatus;
  return [
    [
      t.headings.worstDeadline,
      deadline === null ? undefined : `${deadlineWords(t, deadline)}: ${standingWords(t, deadline)}`,
    ],
    [
      t.facts.byStatus,
      numbers([
        [statuses.active, active],
        [statuses.installed, installed],
        [statuses.residue, residue],
      ]),
    ],
    [t.facts.accepted, some(totals.accepted, t.acceptedFact)],
    [t.facts.newlyFound, some(totals.newlyFound, t.newlyFoundFact)],
    [t.facts.cameBack, some(totals.cameBack, t.cameBackFact)],
    [t.facts.withGaps, some(totals.withGaps, t.withGapsFact)],
    [t.states.unknown.name, t.unknownFact(unknownAfterDays)],
    [t.facts.platforms, numbers(platforms)],
    [t.facts.read, readWords(t, view)],
    [
      t.facts.scannedWith,
      reportPacks
        .slice(0, 5)
        .map(({ id, version, hosts }) => t.packHosts(`${id} ${version}`, hosts))
        .join(', ') || undefined,
    ],
  ];
}

function numbers(counts: readonly (readonly [string, number])[]): string | undefined {
  const parts = counts.filter(([, value]) => value > 0);
  return parts.map(([name, value]) => `${name} ${grouped(value)}`).join(', ') || undefined;
}

function readWords(t: FleetMessages, { inputs }: FleetView): string {
  const { duplicates, files, later, reports, undated, unreadable } = inputs;
  return [
    t.readFact(reports, files),
    duplicates > 0 ? t.readDuplicates(duplicates) : '',
    later > 0 ? t.readLater(later) : '',
    undated > 0 ? t.readUndated(undated) : '',
    unreadable > 0 ? t.readUnreadable(unreadable) : '',
  ]
    .filter((part) => part !== '')
    .join('; ');
}
