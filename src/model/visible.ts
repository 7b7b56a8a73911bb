/**
 * What must not reach a terminal as it is: control characters (C0, DEL, C1), bidirectional and other invisible
 * format characters, tag characters, variation selectors, line and paragraph separators, private-use, unassigned and
 * non-characters, lone surrogates. Names: Unicode Standard, chapter 4.5 (general category) and 5.21 (ignorable).
 */
const invisible = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
/** A mark with nothing to sit on, and marks beyond the eighth on one letter, which would bury the lines around. */
const strayMarks = /^\p{M}+|(?<=\p{M}{8})\p{M}+/gu;
const plain = /^[\x20-\x7e]*$/;

/**
 * Text that is safe to print: everything that could move a cursor, reorder or hide text becomes an escape such as
 * `\u{1b}`. The result has no control character, except line feeds where `newlines` is `keep` (then CR LF counts as
 * one line feed). A backslash of the text itself stays single: the result is for reading, JSON carries the true bytes.
 */
export function visible(text: string, options: { newlines?: 'escape' | 'keep' } = {}): string {
  if (plain.test(text)) return text;
  if (options.newlines === 'keep') {
    return text
      .split(/\r?\n/)
      .map((line) => visible(line))
      .join('\n');
  }
  return text.replace(invisible, escapeAll).replace(strayMarks, escapeAll);
}

/**
 * The text cut to at most `columns` columns, ending in the ellipsis where something was cut.
 * `widthOf` gives the columns of one code point; the default counts everything beyond U+10FF as two, which is never
 * too little. Text must have gone through {@link visible} first. Reads no more of the text than it keeps.
 */
export function truncate(
  text: string,
  columns: number,
  options: { ellipsis?: string; widthOf?: (codePoint: number) => number } = {},
): string {
  const { ellipsis = '…', widthOf = widestGuess } = options;
  if (text.length <= columns && plain.test(text)) return text;
  const room = columns - ellipsis.length;
  let used = 0;
  let kept = 0;
  let index = 0;
  for (const character of text) {
    used += widthOf(character.codePointAt(0) ?? 0);
    if (used > columns) return room < 0 ? ellipsis.slice(0, columns) : text.slice(0, kept) + ellipsis;
    index += character.length;
    if (used <= room) kept = index;
  }
  return text;
}

function escapeAll(text: string): string {
  return Array.from(text, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`).join('');
}

function widestGuess(codePoint: number): number {
  return codePoint > 0x10ff ? 2 : 1;
}
