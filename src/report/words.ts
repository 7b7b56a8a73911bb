import type { DatedFinding } from '../model/finding.ts';
import { type ItemKind, itemKinds } from '../model/vocabulary.ts';
import type { Messages } from './messages/en.ts';

/** `active (will start) · confirmed`: status, what it rests on, confidence; joined by `separator`. */
export function statusText(m: Messages, finding: DatedFinding, separator = ' · '): string {
  const basis = finding.basis === undefined ? '' : m.basis[finding.basis];
  const status = m.statuses[finding.status];
  const based = basis === '' ? status : `${status} (${basis})`;
  return `${based}${separator}${m.confidences[finding.confidence]}`;
}

/** `1 software, 3 services`: how much evidence of each kind, in the order of the vocabulary. */
export function evidenceText(m: Messages, finding: DatedFinding): string {
  const counts = new Map<ItemKind, number>();
  for (const { item } of finding.evidence) counts.set(item.kind, (counts.get(item.kind) ?? 0) + 1);
  return itemKinds
    .filter((kind) => counts.has(kind))
    .map((kind) => {
      const number = counts.get(kind) ?? 0;
      return `${number} ${m.itemKinds[kind][number === 1 ? 0 : 1]}`;
    })
    .join(', ');
}

/** The first sentence of a text: up to a full stop behind a word of at least two small letters and before a capital. */
export function firstSentence(text: string): string {
  const match = /^.*?[\p{Ll}\d)”"%]{2}[.!?](?=\s+[\p{Lu}“"(])/su.exec(text);
  return match?.[0] ?? text;
}
