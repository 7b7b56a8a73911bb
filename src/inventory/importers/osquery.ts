import { mustBeText } from './checked-rows.ts';
import { entryOf, isFields, listOf, textAt, textOf } from './fields.ts';
import type { Asked, Draft, Fields, ImportedRow, Importer, NamedHost } from './importer.ts';
import { osqueryTables } from './osquery-tables.ts';

const tableNames = Object.keys(osqueryTables);
const changesOnly =
  'a log of changes: it says what came and went while it was written, not what was there all along; snapshot queries say that';

/**
 * Results of osquery: `osqueryi --json` (rows of one table), and result logs with snapshots and with differences, by
 * event and in batches. Source: osquery docs/wiki/deployment/logging.md, "Query results"; specs/*.table (commit a5b14f63).
 */
export const osquery: Importer = {
  id: 'osquery',
  reads: 'osquery: `osqueryi --json`, result logs (snapshots and differences)',
  sample: 'real',
  sampleNote:
    'output of the real program for `deb_packages`, `processes`, `firefox_addons`, `chrome_extensions`; rows of other tables constructed from its specification',
  kinds: [...new Set(Object.values(osqueryTables).flatMap(({ kinds }) => kinds))],
  document: {
    recognises: (document) => {
      const [first] = listOf(document);
      return isFields(first) && tableOf(first, undefined) !== undefined && isTexts(first);
    },
    *rows(document, part) {
      for (const [index, row] of listOf(document).entries()) {
        const at = `[${index}]`;
        const draft = isFields(row) ? readRow(row, at, part, undefined) : 'expected an object';
        yield* asRow(draft, at);
      }
    },
  },
  records: {
    recognises: isResult,
    *rows(record, at, part) {
      if (!isResult(record)) {
        yield {
          type: 'fault',
          at,
          message: 'no result of osquery: "snapshot", "columns" or "diffResults" is missing',
        };
        return;
      }
      const query = textAt(record, 'name');
      const named = hostOf(record);
      const asked: Asked = { ...named, query };
      const time = Number(textAt(record, 'unixTime') ?? 0) || 0;
      const drafts = (rows: unknown): (Draft | string | undefined)[] =>
        listOf(rows).map((row) =>
          isFields(row) ? withHost(readRow(row, at, part, query), named) : 'expected an object',
        );
      const { snapshot, columns, diffResults, action } = record;
      if (Array.isArray(snapshot) || action === 'snapshot') {
        const read = drafts(Array.isArray(snapshot) ? snapshot : [columns]);
        yield { type: 'snapshot', asked, time, drafts: read.filter((draft) => isFields(draft)) as Draft[] };
        for (const draft of read) if (typeof draft === 'string') yield { type: 'fault', at, message: draft };
        return;
      }
      yield { type: 'limit', message: changesOnly };
      const changes: readonly (readonly [unknown, boolean])[] = isFields(diffResults)
        ? [
            ...listOf(diffResults['removed']).map((row) => [row, false] as const),
            ...listOf(diffResults['added']).map((row) => [row, true] as const),
          ]
        : [[columns, action !== 'removed']];
      for (const key of ['removed', 'added'])
        if (isFields(diffResults) && !isList(diffResults[key]))
          yield { type: 'fault', at, message: `"diffResults.${key}" must be a list` };
      for (const [row, isThere] of changes) {
        const [draft] = drafts([row]);
        if (typeof draft === 'string') yield { type: 'fault', at, message: draft };
        else if (draft !== undefined) {
          yield { type: 'change', asked, key: JSON.stringify(row), time, draft, isThere };
        }
      }
    },
  },
};

function isResult(record: Fields): boolean {
  const { snapshot, columns, diffResults, name } = record;
  const hasName = typeof name === 'string';
  return hasName && (Array.isArray(snapshot) || isFields(columns) || isFields(diffResults));
}

