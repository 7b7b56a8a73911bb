import { grouped } from '../../report/count.ts';
import { html, Markup } from '../../report/html/markup.ts';
import { scriptHash, styleHash } from '../../report/html/page-hashes.ts';
import { pageScript } from '../../report/html/page-script.ts';
import { pageStyle } from '../../report/html/page-style.ts';
import { instantText } from '../../report/instant-text.ts';
import type { FleetView } from '../view.ts';
import { attentionSection } from './attention-section.ts';
import { dashboardHash } from './dashboard-hash.ts';
import { dashboardStyle } from './dashboard-style.ts';
import { groupsSection } from './groups-section.ts';
import { hostsSection } from './hosts-section.ts';
import { phasesSection } from './phases-section.ts';
import { productsSection } from './products-section.ts';
import { progressSection } from './progress-section.ts';
import { summarySection } from './summary-section.ts';

/**
 * A fleet as one page that needs nothing else: no network, a strict content security policy by hashes, no script made
 * from data. For a browser, a screen reader and paper; light and dark. Lists are bounded and say what they leave out.
 */
export function renderDashboard(view: FleetView): string {
  const said = answer(view);
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${styleHash}' '${dashboardHash}'; script-src '${scriptHash}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="${`${view.tool.name} ${view.tool.version}`}">
<title>${said.text}</title>
<style>${new Markup(pageStyle)}</style>
<style>${new Markup(dashboardStyle)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the numbers</a>
<header>
<p class="soft">${`${view.tool.name} ${view.tool.version} · fleet`}</p>
<h1 class="${said.tone}">${said.text}</h1>
<p>${`${audienceWords(view)} · as of ${instantText(view.asOf)}`.replaceAll('\u00a0', ' ')}</p>
</header>
<main id="main">
${summarySection(view)}
${phasesSection(view)}
${progressSection(view)}
${groupsSection(view)}
${productsSection(view)}
${attentionSection(view)}
${hostsSection(view)}
</main>
<footer>
<p>${view.rulePacks.map(({ date, id, version }) => `Judged by rule pack ${id} ${version}${date === undefined ? '' : ` of ${date}`}.`).join(' ')}</p>
<p>${`Exit code ${view.exitCode}: ${view.exitReason}`}</p>
<p>${view.disclaimer}</p>
</footer>
<script>${new Markup(pageScript)}</script>
</body>
</html>
`;
  return page.text;
}

function answer({ expected, totals }: FleetView): { readonly text: string; readonly tone: string } {
  const { affected = 0, incomplete = 0, unknown = 0, unproven = 0 } = totals.byState;
  const all = `${grouped(totals.hosts)} ${totals.hosts === 1 ? 'host' : 'hosts'}`.replaceAll('\u00a0', ' ');
  const found = affected + unproven;
  const doubtful = unknown + incomplete;
  const numbers = (value: number): string => grouped(value).replaceAll('\u00a0', ' ');
  const silent =
    expected === undefined || expected.neverSeen === 0
      ? []
      : [`${numbers(expected.neverSeen)} expected never reported`];
  const hosts = (value: number): string => `${numbers(value)} ${value === 1 ? 'host' : 'hosts'}`;
  const had = totals.unknownWithFindings;
  const rest = [
    ...(had === 0 ? [] : [`${hosts(had)} not seen lately had it`]),
    ...(doubtful === 0 ? [] : [`${numbers(doubtful)} cannot be called clean`]),
    ...silent,
  ]
    .map((text) => `; ${text}`)
    .join('');
  if (found > 0) return { text: `KASPERSKY FOUND on ${numbers(found)} of ${all}${rest}`, tone: 'bad' };
  if (had > 0)
    return { text: `KASPERSKY on 0 of ${hosts(totals.hosts - unknown)} seen lately${rest}`, tone: 'bad' };
  if (totals.hosts === 0) return { text: 'No host: nothing was reported', tone: 'warn' };
  const open = [
    ...(doubtful === 0 ? [] : [`${numbers(doubtful)} of ${all} cannot be called clean`]),
    ...silent,
  ];
  if (open.length > 0) return { text: `Nothing found, but ${open.join(' and ')}`, tone: 'warn' };
  return { text: `No finding on any of ${all}`, tone: 'good' };
}

function audienceWords({ assigned, audienceAssumed, audiences }: FleetView): string {
  if (assigned) return 'audiences as assigned; hosts that are not assigned are judged for presence alone';
  if (audiences.length === 0) return 'judged for presence alone';
  const named = audiences.join(', ');
  return audienceAssumed ? `audience of each report, else assumed: ${named}` : `audience given: ${named}`;
}
