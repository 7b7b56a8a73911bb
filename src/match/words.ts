/**
 * Words are runs of letters and digits (`\p{L}`, `\p{N}`) of a folded text; everything else only divides them.
 * Source: Unicode Standard, general categories.
 */
const wordPattern = /^[\p{L}\p{N}]$/u;

/** Per UTF-16 code unit: 0 not asked yet, 1 no word character, 2 word character. A cache, never a result. */
const known = new Uint8Array(0x10000);

/** Code units (0, 1 or 2) of the word character that starts at `at`; 0 where none does. */
export function wordUnitsAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  if (unit >= 0xd800 && unit <= 0xdbff && at + 1 < text.length) {
    return wordPattern.test(text.slice(at, at + 2)) ? 2 : 0;
  }
  if (known[unit] === 0) known[unit] = wordPattern.test(String.fromCharCode(unit)) ? 2 : 1;
  return known[unit] === 2 ? 1 : 0;
}

/** Calls `visit` with the bounds of each word, from left to right; `end` is exclusive. */
export function eachWord(text: string, visit: (start: number, end: number) => void): void {
  let at = 0;
  while (at < text.length) {
    const start = at;
    let units = wordUnitsAt(text, at);
    while (units > 0) {
      at += units;
      units = at < text.length ? wordUnitsAt(text, at) : 0;
    }
    if (at > start) visit(start, at);
    else at++;
  }
}

/**
 * The words of a folded text, one space before, between and after them; empty where there is none.
 * `a` holds the words of `b` standing together exactly when `wordText(a)` includes `wordText(b)`.
 */
export function wordText(text: string): string {
  let words = '';
  eachWord(text, (start, end) => {
    words += ` ${text.slice(start, end)}`;
  });
  return words === '' ? '' : `${words} `;
}
