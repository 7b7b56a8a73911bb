import type { CompiledWhen } from './compile-when.ts';
import { globLiterals } from './glob.ts';
import type { Pattern } from './pattern.ts';

/** A literal that every match of a pattern holds, and where in the field it stands. */
export interface Anchor {
  readonly how: 'exact' | 'prefix' | 'suffix' | 'word' | 'inside';
  readonly text: string;
}

/** The field whose literals lead to a signature. At least one literal stands in every item that can match. */
export interface FieldAnchors {
  readonly field: string;
  readonly anchors: readonly Anchor[];
}

/**
 * Chooses the one field by which a signature is found: the one whose weakest literal says most.
 * Undefined where no field has a literal for each of its alternatives (a range, `exists`, a boolean, a bare `*`):
 * such a signature is tried on every item of its kind.
 */
export function chooseAnchors(when: CompiledWhen): FieldAnchors | undefined {
  let best: FieldAnchors | undefined;
  let bestScore = Number.NEGATIVE_INFINITY;
  for (const { field, check } of when.checks) {
    if (check.how !== 'any') continue;
    const anchors = check.patterns.map(anchorOf);
    if (!anchors.every((anchor) => anchor !== undefined)) continue;
    const score = Math.min(100, ...anchors.map(anchorScore)) - fieldPenalty(field);
    if (score <= bestScore) continue;
    best = { field, anchors };
    bestScore = score;
  }
  return best;
}

function anchorOf({ how, text }: Pattern): Anchor | undefined {
  if (how === 'word') return { how, text: longest(text.trim().split(' ')) };
  if (how !== 'glob') return { how, text };
  const { prefix, suffix, inside } = globLiterals(text);
  // The ends are looked up faster than a literal inside, unless they tell too little.
  const isPrefix = tells(prefix) > tells(suffix) || (tells(prefix) === tells(suffix) && prefix !== '');
  const end: Anchor = isPrefix ? { how: 'prefix', text: prefix } : { how: 'suffix', text: suffix };
  if (tells(end.text) >= 3 || tells(end.text) >= inside.length) return end.text === '' ? undefined : end;
  return { how: 'inside', text: inside };
}

/** Endings of files and folders that many rows share. */
const shared = /^(?:(?:\.[a-z]+)+|[a-z]:\/(?:program files|programdata|windows)[^/]*\/?)$/;

/** How much a literal tells: its length, unless it stands in many rows. */
function tells(text: string): number {
  return shared.test(text) ? 0 : text.length;
}

function anchorScore({ how, text }: Anchor): number {
  const length = Math.min(text.length, 40);
  return how === 'exact' ? length + 8 : how === 'inside' ? length - 4 : length;
}

/** Fields that hold the same text in many rows lead to signatures badly. */
function fieldPenalty(field: string): number {
  switch (field) {
    case 'name':
    case 'displayName':
    case 'path':
      return 0;
    case 'origin':
    case 'publisher':
    case 'signer':
      return 6;
    case 'version':
      return 30;
    case 'collector':
    case 'scope':
    case 'state':
      return 200;
    default:
      return 20;
  }
}

function longest(words: readonly string[]): string {
  return words.reduce((best, word) => (word.length > best.length ? word : best), '');
}
