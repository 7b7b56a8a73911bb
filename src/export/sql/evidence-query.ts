import { type ItemKind, itemKinds } from '../../model/vocabulary.ts';
import { attributeKey, FieldColumns, inventoryColumns } from './columns.ts';
import { entryCondition } from './condition.ts';
import type { Dialect, EntryGroup, Step } from './dialect.ts';
import type { Entries, Entry } from './entries.ts';
import { type FoldResidue, foldResidue } from './fold-residue.ts';
import { literalConditions, literalsOf } from './prefilter.ts';
import { regexConditions } from './regex-prefilter.ts';

/** Columns of `hit`: those of the inventory, and what the verdict needs. */
export const hitColumns: readonly string[] = [
  ...inventoryColumns.map(({ name }) => name).filter((name) => name !== 'attributes'),
  'entry',
  'row_id',
  'gone',
  'life',
];

/**
 * Common table expressions that go through `inventory` once and end in `hit`: each row with each entry that it fits, the
 * number of the row among different rows (equal rows from several places have one), and what the row tells of life.
 */
export function evidenceExpressions({ signatures, probes }: Entries, dialect: Dialect): Step[] {
  const entries = [...signatures, ...probes];
  const columns = new FieldColumns(dialect, entries);
  const groups = groupsOf(entries, columns, dialect);
  const residue = foldResidue(textsOf(entries));
  return [
    ...(dialect.helpers?.(residue) ?? []),
    { name: 'taken', text: dialect.once('taken', takenQuery(entries, columns, residue, dialect)) },
    { name: 'lower_case', text: dialect.once('lower_case', lowerCaseQuery(columns, residue)) },
    { name: 'folded', text: dialect.once('folded', foldedQuery(entries, columns, dialect)) },
    { name: 'tried_row', text: dialect.once('tried_row', dialect.explode(groups)) },
    { name: 'numbered', text: dialect.once('numbered', numberedQuery) },
    { name: 'hit', text: dialect.once('hit', hitQuery) },
  ];
}

/** The rows that could fit an entry: those with one of the literals, and those with letters beyond ASCII. */
function takenQuery(
  entries: readonly Entry[],
  columns: FieldColumns,
  residue: FoldResidue,
  dialect: Dialect,
): string {
  const literals = literalsOf(entries);
  const source = (field: string): string => (field === 'path' ? 'path' : columns.source(field));
  const low = (field: string): string => {
    const text = dialect.lower(source(field));
    return field === 'path' || field === 'origin' ? dialect.slashes(text) : text;
  };
  const flag = (key: string): string =>
    `CASE WHEN ${dialect.mayHaveAttribute(key)} THEN CASE WHEN ${dialect.lower(dialect.attribute(key))} = 'true' THEN 1 ELSE 0 END ELSE 0 END`;
  const inventory = inventoryColumns
    .map(({ name }) => name)
    .filter((name) => name !== 'host' && name !== 'attributes');
  return [
    "SELECT COALESCE(host, '') AS host,",
    `  ${inventory.join(', ')},`,
    `  ${dialect.asText('attributes')} AS attributes_text,`,
    '  CASE WHEN live THEN 1 ELSE 0 END AS live,',
    `  CASE WHEN COALESCE(platform, '') <> '' THEN platform WHEN ${dialect.isWindowsPlace('path')} OR ${dialect.isWindowsPlace('origin')} THEN 'windows' ELSE '' END AS row_platform,`,
    `  ${flag('running')} AS says_running,`,
    `  ${flag('programMissing')} AS program_missing,`,
    `  ${flag('danglingLink')} AS dangling_link,`,
    `  CASE WHEN ${dialect.mayHaveAttribute('start')} THEN ${dialect.lower(dialect.attribute('start'))} END AS start_type${columns.taken.length > 0 ? ',' : ''}`,
    columns.taken.map((column) => `  ${column}`).join(',\n'),
    'FROM inventory',
    `WHERE ${dialect.isOneOf('kind', [...kindsOf(entries)])} AND (`,
    `  ${[
      ...(dialect.matches === undefined
        ? [
            ...literalConditions(literals, low, dialect),
            ...literals.map(({ field }) => dialect.isNotAscii(source(field))),
          ]
        : regexConditions(literals, source, residue, dialect)),
      ...(columns.fields.includes('path') ? [dialect.mayHaveAttribute('usualPath')] : []),
      ...withoutLiteral(entries, dialect),
    ].join('\n  OR ')}`,
    ')',
  ].join('\n');
}

