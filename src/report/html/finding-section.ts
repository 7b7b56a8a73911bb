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
import { evidenceText, statusText } from '../words.ts';
import { anchor, html, type Markup } from './markup.ts';
import { timelineSvg } from './timeline-svg.ts';

const tones = { active: 'bad', installed: 'warn', residue: 'soft' } as const;
/** Evidence beyond this is counted; the JSON report has all. */
const maxEvidence = 300;

/** One finding: what it is, which date governs, what to settle first, steps to tick off, evidence. */
export function findingSection(finding: DatedFinding, index: number, report: Report): Markup {
  const { product, recommendation, accepted } = finding;
  const title = anchor(`finding-${finding.id}`, index);
  const governing = finding.governing.find(({ deadline }) => deadline !== null)?.deadline ?? null;
  return html`<article aria-labelledby="${title}">
<h3 id="${title}">${product.name} ${finding.version}</h3>
<p><span class="badge ${tones[finding.status]}">${statusText(finding, ', ')}</span> <span class="soft">${product.vendor}, ${product.class.replaceAll('-', ' ')}${finding.host === undefined ? '' : `, on ${finding.host}`}</span></p>
${accepted === undefined ? undefined : html`<p class="good">Accepted until ${accepted.until}; does not count in the exit code.</p>`}
${governingSentences(finding).map((sentence) => html`<p><b>${sentence}</b></p>`)}
${meanings(finding).map((text) => html`<p>${text}</p>`)}
${timelineSvg(finding.deadlines, governing, report.asOf)}
${stopSentences(finding).map((text) => html`<p class="stop" role="note">${text}</p>`)}
<p>Protection afterwards: ${readinessText(finding)}.</p>
${hazards(finding)}
<h4>What to do${{ first: ' (before everything else)', normal: '', last: ' (last of all)' }[recommendation.priority]}</h4>
<p>${recommendation.summary}</p>
${steps(finding, index)}
${list('Check afterwards', recommendation.verify)}
${recommendation.alternatives.map(({ text, examples }) => html`<p>Instead: ${text} For example: ${examples.join(', ')}.</p>`)}
${phases(finding)}
${evidence(finding)}
</article>
`;
}

function hazards({ recommendation, status }: DatedFinding): Markup | undefined {
  if (recommendation.hazards.length === 0) return undefined;
  return html`<h4>${status === 'residue' ? 'Beware' : 'Before you remove it'}</h4>
${recommendation.hazards.map(
  ({
    title,
    text,
    source,
  }) => html`<details><summary>${title}</summary><p>${text}</p><p class="soft">Source: ${source}</p></details>
`,
)}`;
}

function steps({ recommendation }: DatedFinding, index: number): Markup {
  return html`<ol class="steps">
${recommendation.steps.map((step, number) => {
  const id = `step-${index + 1}-${number + 1}`;
  const below = isWithheld(recommendation.stops, step)
    ? html`<p class="soft">(not yet, and no command shown: see above)</p>`
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

function phases(finding: DatedFinding): Markup | undefined {
  if (finding.deadlines.length === 0) return undefined;
  return html`<details><summary>All phases that apply</summary><div class="scroll"><table>
<thead><tr><th scope="col">Phase</th><th scope="col">Audience</th><th scope="col">Nature</th><th scope="col">Source</th></tr></thead>
<tbody>${finding.deadlines.map(
    (
      deadline,
    ) => html`<tr><td>${deadlineText(deadline).sentence}</td><td>${deadline.audience}</td><td>${deadline.binding}, binds ${deadline.binds}</td><td>${deadline.source}</td></tr>
`,
  )}</tbody></table></div></details>`;
}

function evidence(finding: DatedFinding): Markup {
  const shown = finding.evidence.slice(0, maxEvidence);
  const left = finding.evidence.length - shown.length;
  return html`<details><summary>Evidence: ${evidenceText(finding)}</summary><div class="scroll"><table>
<caption class="soft">${findingTitle(finding)}</caption>
<thead><tr><th scope="col">Kind</th><th scope="col">Name</th><th scope="col">Version</th><th scope="col">State</th><th scope="col">Place</th><th scope="col">Read from</th><th scope="col">Signature</th></tr></thead>
<tbody>${shown.map(
    ({
      item,
      signature,
      also,
    }) => html`<tr><td>${item.kind}</td><th scope="row">${item.displayName ?? item.name}</th><td>${item.version}</td><td>${item.state}</td><td><code>${item.path}</code></td><td>${[item.origin, ...(also ?? []).map(({ origin }) => origin)].join(' and ')}</td><td>${signature}</td></tr>
`,
  )}</tbody></table></div>${left > 0 ? html`<p>and ${left} more; the JSON report has all.</p>` : undefined}${finding.evidenceTruncated ? html`<p>There is more than a report keeps.</p>` : undefined}</details>`;
}
