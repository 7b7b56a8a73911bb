// Runs the pack's SQL export in DuckDB on rows of an inventory: `node duckdb.mjs EXPORT.sql ROWS.ndjson`. Prints each product
// on each host once, as JSON. The view is the one in the head of the export, without what it looks up in first lines: rows
// alone have none, and DuckDB is to be as quick as it can be.
import { readFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';

const [sqlFile, inventory] = process.argv.slice(2);
const sql = readFileSync(sqlFile, 'utf8');
const lines = sql.split('\n').flatMap((line) => (line.startsWith('--   ') ? [line.slice(5)] : []));
const view = lines.slice(lines.findIndex((line) => line.includes('VIEW inventory'))).join('\n');
const plain = view
  .replace(/CASE WHEN platform[\s\S]*END AS platform/, 'platform')
  .replace(/\(filename.*AS live/, 'false AS live')
  .replace('filename = true, ', '');
if (!plain.startsWith('CREATE') || /filename|inventory_head/.test(plain))
  throw new Error('the export does not say how its table is made');

const instance = await DuckDBInstance.create(':memory:');
const connection = await instance.connect();
await connection.run(plain.replace("'inventory.ndjson'", `'${inventory.replaceAll("'", "''")}'`));
const rows = (await connection.runAndReadAll(sql)).getRowObjects();
const found = new Set(rows.map(({ host, product }) => `${product}@${host ?? ''}`));
process.stdout.write(`${JSON.stringify([...found].sort())}\n`);
