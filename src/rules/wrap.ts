/** A longer beginning of a paragraph does not push the rest of it to the right. */
const longestHang = 16;

/** Columns of what the `rules` commands print. */
const width = 80;

/**
 * Breaks text at spaces into lines of at most 80 columns, each after `indent`; `first` stands before the first line, the
 * others are moved in as far, or by two where it is long. A word that is longer than a line (an address) stays whole, so that it can be copied.
 * The text must be safe to print already.
 */
export function wrap(text: string, indent: string, first = ''): string[] {
  const hang = indent + ' '.repeat(length(first) > longestHang ? 2 : length(first));
  const lines: string[] = [];
  let line = indent + first;
  let empty = true;
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    if (!empty && length(line) + 1 + length(word) > width) {
      lines.push(line);
      line = hang;
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  return empty ? lines : [...lines, line];
}

function length(text: string): number {
  return Array.from(text).length;
}
