import { truncate } from '../model/visible.ts';

/**
 * Ranges of code points that take two columns beside those with emoji presentation: East Asian wide and fullwidth,
 * joined over unassigned points between them. Source: Unicode 17, EastAsianWidth.txt.
 */
const wideRanges: readonly (readonly [first: number, last: number])[] = [
  [0x1100, 0x115f],
  [0x2329, 0x232a],
  [0x2630, 0x2637],
  [0x268a, 0x268f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xa960, 0xa97c],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6b],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18dff],
  [0x1aff0, 0x1b2ff],
  [0x1d300, 0x1d376],
  [0x1f200, 0x1f265],
  [0x20000, 0x3fffd],
];
const zeroWidth = /^[\p{Mn}\p{Me}]$/u;
const emoji = /^(?!\p{Regional_Indicator})\p{Emoji_Presentation}$/u;
const ascii = /^[\x20-\x7e]*$/;

/** Columns that one code point of {@link visible} text takes in a terminal: 0, 1 or 2. */
export function codePointWidth(codePoint: number): 0 | 1 | 2 {
  if (codePoint < 0x300) return 1;
  const character = String.fromCodePoint(codePoint);
  if (zeroWidth.test(character)) return 0;
  if (codePoint < 0x1100) return 1;
  return inRanges(codePoint) || emoji.test(character) ? 2 : 1;
}

/** Columns that a text takes in a terminal. The text must have gone through `visible` and hold no line feed. */
export function displayWidth(text: string): number {
  if (ascii.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += codePointWidth(character.codePointAt(0) ?? 0);
  return width;
}

/** The text cut to at most `columns` columns; ends in the ellipsis where something was cut. */
export function shorten(text: string, columns: number, ellipsis = '…'): string {
  return truncate(text, columns, { ellipsis, widthOf: codePointWidth });
}

/** The text with spaces behind it up to `columns` columns; a longer text comes back as it is. */
export function padEnd(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - displayWidth(text)));
}

/** The text with spaces before it up to `columns` columns; a longer text comes back as it is. */
export function padStart(text: string, columns: number): string {
  return ' '.repeat(Math.max(0, columns - displayWidth(text))) + text;
}

function inRanges(codePoint: number): boolean {
  let low = 0;
  let high = wideRanges.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const [first, last] = wideRanges[middle] ?? [0, 0];
    if (codePoint < first) high = middle - 1;
    else if (codePoint > last) low = middle + 1;
    else return true;
  }
  return false;
}
