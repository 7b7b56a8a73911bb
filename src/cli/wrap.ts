/** Breaks our own text at spaces into lines of at most `columns`, the first after `first`, the others after `rest`. */
export function wrapLines(text: string, columns: number, first: string, rest: string): string[] {
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (const [, spaces = '', word = ''] of text.matchAll(/(\s*)(\S+)/g)) {
    const gap = empty ? '' : spaces;
    if (!empty && line.length + gap.length + word.length > columns) {
      lines.push(line);
      line = rest + word;
    } else {
      line += gap + word;
    }
    empty = false;
  }
  lines.push(line);
  return lines;
}
