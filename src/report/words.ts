import type { DatedFinding, Note } from '../model/finding.ts';
import type { Coverage, Gap } from '../model/gap.ts';
import type { ItemKind, ReadinessAnswer } from '../model/vocabulary.ts';

/** The closed words of the vocabulary as a reader of English sees them. One place, so that a language is one more table. */
export const itemKindWords: Readonly<Record<ItemKind, readonly [one: string, many: string]>> = {
  software: ['software', 'software'],
  service: ['service', 'services'],
  driver: ['driver', 'drivers'],
  process: ['process', 'processes'],
  filter: ['filter', 'filters'],
  'security-provider': ['security provider', 'security providers'],
  'scheduled-task': ['scheduled task', 'scheduled tasks'],
  'browser-extension': ['browser extension', 'browser extensions'],
  certificate: ['certificate', 'certificates'],
  marker: ['file or folder', 'files or folders'],
};

/** Why something could not be read. */
export const gapReasonWords: Readonly<Record<Gap['reason'], string>> = {
  'permission-denied': 'permission denied',
  'malformed-source': 'not in the format it should have',
  'malformed-row': 'one entry could not be understood',
  'missing-source': 'should be there and is not',
  'empty-source': 'should list something and is empty',
  'unsupported-format': 'in a format that is not supported',
  encrypted: 'encrypted',
  'missing-parent': 'its parent is missing',
  'outside-root': 'leads out of the scanned root',
  'too-large': 'too large to read',
  timeout: 'took too long',
  crashed: 'the reader failed',
};

/** What a gap may hide. */
export const couldHideWords: Readonly<Record<Gap['couldHide'], string>> = {
  active: 'could hide an active product',
  installed: 'could hide an installed product',
  residue: 'could hide leftovers',
};

/** Why a collector was left out. */
export const skipReasonWords: Readonly<Record<NonNullable<Coverage['reason']> | 'unknown', string>> = {
  'needs-live-host': 'only on a running machine',
  'not-selected': 'left out by choice',
  interrupted: 'not reached before the interruption',
  unknown: 'skipped',
};

/** What protects the machine when the product goes. */
export const readinessWords: Readonly<Record<ReadinessAnswer, string>> = {
  yes: 'yes',
  expected: 'expected, check after the removal',
  verify: 'check before you remove',
  no: 'none recognised, put other protection in place first',
  unknown: 'UNKNOWN, find out first',
};

/** Title of a note. */
export const noteWords: Readonly<Record<Note['kind'], string>> = {
  successor: 'Successor',
  historic: 'Historic',
  connector: 'Connector',
  staged: 'Staged',
  hidden: 'Hidden in a lower layer',
  library: 'Library',
};

const basisWords = { running: undefined, 'start-type': 'will start', loaded: 'still loaded' } as const;

/** `active (will start) · confirmed`: status, what it rests on, confidence; joined by `separator`. */
export function statusText(finding: DatedFinding, separator = ' · '): string {
  const basis = finding.basis === undefined ? undefined : basisWords[finding.basis];
  const status = basis === undefined ? finding.status : `${finding.status} (${basis})`;
  return `${status}${separator}${finding.confidence}`;
}

/** `1 software, 3 services`: how much evidence of each kind, in the order of the vocabulary. */
export function evidenceText(finding: DatedFinding): string {
  const counts = new Map<ItemKind, number>();
  for (const { item } of finding.evidence) counts.set(item.kind, (counts.get(item.kind) ?? 0) + 1);
  return kindsInOrder
    .filter((kind) => counts.has(kind))
    .map((kind) => {
      const number = counts.get(kind) ?? 0;
      return `${number} ${itemKindWords[kind][number === 1 ? 0 : 1]}`;
    })
    .join(', ');
}

const kindsInOrder = Object.keys(itemKindWords) as ItemKind[];

/** The first sentence of a text: up to a full stop behind a word of at least two small letters and before a capital. */
export function firstSentence(text: string): string {
  const match = /^.*?[\p{Ll}\d)”"%]{2}[.!?](?=\s+[\p{Lu}“"(])/su.exec(text);
  return match?.[0] ?? text;
}
