import { fold } from '../../model/fold.ts';

/**
 * Characters outside ASCII that folding turns into characters outside ASCII, one by one and next to any others of this
 * table: no letter that becomes an ASCII one (ſ, K, ß, ﬁ, ı, İ), no space, no invisible character, no combining mark. So the
 * ASCII of a text that holds no others is found in the folded text as it stands. Each range folds into itself.
 * tests/match/prefilter/harmless.test.ts looks at every one of them.
 */
export const harmlessRanges: readonly (readonly [first: number, last: number][])[] = [
  [
    [0x80, 0x9f],
    [0xa1, 0xac],
    [0xae, 0xb4],
    [0xb6, 0xde],
    [0xe0, 0xfe],
  ],
  [
    [0x388, 0x38f],
    [0x391, 0x3af],
    [0x3b1, 0x3ce],
  ],
  [[0x400, 0x47f]],
  [
    [0x2010, 0x2027],
    [0x20ac, 0x20ac],
    [0x2122, 0x2122],
  ],
  [
    [0x3041, 0x3096],
    [0x30a1, 0x30fa],
  ],
  [[0x4000, 0x9fff]],
  [[0xac00, 0xd7a3]],
];

/** From here on folding leaves every character of the ranges as it is. */
export const firstUnfolded = 0x2000;

/** Tells how many bytes a harmless character takes. */
export class Harmless {
  /** One bit a code point of the Basic Multilingual Plane. */
  readonly #bits = new Uint8Array(0x2000);

  /** `foreign` are folded characters that patterns stand for: what could fold into them is not harmless. */
  constructor(foreign: ReadonlySet<number> = new Set()) {
    for (const ranges of harmlessRanges) {
      for (const [first, last] of ranges) {
        for (let point = first; point <= last; point++) this.#set(point);
      }
    }
    for (const point of foreign) this.#clearAround(point);
  }

  /** Bytes of the harmless character that begins at `at` in UTF-8; 0 where it is none, or no valid UTF-8. */
  length(bytes: Uint8Array, at: number): number {
    const first = bytes[at] as number;
    const second = bytes[at + 1] as number;
    if ((second & 0xc0) !== 0x80) return 0;
    if (first >= 0xc2 && first < 0xe0) return this.#has(((first & 0x1f) << 6) | (second & 0x3f)) ? 2 : 0;
    if (first < 0xe0 || first > 0xef) return 0;
    const third = bytes[at + 2] as number;
    if ((third & 0xc0) !== 0x80) return 0;
    return this.#has(((first & 0x0f) << 12) | ((second & 0x3f) << 6) | (third & 0x3f)) ? 3 : 0;
  }

  /** Of a range in which folding changes characters, all that become this one; of another the character itself. */
  #clearAround(wanted: number): void {
    this.#clear(wanted);
    for (const ranges of harmlessRanges) {
      if (!ranges.some(([first, last]) => wanted >= first && wanted <= last && last < firstUnfolded))
        continue;
      for (const [first, last] of ranges) {
        for (let point = first; point <= last; point++) {
          if (fold(String.fromCodePoint(point)).includes(String.fromCodePoint(wanted))) this.#clear(point);
        }
      }
    }
  }

  #clear(point: number): void {
    if (point < 0x10000) this.#bits[point >> 3] = (this.#bits[point >> 3] as number) & ~(1 << (point & 7));
  }

  #has(point: number): boolean {
    return ((this.#bits[point >> 3] as number) & (1 << (point & 7))) !== 0;
  }

  #set(point: number): void {
    this.#bits[point >> 3] = (this.#bits[point >> 3] as number) | (1 << (point & 7));
  }
}
