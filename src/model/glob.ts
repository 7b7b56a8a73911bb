const star = 0x2a;
const question = 0x3f;

/** Whether a text holds a wildcard: `*` or `?`. */
export function isGlob(text: string): boolean {
  return text.includes('*') || text.includes('?');
}

/**
 * Whether the whole text fits the pattern: `*` is any run of characters, `?` is one character (a surrogate pair is one).
 * Both must be folded already. Two pointers and one restart point, so the work is at most pattern times text
 * and never grows with the number of stars.
 */
export function globMatches(pattern: string, text: string): boolean {
  let at = 0;
  let want = 0;
  let restartText = -1;
  let restartPattern = -1;
  while (at < text.length) {
    const wanted = want < pattern.length ? pattern.charCodeAt(want) : -1;
    if (wanted === star) {
      restartPattern = ++want;
      restartText = at;
    } else if (wanted === question) {
      want++;
      at += isPairAt(text, at) ? 2 : 1;
    } else if (wanted !== -1 && wanted === text.charCodeAt(at)) {
      want++;
      at++;
    } else if (restartPattern >= 0) {
      // The last star swallows one character more; earlier stars never need to be tried again.
      restartText += isPairAt(text, restartText) ? 2 : 1;
      at = restartText;
      want = restartPattern;
    } else {
      return false;
    }
  }
  while (want < pattern.length && pattern.charCodeAt(want) === star) want++;
  return want === pattern.length;
}

function isPairAt(text: string, at: number): boolean {
  return (text.codePointAt(at) ?? 0) > 0xffff;
}
