import type { Coverage } from '../../model/gap.ts';
import type { Report } from '../../model/report.ts';
import { statuses } from '../../model/vocabulary.ts';
import { findingTitle, reportFacts } from '../finding-words.ts';
import { answer, audienceText, hostsOf } from '../headline.ts';
import { instantText } from '../instant-text.ts';
import { plainText } from '../plain-text.ts';
import { couldHideWords, gapReasonWords, noteWords, readinessWords, skipReasonWords } from '../words.ts';
import { findingSection } from './finding-section.ts';
import { inventorySection } from './inventory-section.ts';
import { html, Markup } from './markup.ts';
import { scriptHash, styleHash } from './page-hashes.ts';
import { pageScript } from './page-script.ts';
import { pageStyle } from './page-style.ts';

/** Findings and gaps beyond these are counted; a page with more is read by nobody. */
const maxFindings = 500;
const maxGaps = 1000;
const tones = { red: 'bad', yellow: 'warn', green: 'good', cyan: 'warn', bold: '', dim: 'soft' } as const;

/**
 * A report as one page that needs nothing else: no network, a strict content security policy by hashes, no script made
 * from data. For a browser, a screen reader and paper; light and dark. The inventory is there where the report has it.
 */
export function renderHtml(report: Report): string {
  const said = answer(report);
  const title = plainText(
    `${said.text} – ${report.target.hostname ?? report.target.path ?? report.target.type}`,
    200,
  );
  const findings = report.findings.slice(0, maxFindings);
  const left = report.findings.length - findings.length;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${styleHash}'; script-src '${scriptHash}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="${`${report.tool.name} ${report.tool.version}`}">
<title>${title}</title>
<style>${new Markup(pageStyle)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
<header>
<p class="soft">${[`${report.tool.name} ${report.tool.version}`, report.target.hostname, report.target.os, report.target.path, report.target.image, report.role].filter((part) => part !== undefined).join(' · ')}</p>
<h1 class="${tones[said.tone]}">${said.text}</h1>
<p>${audienceText(report)} · as of ${instantText(report.asOf)}</p>
</header>
<main id="main">
${summary(report)}
${
  findings.length === 0
    ? undefined
    : html`<section aria-labelledby="findings-title"><h2 id="findings-title">Findings</h2>
${findings.length > 3 ? html`<nav aria-label="Findings"><ul>${findings.map((finding, index) => html`<li><a href="#${`f${index + 1}`}">${findingTitle(finding)}</a></li>`)}</ul></nav>` : undefined}
${findings.map((finding, index) => html`<div id="${`f${index + 1}`}">${findingSection(finding, index, report)}</div>`)}
${left > 0 ? html`<p>and ${left} more findings; the JSON report has all.</p>` : undefined}</section>`
}
${notes(report)}
${coverage(report)}
${report.items === undefined ? undefined : inventorySection(report.items)}
</main>
<footer>
${reportFacts(report).map((fact) => html`<p>${fact}</p>`)}
</footer>
<script>${new Markup(pageScript)}</script>
</body>
</html>
`;
  return page.text;
}

function summary(report: Report): Markup {
  const { byStatus, accepted, gaps, items } = report.summary;
  const counts = [
    ...statuses.map((status) => [status, byStatus[status]] as const),
    ...(accepted > 0 ? [['accepted', accepted] as const] : []),
    ['could not be read', gaps] as const,
    ['items', items] as const,
    ...(hostsOf(report).length > 1 ? [['hosts', hostsOf(report).length] as const] : []),
  ];
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Protection afterwards', `${readinessWords[report.readiness.answer]}. ${report.readiness.text}`],
    ['Encryption', report.encryption.text],
    ...report.databases.map(({ name, text }) => [`Databases of ${name}`, text] as const),
    [
      'Restart',
      report.rebootPending === true
        ? 'A restart is pending: restart before the removal, then scan again.'
        : undefined,
    ],
    ['Role', report.role],
    ['Complete', report.complete ? undefined : 'NO: the scan was interrupted, so there may be more.'],
    [
      'Found by',
      report.savedBy === undefined
        ? undefined
        : `${report.savedBy.tool.name} ${report.savedBy.tool.version} with ${report.savedBy.rulePacks.map(({ id, version }) => `${id} ${version}`).join(', ')}; dated again for this page`,
    ],
  ];
  const shown = report.findings.length === 0 ? facts.slice(2 + report.databases.length) : facts;
  return html`<section aria-labelledby="summary-title"><h2 id="summary-title">Summary</h2>
<ul class="tiles">${counts.map(([name, value]) => html`<li><b>${value}</b>${name}</li>`)}</ul>
<dl class="facts">${shown.flatMap(([name, value]) => (value === undefined ? [] : [html`<dt>${name}</dt><dd>${value}</dd>`]))}</dl></section>`;
}

function notes({ notes }: Report): Markup | undefined {
  if (notes.length === 0) return undefined;
  return html`<section aria-labelledby="notes-title"><h2 id="notes-title">Worth knowing (counts as no finding)</h2>
<ul>${notes.map(
    ({
      kind,
      text,
      host,
      evidence,
    }) => html`<li><b>${noteWords[kind]}</b>${host === undefined ? '' : ` on ${host}`}: ${text}${evidence.slice(0, 20).map(({ item }) => html`<br><code>${item.path ?? item.origin}</code>`)}</li>
`,
  )}</ul></section>`;
}

function coverage({ coverage }: Report): Markup {
  const gaps = coverage.flatMap((part) =>
    part.gaps.map((gap) => ({ ...gap, collector: part.collector, host: part.host })),
  );
  const absent = coverage.flatMap(({ notPresent }) => notPresent ?? []);
  const left = gaps.length - maxGaps;
  return html`<section aria-labelledby="coverage-title"><h2 id="coverage-title">What was looked at</h2>
${
  gaps.length === 0
    ? html`<p>Nothing that should have been read was missed.</p>`
    : html`<div class="note"><b>${gaps.length} could not be read.</b> Something may be hidden there.</div>
<div class="scroll"><table><caption class="soft">Not looked at</caption><thead><tr><th scope="col">Source</th><th scope="col">Why</th><th scope="col">What to do</th><th scope="col">Could hide</th></tr></thead>
<tbody>${gaps.slice(0, maxGaps).map(
        (
          gap,
        ) => html`<tr><th scope="row">${gap.host === undefined ? '' : `${gap.host}: `}${gap.source}</th><td>${gapReasonWords[gap.reason]} (${gap.collector})</td><td>${gap.message}</td><td>${couldHideWords[gap.couldHide].replace('could hide ', '')}</td></tr>
`,
      )}</tbody></table></div>${left > 0 ? html`<p>and ${left} more; the JSON report has all.</p>` : undefined}`
}
${absent.length === 0 ? undefined : html`<p>Not attached or apart, so not looked at: ${absent.slice(0, 100).join('; ')}.</p>`}
<details><summary>Every source (${coverage.length})</summary><div class="scroll"><table><thead><tr><th scope="col">Source</th><th scope="col">Status</th><th scope="col" class="number">Items</th><th scope="col" class="number">Gaps</th></tr></thead>
<tbody>${coverage.slice(0, maxGaps).map(
    (
      part,
    ) => html`<tr><th scope="row">${part.host === undefined ? '' : `${part.host}: `}${part.collector}</th><td>${statusOf(part)}</td><td class="number">${part.items}</td><td class="number">${part.gaps.length}</td></tr>
`,
  )}</tbody></table></div></details></section>`;
}

function statusOf({ status, reason }: Coverage): string {
  return status === 'skipped' ? skipReasonWords[reason ?? 'unknown'] : status;
}
