import { count, grouped } from '../../report/count.ts';
import { instantText } from '../../report/instant-text.ts';
import { Page, type TableOptions } from '../../report/layout.ts';
import type { Tone } from '../../report/style.ts';
import type { FleetState } from '../host-row.ts';
import { deadlineWords, standingWords } from '../html/deadline-words.ts';
import type { FleetView } from '../view.ts';
import { missedText } from './missed.ts';
import { groupsText, hostsText, openText, phasesText, productsText, progressText } from './sections.ts';

/**
 * A fleet for a person at a terminal: how many hosts have a product and which deadline is the worst, the worst hosts,
 * products, clients and sites, progress, and what is not known. No line is wider than the page; ends with a newline.
 */
export function renderFleetTable(view: FleetView, options: TableOptions = {}): string {
  const page = new Page(options);
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
export function renderFleetSummary(view: FleetView, options: TableOptions = {}): string {
  const page = new Page(options);
  return `${[...titleLines(page, view), '', ...answerLines(page, view), '', ...closingLines(page, view)].join('\n')}\n`;
}

function titleLines(page: Page, view: FleetView): string[] {
  const { tool, inputs } = view;
  const parts = [
    `${tool.name} ${tool.version}`,
    `fleet of ${grouped(inputs.reports)} ${inputs.reports === 1 ? 'report' : 'reports'}`,
    `as of ${instantText(view.asOf)}`,
    audienceWords(view),
  ];
  return page.block(parts.join(page.symbols.dot), { tone: 'dim' });
}

function audienceWords({ assigned, audiences, audienceAssumed }: FleetView): string {
  if (assigned) return 'audiences by --assign';
  if (audiences.length === 0) return 'presence alone, no deadlines';
  const named = audiences.join(', ');
  return audienceAssumed ? `audience of each report, else assumed: ${named}` : `audience: ${named}`;
}

const tones: Readonly<Record<FleetState, Tone | undefined>> = {
  affected: 'red',
  unproven: 'yellow',
  unknown: 'yellow',
  incomplete: 'yellow',
  cleared: 'green',
  clean: 'green',
};

const meanings: Readonly<Record<FleetState, string>> = {
  affected: 'the latest report has a product',
  unproven: 'had one, and nothing proves that it is gone',
  unknown: 'not seen lately',
  incomplete: 'nothing found, but not everything was looked at',
  cleared: 'had one; a later complete scan proves that it is gone',
  clean: 'complete scans, never a product',
};

function answerLines(page: Page, view: FleetView): string[] {
  const { totals, deadline } = view;
  const { byState, byStatus } = totals;
  const lines = page.block(headline(view), {
    tone: byState.affected + totals.unknownWithFindings > 0 ? 'red' : toneOf(view),
  });
  if (byStatus.active + byStatus.installed + byStatus.residue > 0) {
    const worst = [
      byStatus.active > 0 ? `${grouped(byStatus.active)} active` : '',
      byStatus.installed > 0 ? `${grouped(byStatus.installed)} installed` : '',
      byStatus.residue > 0 ? `${grouped(byStatus.residue)} with leftovers only` : '',
    ].filter((part) => part !== '');
    lines.push(...page.block(`By the worst on each host: ${worst.join(', ')}.`));
  }
  if (deadline !== null) {
    const who = view.assigned || view.audiences.length > 1 ? `${deadline.audience}: ` : '';
    lines.push(
      ...page.block(`Worst deadline: ${who}${deadlineWords(deadline)}, ${standingWords(deadline)}.`),
    );
  }
  lines.push('');
  const width = Math.max(...Object.values(byState).map((hosts) => grouped(hosts).length));
  for (const state of Object.keys(meanings) as FleetState[]) {
    if (byState[state] === 0) continue;
    const lead = `${grouped(byState[state]).padStart(width)} `;
    const name = state.padEnd('incomplete'.length);
    const unseen = state === 'unknown' ? `not seen for more than ${view.unknownAfterDays} days` : undefined;
    lines.push(
      ...page.block(`${name.replaceAll(' ', '\u00a0')}\u00a0 ${unseen ?? meanings[state]}`, {
        lead,
        leadTone: tones[state] ?? 'bold',
        indent: 2,
      }),
    );
  }
  return [...lines, ...missedText(page, view)];
}

function headline({ expected, totals }: FleetView): string {
  const { hosts, byState, unknownWithFindings } = totals;
  const all = count(hosts, 'host');
  if (byState.affected + unknownWithFindings > 0) {
    // What was not seen lately is no part of what the latest reports say.
    const of = byState.affected > 0 ? hosts : hosts - byState.unknown;
    const found = `KASPERSKY ON ${grouped(byState.affected)} OF ${grouped(of)} ${of === 1 ? 'HOST' : 'HOSTS'}`;
    if (unknownWithFindings === 0) return found;
    const had = `${grouped(unknownWithFindings)} ${unknownWithFindings === 1 ? 'host' : 'hosts'} not seen lately had it`;
    return `${found}${byState.affected > 0 ? '' : ' SEEN LATELY'}; ${had}`;
  }
  const silent = expected?.neverSeen ?? 0;
  const open = byState.unproven + byState.unknown + byState.incomplete + silent;
  if (open > 0)
    return `NOTHING FOUND IN THE LATEST REPORTS OF ${all.toUpperCase()}; NOT KNOWN FOR ${grouped(open)}`;
  return `NOTHING FOUND ON ${all.toUpperCase()}`;
}

function toneOf({ expected, totals }: FleetView): Tone {
  const { unproven, unknown, incomplete } = totals.byState;
  return unproven + unknown + incomplete + (expected?.neverSeen ?? 0) > 0 ? 'yellow' : 'green';
}

function closingLines(page: Page, view: FleetView): string[] {
  const packs = view.rulePacks.map(({ id, version, date }) =>
    date === undefined ? `${id} ${version}` : `${id} ${version} of ${date}`,
  );
  return [
    ...page.block(`Exit code ${view.exitCode}: ${view.exitReason}.`),
    ...page.block(`Judged by rules ${packs.join(', ')}. ${view.disclaimer}`, { tone: 'dim' }),
  ];
}
