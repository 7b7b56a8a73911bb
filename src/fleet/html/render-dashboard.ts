import { html, Markup } from '../../report/html/markup.ts';
import { scriptHash, styleHash } from '../../report/html/page-hashes.ts';
import { pageScript } from '../../report/html/page-script.ts';
import { pageStyle } from '../../report/html/page-style.ts';
import { instantText } from '../../report/instant-text.ts';
import { fleetAnswer } from '../answer.ts';
import { localiseView } from '../localise-view.ts';
import { type FleetMessages, pageEn } from '../messages/page-en.ts';
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
export function renderDashboard(given: FleetView, t: FleetMessages = pageEn): string {
  const view = localiseView(given, t);
  const answer = fleetAnswer(t, view);
  // A title and a heading are not laid out in columns.
  const headline = answer.text.replaceAll('\u00a0', ' ');
  const asOf = t.asOf(instantText(view.asOf, undefined, t.report));
  const page = html`<!doctype html>
<html lang="${t.report.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${styleHash}' '${dashboardHash}'; script-src '${scriptHash}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="${`${view.tool.name} ${view.tool.version}`}">
<title>${headline}</title>
<style>${new Markup(pageStyle)}</style>
<style>${new Markup(dashboardStyle)}</style>
</head>
<body>
<a class="skip" href="#main">${t.skip}</a>
<header>
<p class="soft">${`${view.tool.name} ${view.tool.version} · ${t.fleet}`}</p>
<h1 class="${answer.tone}">${headline}</h1>
<p>${`${audienceWords(t, view)} · ${asOf}`.replaceAll('\u00a0', ' ')}</p>
</header>
<main id="main">
${summarySection(t, view)}
${phasesSection(t, view)}
${progressSection(t, view)}
${groupsSection(t, view)}
${productsSection(t, view)}
${attentionSection(t, view)}
${hostsSection(t, view)}
</main>
<footer>
<p>${packWords(t, view)}</p>
<p>${t.exitCode(view.exitCode, view.exitReason)}</p>
<p>${view.disclaimer}</p>
</footer>
<script>${new Markup(pageScript)}</script>
</body>
</html>
`;
  return page.text;
}

function audienceWords(t: FleetMessages, { assigned, audienceAssumed, audiences }: FleetView): string {
  if (assigned) return t.audiencesAssignedLong;
  if (audiences.length === 0) return t.judgedForPresence;
  const named = audiences.join(', ');
  return audienceAssumed ? t.audienceAssumed(named) : t.audience(named);
}

function packWords(t: FleetMessages, { rulePacks }: FleetView): string {
  const packs = rulePacks.map(({ date, id, version }) =>
    date === undefined ? `${id} ${version}` : t.packOf(`${id} ${version}`, date),
  );
  return t.judgedBy(packs.join(', '));
}
