import { statuses } from '../../model/vocabulary.ts';
import { grouped } from '../../report/count.ts';
import { instantText } from '../../report/instant-text.ts';
import type { Tone } from '../../report/style.ts';
import { displayWidth } from '../../report/width.ts';
import { fleetAnswer, stopWords } from '../answer.ts';
import { deadlineWords, standingWords } from '../deadline-words.ts';
import { type FleetState, fleetStates } from '../host-row.ts';
import { localiseView } from '../localise-view.ts';
import type { FleetView } from '../view.ts';
import { FleetPage, type FleetTableOptions } from './fleet-page.ts';
import { groupsText } from './groups.ts';
import { hostsText } from './hosts.ts';
import { missedText } from './missed.ts';
import { openText } from './open.ts';
import { phasesText } from './phases.ts';
import { productsText } from './products.ts';
import { progressText } from './progress.ts';
import { someNames } from './section.ts';

/**
 * A fleet for a person at a terminal: how many hosts have a product and which deadline is the worst, the worst hosts,
 * products, clients and sites, progress, and what is not known. No line is wider than the page; ends with a newline.
 */
export function renderFleetTable(given: FleetView, options: FleetTableOptions = {}): string {
  const page = new FleetPage(options);
  const view = localiseView(given, page.t);
  const lines = [
    ...titleLines(page, view),
    '',
    ...answerLines(page, view),
    ...hostsText(page, view),
    ...productsText(page, view),
    ...phasesText(page, view),
    ...groupsText(page, view),
    ...progressText(page, view),
    ...openText(page, view),
    '',
    ...closingLines(page, view),
  ];
  return `${lines.join('\n')}\n`;
}

/** The answer alone, for the screen beside a file. */
export function renderFleetSummary(given: FleetView, options: FleetTableOptions = {}): string {
  const page = new FleetPage(options);
  const view = localiseView(given, page.t);
  return `${[...titleLines(page, view), '', ...answerLines(page, view), '', ...closingLines(page, view)].join('\n')}\n`;
}

function titleLines(page: FleetPage, view: FleetView): string[] {
  const { t } = page;
  const parts = [
    `${view.tool.name} ${view.tool.version}`,
    t.fleetOf(view.inputs.reports),
    t.asOf(instantText(view.asOf, undefined, t.report)),
    audienceWords(page, view),
  ];
  return page.block(parts.join(page.symbols.dot), { tone: 'dim' });
}

function audienceWords({ t }: FleetPage, { assigned, audiences, audienceAssumed }: FleetView): string {
  if (assigned) return t.audiencesAssigned;
  if (audiences.length === 0) return t.presenceAlone;
  const named = audiences.join(', ');
  return audienceAssumed ? t.audienceAssumed(named) : t.audience(named);
}

const tones: Readonly<Record<FleetState, Tone | undefined>> = {
  affected: 'red',
  unproven: 'yellow',
  unknown: 'yellow',
  incomplete: 'yellow',
  cleared: 'green',
  clean: 'green',
};

function answerLines(page: FleetPage, view: FleetView): string[] {
  const { t } = page;
  const { text, tone } = fleetAnswer(t, view);
  return [
    ...page.block(text, { tone: ({ bad: 'red', warn: 'yellow', good: 'green' } as const)[tone] }),
    ...stopLines(page, view),
    ...statusLines(page, view),
    ...deadlineLines(page, view),
    '',
    ...stateLines(page, view),
    ...missedText(page, view),
  ];
}

/** On which hosts to wait: those that the list below may have no room to mark. */
function stopLines(page: FleetPage, view: FleetView): string[] {
  const words = stopWords(page.t, view);
  if (words === undefined) return [];
  const stopped = view.hosts.filter(({ products }) => products.some(({ stops }) => stops.length > 0));
  const names = someNames(
    page,
    stopped.map(({ host, key }) => host || key),
  );
  return page.block(names === '' ? words : `${words} ${page.t.amongThem(names)}`, { tone: 'red' });
}

function statusLines(page: FleetPage, { totals }: FleetView): string[] {
  const { t } = page;
  const parts = statuses
    .filter((status) => totals.byStatus[status] > 0)
    .map((status) => t.worstStatuses[status](totals.byStatus[status]));
  return parts.length === 0 ? [] : page.block(t.byWorstStatus(parts.join(', ')));
}

function deadlineLines(page: FleetPage, { assigned, audiences, deadline, phases }: FleetView): string[] {
  if (deadline === null) return [];
  const { t } = page;
  const words = deadlineWords(t, deadline);
  const named = assigned || audiences.length > 1 ? t.forAudience(deadline.audience, words) : words;
  const meanings = phases[0]?.meanings ?? [deadline.meaning];
  return [
    ...page.block(t.worstDeadline(named, standingWords(t, deadline))),
    ...meanings
      .slice(0, page.verbose ? meanings.length : 2)
      .flatMap((text) => page.block(text, { indent: 2 })),
  ];
}

function stateLines(page: FleetPage, { totals, unknownAfterDays }: FleetView): string[] {
  const { t } = page;
  const { byState } = totals;
  const width = Math.max(...Object.values(byState).map((hosts) => displayWidth(grouped(hosts))));
  const names = fleetStates.map((state) => displayWidth(t.states[state].name));
  return fleetStates
    .filter((state) => byState[state] > 0)
    .flatMap((state) => {
      const { name, meaning } = t.states[state];
      // Its words are not broken off their meaning.
      const padded = name
        .toLowerCase()
        .padEnd(Math.max(...names))
        .replaceAll(' ', '\u00a0');
      const words = state === 'unknown' ? t.unseenFor(unknownAfterDays) : meaning;
      return page.block(`${padded}\u00a0 ${words}`, {
        lead: `${grouped(byState[state]).padStart(width)} `,
        leadTone: tones[state] ?? 'bold',
        indent: 2,
      });
    });
}

function closingLines(page: FleetPage, view: FleetView): string[] {
  const { t } = page;
  const packs = view.rulePacks.map(({ id, version, date }) =>
    date === undefined ? `${id} ${version}` : t.packOf(`${id} ${version}`, date),
  );
  return [
    ...page.block(t.exitCode(view.exitCode, view.exitReason)),
    ...page.block(`${t.judgedBy(packs.join(', '))} ${view.disclaimer}`, { tone: 'dim' }),
  ];
}
