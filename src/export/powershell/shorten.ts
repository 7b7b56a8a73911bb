/** Pieces shorter than this are not worth a line of their own. */
const minLength = 10;

/**
 * Writes tests and conditions that stand in several lines once, as `D` lines before the others, and `%0`, `%1` … in their
 * places: whole tests (between `;` or `&`), so that nothing else can be mistaken for a reference.
 */
export function shortened(lines: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const line of lines)
    for (const piece of piecesOf(line)) counts.set(piece, (counts.get(piece) ?? 0) + 1);
  const numbers = new Map<string, number>();
  for (const [piece, count] of counts) {
    if (count > 1 && piece.length >= minLength) numbers.set(piece, numbers.size);
  }
  const replaced = lines.map((line) =>
    joined(line, (piece) => {
      const number = numbers.get(piece);
      return number === undefined ? piece : `%${number}`;
    }),
  );
  const all = [...[...numbers.keys()].map((piece) => `D;${piece}`), ...replaced];
  // Editors and agents cut blanks at the end of a line.
  return all.map((line) => line.replace(/ $/, '\\x20'));
}

/** Names and paths of products and markers stay as they are. */
function isShortened(line: string): boolean {
  return line.startsWith('S;') || line.startsWith('H;');
}

function piecesOf(line: string): string[] {
  return isShortened(line) ? line.split(/[;&]/) : [];
}

function joined(line: string, replace: (piece: string) => string): string {
  if (!isShortened(line)) return line;
  return line
    .split(/(?<mark>[;&])/)
    .map((piece) => (/^[;&]$/.test(piece) ? piece : replace(piece)))
    .join('');
}
