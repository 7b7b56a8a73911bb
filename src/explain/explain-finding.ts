import type { Governing } from '../model/deadline.ts';
import type { DatedFinding, Evidence, Note } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import { visible } from '../model/visible.ts';
import { glue } from '../report/count.ts';
import { deadlineText } from '../report/deadline-text.ts';
import { sources } from '../rules/show-lines.ts';
import { signatureWords } from '../rules/signature-words.ts';
import { wrap } from '../rules/wrap.ts';
import type { Owned } from './explain-signature.ts';
import { confidenceWords, provesWords } from './proof-words.ts';
import { reasons } from './reasons.ts';

/** What of a report is needed to explain its findings. */
export type ExplainableReport = Pick<Report, 'schema' | 'asOf' | 'rulePacks' | 'findings' | 'notes'>;

/**
 * Why a finding says what it says: every piece of evidence with its signature in words and its source, the reason for
 * status and confidence, and why this deadline governs. Text of 80 columns that is safe to print.
 */
export function explainFinding(
  finding: DatedFinding,
  report: ExplainableReport,
  table: ReadonlyMap<string, Owned>,
): string {
  const { product, version, status, basis, confidence } = finding;
  const name = version === undefined ? product.name : `${product.name} ${version}`;
  const lines = [
    ...wrap(visible(`finding ${finding.id}`), ''),
    ...wrap(visible(name), ''),
    ...wrap(`${status}${basis === undefined ? '' : ` (${basis})`}, ${confidence}`, ''),
    '',
    'Why this status and confidence',
    ...reasons(finding, table).flatMap((sentence) => wrap(visible(sentence), '  ')),
    '',
    `Evidence (${finding.evidence.length}${finding.evidenceTruncated ? ', and more than a report keeps' : ''})`,
    ...evidenceLines(finding.evidence, report, table),
    '',
    `Deadlines, as of ${visible(report.asOf)}`,
    ...(finding.governing.length === 0
      ? wrap('none asked for: presence alone was judged (--audience none)', '  ')
      : finding.governing.flatMap(governingLines)),
  ];
  return `${lines.join('\n')}\n`;
}

/** Why there is a note: its text, and every piece of evidence with its signature in words and its source. */
export function explainNote(
  note: Note,
  report: ExplainableReport,
  table: ReadonlyMap<string, Owned>,
): string {
  const host = note.host === undefined ? '' : `@${note.host}`;
  const lines = [
    ...wrap(visible(`note ${note.product}${host} (${note.kind})`), ''),
    ...wrap(visible(note.text), ''),
    ...wrap('A note is no finding and does not count in the exit code by default.', ''),
    '',
    `Evidence (${note.evidence.length})`,
    ...evidenceLines(note.evidence, report, table),
  ];
  return `${lines.join('\n')}\n`;
}

/** By signature: what it looks for, then the items that it matched. */
function evidenceLines(
  evidence: readonly Evidence[],
  report: ExplainableReport,
  table: ReadonlyMap<string, Owned>,
): string[] {
  const groups = new Map<string, Evidence[]>();
  for (const each of evidence) {
    const group = groups.get(each.signature);
    if (group === undefined) groups.set(each.signature, [each]);
    else group.push(each);
  }
  return [...groups].flatMap(([id, group]) => [
    '',
    ...wrap(visible(id), '  '),
    ...signatureLines(table.get(id), report),
    ...group.flatMap(itemLines),
  ]);
}

function signatureLines(owned: Owned | undefined, { rulePacks }: ExplainableReport): string[] {
  if (owned === undefined) {
    const packs = rulePacks.map(({ id, version }) => `${id} ${version}`).join(', ');
    return wrap(
      visible(`not among the rules loaded now; the report was made with ${packs || 'no named pack'}`),
      '    ',
    );
  }
  const { signature } = owned;
  return [
    ...signatureWords(signature).flatMap((sentence) => wrap(sentence, '    ')),
    ...wrap(`${provesWords[signature.proves]} ${confidenceWords[signature.confidence]}`, '    '),
    ...(signature.why ? wrap(visible(signature.why), '    ', 'why: ') : []),
    ...sources(signature.source, '    '),
  ];
}

function itemLines({ item, also = [] }: Evidence): string[] {
  const facts = [item.displayName, item.version, item.publisher, item.signer, item.path, item.state].filter(
    (fact) => fact !== undefined && fact !== item.name,
  );
  const places = [{ origin: item.origin, ref: item.ref }, ...also].map(({ origin, ref }) =>
    ref === undefined ? origin : `${origin} (ref ${ref})`,
  );
  return [
    ...wrap(visible([`${item.kind} ${item.name}`, ...facts].join(', ')), '    ', '- '),
    ...wrap(visible(`read from ${places.join(' and ')} by ${item.collector}`), '      '),
  ];
}

function governingLines(governing: Governing): string[] {
  const { audience, deadline, why } = governing;
  if (deadline === null) return ['', ...wrap(visible(`${audience}: ${why}`), '  ')];
  const sentence = deadlineText(deadline, governing).sentence.replaceAll(glue, ' ');
  return [
    '',
    ...wrap(visible(`${audience}: ${sentence}`), '  '),
    ...wrap(visible(deadline.meaning), '    '),
    ...wrap(visible(why), '    ', 'why this one: '),
    ...wrap(
      visible(`${deadline.regime}/${deadline.phase} (phaseout regimes show ${deadline.regime})`),
      '    ',
    ),
    ...wrap(visible(deadline.source), '    ', 'source: '),
  ];
}
