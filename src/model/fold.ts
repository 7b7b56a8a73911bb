/**
 * Folds text for comparison: Unicode case (full folding by way of lower and then upper case, so ß and ẞ equal ss and every sigma is one),
 * canonical composition, every space separator as a plain space, invisible format characters removed.
 * The result is only for comparing, never for showing. Source: Unicode Standard 15, sections 3.13 and 5.18.
 */
export function fold(text: string): string {
  if (isPlainAscii(text)) return text.toLowerCase();
  return text
    .normalize('NFC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\p{Zs}/gu, ' ')
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .replace(/ς/g, 'σ')
    .normalize('NFC');
}

/** {@link fold} for paths: a backslash equals a slash. */
export function foldPath(path: string): string {
  return fold(path.includes('\\') ? path.replaceAll('\\', '/') : path);
}

function isPlainAscii(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    if (text.charCodeAt(index) > 0x7e) return false;
  }
  return true;
}
