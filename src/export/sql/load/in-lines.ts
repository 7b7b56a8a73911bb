import { inventoryColumns } from '../columns.ts';

/** Columns of `inventory` with their types, in lines of some length: the inside of a CREATE TABLE. */
export function columnsInLines(typeOf: (column: string) => string, live: string): string[] {
  const columns = [...inventoryColumns.map(({ name }) => `${name} ${typeOf(name)}`), `live ${live}`];
  return inLines(columns);
}

/** Parts of a list in lines of at most a hundred characters, with commas between them. */
export function inLines(parts: readonly string[]): string[] {
  const lines: string[] = [];
  for (const [index, part] of parts.entries()) {
    const text = index < parts.length - 1 ? `${part},` : part;
    const last = lines.at(-1);
    if (last === undefined || last.length + text.length >= 100) lines.push(`  ${text}`);
    else lines[lines.length - 1] = `${last} ${text}`;
  }
  return lines;
}
