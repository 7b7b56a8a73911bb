import type { DatedFinding } from '../../model/finding.ts';
import type { Report } from '../../model/report.ts';
import { isWithheld } from '../advice-text.ts';
import { deadlineText } from '../deadline-text.ts';
import {
  findingTitle,
  governingSentences,
  meanings,
  readinessText,
  stopSentences,
} from '../finding-words.ts';
import type { Messages } from '../messages/en.ts';
import { evidenceText, statusText } from '../words.ts';
import { anchor, html, type Markup } from './markup.ts';
import { timelineSvg } from './timeline-svg.ts';

const tones = { active: 'bad', installed: 'warn', residue: 'soft' } as const;
/** Evidence beyond this is counted; the JSON report has all. */
const maxEvidence = 300;

/** One finding: what it is, which date governs, what to settle first, steps to tick off, evidence. */
export function findingSection(m: Messages, finding: DatedFinding, index: number, report: Report): Markup {
  const { product, recommendation, accepted } = finding;
  const title = anchor(`finding-${finding.id}`, index);
  const governing = finding.governing.find(({ deadline }) => deadline !== null)?.deadline ?? null;
  return html`<article aria-labelledby="${title}">
<h3 id="${title}">${product.name} ${finding.version}</h3>
<p><span class="badge ${tones[finding.status]}">${statusText(m, finding, ', ')}</span> <span class="soft">${product.vendor}, ${m.productClass(product.class)}${finding.host === undefined ? '' : m.hostOf(finding.host)}</span></p>
${accepted === undefined ? undefined : html`<p class="good">${m.acceptedUntil(accepted.until)}</p>`}
${governingSentences(m, finding).map((sentence) => html`<p><b>${sentence}</b></p>`)}
${meanings(finding).map((text) => html`<p>${text}</p>`)}
${timelineSvg(m, finding.deadlines, governing, report.asOf)}
${stopSentences(m, finding).map((text) => html`<p class="stop" role="note">${text}</p>`)}
<p>${m.protectionAfterwards(readinessText(m, finding))}</p>
${hazards(m, finding)}
<h4>${`${m.whatToDo}${m.priorities[recommendation.priority]}`}</h4>
<p>${recommendation.summary}</p>
${steps(m, finding, index)}
${list(m.checkAfterwards, recommendation.verify)}
${recommendation.alternatives.map(({ text, examples }) => html`<p>${m.instead(text, examples.join(', '))}</p>`)}
${phases(m, finding)}
${evidence(m, finding)}
</article>
`;
}

function hazards(m: Messages, { recommendation, status }: DatedFinding): Markup | undefined {
  if (recommendation.hazards.length === 0) return undefined;
  return html`<h4>${status === 'residue' ? m.beware : m.beforeRemoval}</h4>
${recommendation.hazards.map(
  ({
    title,
    text,
    source,
  }) => html`<details><summary>${title}</summary><p>${text}</p><p class="soft">${m.source(source)}</p></details>
`,
)}`;
}

function steps(m: Messages, { recommendation }: DatedFinding, index: number): Markup {
  return html`<ol class="steps">
${recommendation.steps.map((step, number) => {
  const id = `step-${index + 1}-${number + 1}`;
  const below = isWithheld(recommendation.stops, step)
    ? html`<p class="soft">${m.withheldShort}</p>`
    : step.command === undefined
      ? undefined
      : html`<pre><code>${step.command}</code></pre>`;
  return html`<li><label for="${id}"><input type="checkbox" id="${id}"><span>${number + 1}. ${step.text}</span></label>${below}</li>
`;
})}</ol>`;
}

function list(title: string, texts: readonly string[]): Markup | undefined {
  if (texts.length === 0) return undefined;
  return html`<h4>${title}</h4><ul>${texts.map((text) => html`<li>${text}</li>`)}</ul>`;
}

function phases(m: Messages, finding: DatedFinding): Markup | undefined {
  if (finding.deadlines.length === 0) return undefined;
  return html`<details><summary>${m.allPhases}</summary><div class="scroll"><table>
<thead><tr>${columns(m, ['phase', 'audience', 'nature', 'source'])}</tr></thead>
<tbody>${finding.deadlines.map(
    (
      deadline,
    ) => html`<tr><td>${deadlineText(deadline, {}, m).sentence}</td><td>${deadline.audience}</td><td>${m.bindings[deadline.binding]}, ${m.binds[deadline.binds]}</td><td>${deadline.source}</td></tr>
`,
  )}</tbody></table></div></details>`;
}

function evidence(m: Messages, finding: DatedFinding): Markup {
  const shown = finding.evidence.slice(0, maxEvidence);
  const left = finding.evidence.length - shown.length;
  return html`<details><summary>${m.evidence(evidenceText(m, finding))}</summary><div class="scroll"><table>
<caption class="soft">${findingTitle(m, finding)}</caption>
<thead><tr>${columns(m, ['kind', 'name', 'version', 'state', 'place', 'readFrom', 'signature'])}</tr></thead>
<tbody>${shown.map(
    ({
      item,
      signature,
      also,
    }) => html`<tr><td>${item.kind}</td><th scope="row">${item.displayName ?? item.name}</th><td>${item.version}</td><td>${item.state}</td><td><code>${item.path}</code></td><td>${[item.origin, ...(also ?? []).map(({ origin }) => origin)].join(` ${m.and} `)}</td><td>${signature}</td></tr>
`,
  )}</tbody></table></div>${left > 0 ? html`<p>${m.moreInJson(left)}</p>` : undefined}${finding.evidenceTruncated ? html`<p>${m.evidenceTruncatedLong}</p>` : undefined}</details>`;
}

/** Head cells of a table. */
export function columns(m: Messages, names: readonly (keyof Messages['headings'])[]): Markup {
  return html`${names.map((name) => html`<th scope="col">${m.headings[name]}</th>`)}`;
}
