import type { Draft, Importer, TableFormat } from '../importer.ts';

type Columns = TableFormat['columns'];

/** A table of installed software from one console. */
export function software(
  id: string,
  reads: string,
  marks: readonly string[],
  columns: Columns,
  more: Partial<Pick<TableFormat, 'finish' | 'remark' | 'isPrinted' | 'isOfMany'>> = {},
): Importer {
  return {
    id,
    reads,
    sample: 'constructed',
    kinds: ['software'],
    table: { marks, columns, finish: installed, ...more },
  };
}

/** Rows of such a list are installed. Of which system they are only the row says: these consoles know several. */
export function installed(draft: Draft): Draft {
  return { state: 'installed', ...draft };
}

/** Rows of programs of Windows that are installed. */
export function onWindows(draft: Draft): Draft {
  return { state: 'installed', platform: 'windows', ...draft };
}
