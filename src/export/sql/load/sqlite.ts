import { inventoryColumns } from '../columns.ts';
import { columnsInLines, inLines } from './in-lines.ts';

const fields = inventoryColumns.map(({ name, field }) => {
  const own = `json_extract(item.text, '$.${field}')`;
  if (name === 'host') return `COALESCE(${own}, json_extract(head.text, '$.target.hostname'))`;
  return name === 'platform' ? `COALESCE(${own}, json_extract(head.text, '$.target.platform'))` : own;
});

/**
 * For the program sqlite3: native inventories line by line, which no text of JSON breaks (it holds no control characters),
 * each row with what the first line of its inventory says of the host. Lines that are no JSON are named.
 */
export const loadSqlite: readonly string[] = [
  'CREATE TABLE inventory (',
  ...columnsInLines(() => 'TEXT', 'INTEGER'),
  ');',
  'CREATE TABLE inventory_line (text TEXT);',
  '.mode ascii',
  '.separator "\\037" "\\n"',
  '.import inventory.ndjson inventory_line',
  '.mode list',
  "SELECT 'not read, no JSON: line ' || rowid FROM inventory_line WHERE NOT json_valid(text);",
  'CREATE TEMP TABLE inventory_row AS SELECT rowid AS number, text,',
  "  max(CASE WHEN COALESCE(json_extract(text, '$.schema'), json_extract(text, '$.coverage')) IS NOT NULL THEN rowid END)",
  '    OVER (ORDER BY rowid) AS head FROM inventory_line WHERE json_valid(text);',
  'INSERT INTO inventory SELECT',
  ...inLines([...fields, "COALESCE(json_extract(head.text, '$.target.type') = 'host', 0)"]),
  'FROM inventory_row AS item LEFT JOIN inventory_line AS head ON head.rowid = item.head',
  "WHERE json_extract(item.text, '$.kind') IS NOT NULL;",
  'DROP TABLE inventory_line;',
];
