import type { Platform } from '../../model/vocabulary.ts';
import type { Entry } from './entry.ts';
import type { Table } from './table.ts';

/** Entries of one table and platform that go into one query. */
export interface Part {
  readonly table: Table;
  readonly platform: Platform;
  readonly entries: readonly Entry[];
  readonly text: string;
}

/** Makes the text of a query of some entries. */
export type Render = (table: Table, platform: Platform, entries: readonly Entry[]) => string;

/**
 * Puts as many entries into each query as its length allows, in their order. An entry that alone is too long comes back
 * in `tooLong`.
 */
export function splitByLength(
  entries: readonly Entry[],
  maxLength: number,
  render: Render,
): { parts: Part[]; tooLong: Entry[] } {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const key = `${entry.platform} ${entry.table.id}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [entry]);
    else group.push(entry);
  }
  const parts: Part[] = [];
  const tooLong: Entry[] = [];
  for (const [first, ...rest] of groups.values()) {
    if (first === undefined) continue;
    const { table, platform } = first;
    let open: Part | undefined;
    for (const entry of [first, ...rest]) {
      const grown = [...(open?.entries ?? []), entry];
      const text = render(table, platform, grown);
      if (text.length <= maxLength) {
        open = { table, platform, entries: grown, text };
        continue;
      }
      if (open !== undefined) parts.push(open);
      const alone = render(table, platform, [entry]);
      open = alone.length <= maxLength ? { table, platform, entries: [entry], text: alone } : undefined;
      if (open === undefined) tooLong.push(entry);
    }
    if (open !== undefined) parts.push(open);
  }
  return { parts, tooLong };
}
