import { inventoryColumns } from '../columns.ts';
import { columnsInLines, inLines } from './in-lines.ts';

const fields = inventoryColumns.map(({ name, field }) => {
  const own = `item.row ->> '${field}'`;
  if (name === 'attributes') return "item.row -> 'attributes'";
  if (name === 'host') return `COALESCE(${own}, head.row #>> '{target,hostname}')`;
  return name === 'platform' ? `COALESCE(${own}, head.row #>> '{target,platform}')` : own;
});

/**
 * For the program psql: native inventories line by line, which no text of JSON breaks (it holds no control characters),
 * each row with what the first line of its inventory says of the host. U+0000, which PostgreSQL cannot store, is left out.
 */
export const loadPostgres: readonly string[] = [
  'CREATE TABLE inventory (',
  ...columnsInLines((name) => (name === 'attributes' ? 'jsonb' : 'text'), 'boolean'),
  ');',
  'CREATE TEMP TABLE inventory_line (number bigint GENERATED ALWAYS AS IDENTITY, text text);',
  "\\copy inventory_line (text) FROM 'inventory.ndjson' WITH (FORMAT csv, DELIMITER E'\\x01', QUOTE E'\\x02')",
  'CREATE TEMP TABLE inventory_row AS',
  "SELECT number, row, max(number) FILTER (WHERE COALESCE(row -> 'schema', row -> 'coverage') IS NOT NULL)",
  '  OVER (ORDER BY number) AS head FROM (SELECT number,',
  "  CAST(regexp_replace(text, '(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000', '\\1', 'g') AS jsonb) AS row",
  "  FROM inventory_line WHERE text <> '') AS parsed;",
  'CREATE INDEX ON inventory_row (number);',
  'INSERT INTO inventory SELECT',
  ...inLines([...fields, "COALESCE(head.row #>> '{target,type}' = 'host', false)"]),
  'FROM inventory_row AS item LEFT JOIN inventory_row AS head ON head.number = item.head',
  "WHERE item.row ->> 'kind' IS NOT NULL;",
];
