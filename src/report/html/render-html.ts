import type { Coverage } from '../../model/gap.ts';
import type { Report } from '../../model/report.ts';
import { statuses } from '../../model/vocabulary.ts';
import { findingTitle, reportFacts } from '../finding-words.ts';
import { answer, audienceText, hostsOf } from '../headline.ts';
import { instantText } from '../instant-text.ts';
import { labelParts, unassignedText } from '../labels-text.ts';
import { en, type Messages } from '../messages/en.ts';
import { missedBy } from '../missed.ts';
import { plainText } from '../plain-text.ts';
import { hostFacts } from '../scan-facts.ts';
import { columns, findingSection } from './finding-section.ts';
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
export function renderHtml(report: Report, m: Messages = en): string {
  const said = answer(m, report);
  const title = plainText(
    `${said.text} – ${report.target.hostname ?? report.target.path ?? report.target.type}`,
    200,
  );
  const findings = report.findings.slice(0, maxFindings);
  const left = report.findings.length - findings.length;
  const page = html`<!doctype html>
<html lang="${m.language}">
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
<a class="skip" href="#main">${m.skipToReport}</a>
<header>
<p class="soft">${[`${report.tool.name} ${report.tool.version}`, report.target.hostname, report.target.os, report.target.path, report.target.image, report.role, ...labelParts(m, report.target)].filter((part) => part !== undefined).join(' · ')}</p>
<h1 class="${tones[said.tone]}">${said.text}</h1>
<p>${audienceText(m, report)} · ${m.asOf(instantText(report.asOf, undefined, m)).replaceAll('\u00a0', ' ')}</p>
</header>
<main id="main">
${summary(m, report)}
${
  findings.length === 0
    ? undefined
    : html`<section aria-labelledby="findings-title"><h2 id="findings-title">${m.headings.findings}</h2>
${findings.length > 3 ? html`<nav aria-label="${m.headings.findings}"><ul>${findings.map((finding, index) => html`<li><a href="#${`f${index + 1}`}">${findingTitle(m, finding)}</a></li>`)}</ul></nav>` : undefined}
${findings.map((finding, index) => html`<div id="${`f${index + 1}`}">${findingSection(m, finding, index, report)}</div>`)}
${left > 0 ? html`<p>${m.moreFindingsInJson(left)}</p>` : undefined}</section>`
}
${hosts(m, report)}${notes(m, report)}
${coverage(m, report)}
${report.items === undefined ? undefined : inventorySection(m, report.items)}
</main>
<footer>
${reportFacts(m, report).map((fact) => html`<p>${fact}</p>`)}
</footer>
<script>${new Markup(pageScript)}</script>
</body>
</html>
`;
  return page.text;
}

function summary(m: Messages, report: Report): Markup {
  const { byStatus, accepted, items } = report.summary;
  const missed = missedBy(report.coverage);
  const counts = [
    ...statuses.map((status) => [m.statuses[status], byStatus[status]] as const),
    ...(accepted > 0 ? [[m.tiles.accepted, accepted] as const] : []),
    [m.tiles.unread, missed.rows + missed.sources] as const,
    [m.tiles.items, items] as const,
    ...(hostsOf(report).length > 1 ? [[m.tiles.hosts, hostsOf(report).length] as const] : []),
  ];
  const facts: readonly (readonly [string, string | undefined])[] = [
    [m.headings.protectionAfterwards, `${m.readiness[report.readiness.answer]}. ${report.readiness.text}`],
    [m.headings.encryption, report.encryption.text],
    ...report.databases.map(({ name, text }) => [m.databasesOf(name), text] as const),
    [m.headings.restart, report.rebootPending === true ? m.restartFirst : undefined],
    [m.headings.role, report.role],
    [m.headings.unassigned, unassignedText(m, report)],
    [m.headings.complete, report.complete ? undefined : m.notComplete],
    [
      m.headings.foundBy,
      report.savedBy === undefined
        ? undefined
        : m.foundBy(
            `${report.savedBy.tool.name} ${report.savedBy.tool.version}`,
            report.savedBy.rulePacks.map(({ id, version }) => `${id} ${version}`).join(', '),
          ),
    ],
  ];
  const shown = report.findings.length === 0 ? facts.slice(2 + report.databases.length) : facts;
  return html`<section aria-labelledby="summary-title"><h2 id="summary-title">${m.headings.summary}</h2>
<ul class="tiles">${counts.map(([name, value]) => html`<li><b>${value}</b>${name}</li>`)}</ul>
<dl class="facts">${shown.flatMap(([name, value]) => (value === undefined ? [] : [html`<dt>${name}</dt><dd>${value}</dd>`]))}</dl></section>`;
}