function lowerCaseQuery(columns: FieldColumns, residue: FoldResidue): string {
  return [
    'SELECT taken.*',
    ...columns.foldedColumns(residue).map((column) => `  , ${column}`),
    'FROM taken',
  ].join('\n');
}

/** The rows that hold one of the literals when they are folded. */
function foldedQuery(entries: readonly Entry[], columns: FieldColumns, dialect: Dialect): string {
  const conditions = [
    ...literalConditions(literalsOf(entries), (field) => columns.folded(field), dialect),
    ...withoutLiteral(entries, dialect),
  ];
  return [
    'SELECT lower_case.*',
    ...columns.wordColumns.map((column) => `  , ${column}`),
    'FROM lower_case',
    `WHERE ${conditions.join('\n  OR ')}`,
  ].join('\n');
}

/** For entries that no literal leads to: every row of their kinds. */
function withoutLiteral(entries: readonly Entry[], dialect: Dialect): string[] {
  const kinds = kindsOf(entries.filter(({ anchors }) => anchors === undefined));
  return kinds.length > 0 ? [dialect.isOneOf('kind', kinds)] : [];
}

function kindsOf(entries: readonly Entry[]): ItemKind[] {
  return itemKinds.filter((kind) => entries.some(({ kinds }) => kinds.has(kind)));
}

function groupsOf(entries: readonly Entry[], columns: FieldColumns, dialect: Dialect): EntryGroup[] {
  const conditions = new Map(entries.map((entry) => [entry, entryCondition(entry, columns, dialect)]));
  const kinds = itemKinds.filter((kind) => kind !== 'driver');
  return kinds.flatMap((kind) => {
    const own = entries.filter((entry) => entry.kinds.has(kind));
    if (own.length === 0) return [];
    const lines = own.map((entry) => ({ id: entry.id, condition: conditions.get(entry) ?? '1 = 0' }));
    return [{ kinds: kind === 'service' ? ['service', 'driver'] : [kind], entries: lines }];
  });
}

function textsOf(entries: readonly Entry[]): string[] {
  return entries.flatMap(({ all, not }) =>
    [...all, ...not]
      .flat()
      .flatMap(({ check }) => (check.how === 'any' ? check.patterns.map(({ text }) => text) : [])),
  );
}

/** Rows that say the same, wherever they were read, have one number; see rowKey in match/order.ts. */
const numberedQuery = `SELECT tried_row.*,
  DENSE_RANK() OVER (ORDER BY host, kind, name, display_name, version, publisher, signer, path, installed_at, state, scope,
    platform, attributes_text) AS row_id,
  CASE WHEN kind = 'software' AND state = 'config-files' THEN 1
    WHEN kind IN ('service', 'driver') AND program_missing + dangling_link > 0 THEN 1 ELSE 0 END AS gone
FROM tried_row`;

/** Sign of life: 0 it runs, 1 it starts with the system, 2 it is loaded, 9 none; see match/proof.ts. */
const hitQuery = `SELECT ${inventoryColumns
  .map(({ name }) => name)
  .filter((name) => name !== 'attributes')
  .join(', ')},
  entry, row_id, gone,
  CASE
    WHEN kind = 'process' THEN CASE WHEN COALESCE(state, 'running') = 'running' THEN 0 ELSE 9 END
    WHEN kind = 'service' AND (state = 'running' OR says_running = 1) THEN 0
    WHEN kind IN ('driver', 'filter') AND state IN ('loaded', 'running') THEN 2
    WHEN MAX(live) OVER (PARTITION BY row_id, entry) = 1 OR kind NOT IN ('service', 'driver') OR gone = 1 THEN 9
    WHEN state = 'enabled' THEN 1
    WHEN COALESCE(state, 'installed') = 'installed' AND start_type IN ('auto', 'boot', 'system') THEN 1
    ELSE 9
  END AS life
FROM numbered`;

/** Attributes that conditions or the verdict look at. */
export function attributesOf({ signatures, probes }: Entries): string[] {
  const fields = [...signatures, ...probes].flatMap(({ all, not }) =>
    [...all, ...not].flat().map(({ field }) => field),
  );
  return [...new Set(fields.flatMap((field) => attributeKey(field) ?? []))].sort();
}
