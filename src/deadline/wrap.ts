const columns = 80;
const labelColumns = 14;

/** A paragraph in lines of at most 80 columns. A word that is longer (an address) stands alone and is never broken. */
export function paragraph(text: string, width = columns): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** A label with its text in a column beside it; nothing where there is no text. */
export function entry(label: string, text: string | undefined, indent = 0): string[] {
  if (text === undefined) return [];
  return paragraph(text, columns - labelColumns - indent).map(
    (line, index) => `${' '.repeat(indent)}${(index === 0 ? label : '').padEnd(labelColumns)}${line}`,
  );
}