function hosts(m: Messages, report: Report): Markup | undefined {
  const all = hostFacts(m, report);
  if (all.length === 0) return undefined;
  const left = all.length - maxGaps;
  return html`<section aria-labelledby="hosts-title"><h2 id="hosts-title">${m.hosts(all.length)}</h2>
<ul>${all.slice(0, maxGaps).map(({ host, facts }) => html`<li><code>${host}</code>: ${facts}</li>`)}</ul>
${left > 0 ? html`<p>${m.moreInJson(left)}</p>` : undefined}</section>
`;
}

function notes(m: Messages, { notes }: Report): Markup | undefined {
  if (notes.length === 0) return undefined;
  return html`<section aria-labelledby="notes-title"><h2 id="notes-title">${m.worthKnowing}</h2>
<ul>${notes.map(
    ({
      kind,
      text,
      host,
      evidence,
    }) => html`<li><b>${`${m.notes[kind]}${host === undefined ? '' : m.onHost(host)}`}</b>: ${text}${evidence.slice(0, 20).map(({ item }) => html`<br><code>${item.path ?? item.origin}</code>`)}</li>
`,
  )}</ul></section>`;
}

function coverage(m: Messages, { coverage }: Report): Markup {
  const gaps = coverage.flatMap((part) =>
    part.gaps.map((gap) => ({ ...gap, collector: part.collector, host: part.host })),
  );
  const absent = coverage.flatMap(({ notPresent }) => notPresent ?? []);
  const left = gaps.length - maxGaps;
  return html`<section aria-labelledby="coverage-title"><h2 id="coverage-title">${m.headings.lookedAt}</h2>
${
  gaps.length === 0
    ? html`<p>${m.nothingMissed}</p>`
    : html`<div class="note"><b>${m.unread(missedBy(coverage))}</b> ${m.mayHide}</div>
<div class="scroll"><table><caption class="soft">${m.headings.notLookedAt}</caption><thead><tr>${columns(m, ['source', 'why', 'whatToDo', 'couldHide'])}</tr></thead>
<tbody>${gaps.slice(0, maxGaps).map(
        (
          gap,
        ) => html`<tr><th scope="row">${gap.host === undefined ? '' : `${gap.host}: `}${gap.source}</th><td>${m.gapReasons[gap.reason]} (${gap.collector})</td><td>${gap.message}</td><td>${m.hidden[gap.couldHide]}</td></tr>
`,
      )}</tbody></table></div>${left > 0 ? html`<p>${m.moreInJson(left)}</p>` : undefined}`
}
${absent.length === 0 ? undefined : html`<p>${m.notAttachedLong(absent.slice(0, 100).join('; '))}</p>`}
<details><summary>${m.everySource(coverage.length)}</summary><div class="scroll"><table><thead><tr>${columns(m, ['source', 'status'])}<th scope="col" class="number">${m.headings.items}</th><th scope="col" class="number">${m.headings.gaps}</th></tr></thead>
<tbody>${coverage.slice(0, maxGaps).map(
    (
      part,
    ) => html`<tr><th scope="row">${part.host === undefined ? '' : `${part.host}: `}${part.collector}</th><td>${statusOf(m, part)}</td><td class="number">${part.items}</td><td class="number">${part.gaps.length}</td></tr>
`,
  )}</tbody></table></div></details></section>`;
}

function statusOf(m: Messages, { status, reason }: Coverage): string {
  return status === 'skipped' ? m.skipReasons[reason ?? 'unknown'] : m.coverageStatuses[status];
}
