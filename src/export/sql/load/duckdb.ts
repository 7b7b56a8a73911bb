import { platforms } from '../../../model/vocabulary.ts';
import { inventoryColumns } from '../columns.ts';
import { quoted } from '../dialects/common.ts';
import { inLines } from './in-lines.ts';

const types = inventoryColumns.map(
  ({ field }) => `${field}: '${field === 'attributes' ? 'JSON' : 'VARCHAR'}'`,
);

const columns = inventoryColumns
  .filter(({ name }) => name !== 'platform')
  .map(({ name, field }) => (name === field ? name : `"${field}" AS ${name}`));

/** Whether the first line of the row's inventory says so; not a join, for which DuckDB would keep all rows in memory. */
function headSays(what: string): string {
  return `(filename, COALESCE(host, '')) IN (SELECT (file, host) FROM inventory_head WHERE ${what})`;
}

/**
 * A view over native inventories for DuckDB; a pattern takes many files. First lines are read by themselves: they say of
 * each host whether it ran, and its platform.
 */
export const loadDuckdb: readonly string[] = [
  'CREATE OR REPLACE TEMP TABLE inventory_head AS',
  "SELECT filename AS file, COALESCE(target ->> 'hostname', '') AS host, target ->> 'platform' AS platform,",
  "  target ->> 'type' = 'host' AS live",
  "FROM read_ndjson('inventory.ndjson', columns = {schema: 'VARCHAR', target: 'JSON'}, filename = true)",
  "WHERE schema = 'phaseout/inventory@1';",
  'CREATE OR REPLACE TEMP VIEW inventory AS',
  'SELECT',
  ...inLines(columns).map((line) => line.replace(/[^,]$/, '$&,')),
  '  CASE WHEN platform IS NOT NULL THEN platform',
  ...platforms.map((each) => `    WHEN ${headSays(`platform = ${quoted(each)}`)} THEN ${quoted(each)}`),
  '  END AS platform,',
  `  ${headSays('live')} AS live`,
  "FROM read_ndjson('inventory.ndjson', filename = true, columns = {",
  ...inLines(types),
  '});',
];
