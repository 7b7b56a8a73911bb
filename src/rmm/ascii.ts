/**
 * Text that is safe in any console, log, field and shell that a platform passes it through: printable ASCII without
 * whatever a shell, a batch file or a marker could take for its own. Quotes and accents are dropped, a semicolon (which
 * divides the parts of the line) becomes a comma, anything else a question mark; runs of white space one space. At most
 * `max` characters, three dots at the end where it was cut.
 */
export function plainAscii(text: string, max: number): string {
  // Enough for what is kept, however long a hostile text is.
  const plain = text
    .slice(0, max * 4)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/["'`\u2018-\u201f]+/g, '')
    .replaceAll(';', ',')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[^A-Za-z0-9 ._+()/:,@#-]/gu, '?');
  return cut(plain, max);
}

/** The text, at most `max` characters of it; where it was cut, three dots are the last of them. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  return `${text.slice(0, Math.max(0, max - 3)).trimEnd()}...`.slice(0, max);
}
