import { fold } from '../../model/fold.ts';

/** What an engine's own upper and lower case leave to be done, limited to characters that the pack's texts contain. */
export interface FoldResidue {
  /** Characters whose folding is not the lower case of their upper case, one to one (ß, ﬁ, İ …), with it. */
  readonly special: readonly (readonly [from: string, to: string])[];
  /** Every character beyond ASCII that folds to something with a character of the pack, with its folding. */
  readonly every: readonly (readonly [from: string, to: string])[];
  /** Letters of the pack with marks, spelled with combining characters, with the letter. */
  readonly composed: readonly (readonly [from: string, to: string])[];
}

/** Works out the residue for the characters of folded texts, from model/fold.ts itself. */
export function foldResidue(texts: Iterable<string>): FoldResidue {
  const alphabet = new Set<string>();
  for (const text of texts) for (const character of text) alphabet.add(character);
  const every: [string, string][] = [];
  for (const [from, to] of foldings()) {
    if ([...to].some((character) => alphabet.has(character))) every.push([from, to]);
  }
  const composed = [...alphabet].flatMap((letter): [string, string][] => {
    const spelled = letter.normalize('NFD');
    return spelled === letter ? [] : [[spelled, letter]];
  });
  return { special: every.filter(([from, to]) => simple(from) !== to), every, composed };
}

/** Ranges of the characters that folding removes, and of those that it makes a space, as `[first, last]`. */
export function foldedAway(): { readonly removed: Ranges; readonly spaces: Ranges } {
  return { removed: rangesOf(/^\p{Cf}$/u), spaces: rangesOf(/^\p{Zs}$/u, 0x80) };
}

/** Ranges of the characters beyond ASCII of which words are made. */
export function wordRanges(): Ranges {
  return rangesOf(/^[\p{L}\p{N}]$/u, 0x80);
}

/** Code points, first and last of each run. */
export type Ranges = readonly (readonly [first: number, last: number])[];

/** Ranges of the code points that a pattern matches, from `start` on. */
export function rangesOf(pattern: RegExp, start = 0): Ranges {
  const ranges: [number, number][] = [];
  for (let point = start; point <= 0x10ffff; point++) {
    if ((point >= 0xd800 && point <= 0xdfff) || !pattern.test(String.fromCodePoint(point))) continue;
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === point - 1) last[1] = point;
    else ranges.push([point, point]);
  }
  return ranges;
}

let known: readonly (readonly [string, string])[] | undefined;

/** Each character beyond ASCII that folds to other characters. Worked out once; always the same. */
function foldings(): readonly (readonly [string, string])[] {
  if (known !== undefined) return known;
  const found: [string, string][] = [];
  for (let point = 0x80; point <= 0x10ffff; point++) {
    if (point >= 0xd800 && point <= 0xdfff) continue;
    const from = String.fromCodePoint(point);
    const to = fold(from);
    if (to !== from && to !== '' && to !== ' ') found.push([from, to]);
  }
  known = found;
  return found;
}

/** What an engine makes of a character that maps one to one: composed, then lower, upper and lower case. */
function simple(character: string): string {
  const one = (mapped: string, from: string): string => ([...mapped].length === 1 ? mapped : from);
  const composed = character.normalize('NFC');
  if ([...composed].length !== 1) return composed;
  const low = one(composed.toLowerCase(), composed);
  const high = one(low.toUpperCase(), low);
  return one(high.toLowerCase(), high).replace('ς', 'σ');
}