/** A list, or nothing: osquery writes an empty text where there is none. */
function isList(value: unknown): boolean {
  return value === undefined || value === null || value === '' || Array.isArray(value);
}

/** Every value of a row is a text. */
function isTexts(row: Fields): boolean {
  return Object.values(row).every((value) => typeof value === 'string' || typeof value === 'number');
}

/** The name that an administrator gave the host, with the identifier beside it; else the identifier as its name. */
function hostOf(record: Fields): NamedHost {
  const { decorations } = record;
  const decorated = isFields(decorations) ? textAt(decorations, 'hostname', 'computer_name') : undefined;
  const identifier = textOf(record['hostIdentifier']);
  if (decorated === undefined) return { host: identifier };
  return identifier === undefined || identifier === decorated
    ? { host: decorated }
    : { host: decorated, hostId: identifier };
}

/** What the kind of a row depends on beside the row: its own columns tell its table, whatever the query is called. */
export function tellsTable(row: Fields): boolean {
  return ownTable(row).marks > 1;
}

/** One row of an answer: an item, a sentence on what was expected, or nothing. `part` is the table where it is known. */
export function readRow(
  row: Fields,
  at: string,
  part: string | undefined,
  query: string | undefined,
): Draft | string | undefined {
  const odd = oddColumn(row);
  if (odd !== undefined) return mustBeText(odd);
  const table = part ?? tableOf(row, query);
  const known = entryOf(osqueryTables, table);
  if (known === undefined) {
    return part === undefined
      ? `which table of osquery it comes from cannot be told${query === undefined ? '' : ` (query "${query.slice(0, 80)}")`}: say it with --from osquery:TABLE, or name the query after it`
      : `no table "${part.slice(0, 40)}" is read; these are: ${tableNames.join(', ')}`;
  }
  const made = known.item(row);
  if (made === undefined || typeof made === 'string') return made;
  const host = textAt(row, 'host_hostname', 'hostname');
  return { ...made, ...(host !== undefined && { host }), at };
}

/** A column that holds a list or an object; osquery writes texts and numbers. */
function oddColumn(row: Fields): string | undefined {
  for (const column in row) if (typeof row[column] === 'object' && row[column] !== null) return column;
  return undefined;
}

/** The table whose own columns a row has; where a query chose none of them, the table that its name ends with. */
function tableOf(row: Fields, query: string | undefined): string | undefined {
  const { table, marks } = ownTable(row);
  return marks > 1 ? table : (namedTable(query) ?? table);
}

/** The table of which a row has the most own columns. */
function ownTable(row: Fields): { table: string | undefined; marks: number } {
  let table: string | undefined;
  let most = 0;
  for (const [name, marks] of tableMarks) {
    let count = 0;
    for (const mark of marks) if (mark in row) count++;
    if (count > most) {
      table = name;
      most = count;
    }
  }
  return { table, marks: most };
}

const tableMarks = Object.entries(osqueryTables).map(([name, { marks }]) => [name, marks] as const);
const namePatterns = tableNames
  .map((name) => ({ name, pattern: new RegExp(`(?:^|[^a-z])${name}(?:$|[^a-z])`, 'i') }))
  .sort((a, b) => b.name.length - a.name.length);

/** The longest name of a table that stands in the name of a query. */
function namedTable(query: string | undefined): string | undefined {
  return query === undefined ? undefined : namePatterns.find(({ pattern }) => pattern.test(query))?.name;
}

function withHost(
  draft: Draft | string | undefined,
  { host, hostId }: NamedHost,
): Draft | string | undefined {
  return typeof draft === 'object' && host !== undefined && draft.host === undefined
    ? { ...draft, host, ...(hostId !== undefined && { hostId }) }
    : draft;
}

function* asRow(draft: Draft | string | undefined, at: string): Iterable<ImportedRow> {
  if (typeof draft === 'string') yield { type: 'fault', at, message: draft };
  else if (draft !== undefined) yield { type: 'item', draft };
}
