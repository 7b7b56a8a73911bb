// Runs the pack's SQL export in DuckDB on an inventory: `node duckdb.mjs EXPORT.sql INVENTORY.ndjson`. Prints each product
// on each host once, as JSON. The statement that makes the table is the one in the head of the export.
import { readFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';

const [sqlFile, inventory] = process.argv.slice(2);
const sql = readFileSync(sqlFile, 'utf8');
const head = /^--\s+(CREATE OR REPLACE TEMP VIEW inventory AS\n(?:--.*\n)*?--.*;)\n/m.exec(sql)?.[1];
if (head === undefined) throw new Error('the export does not say how its table is made');
const view = head
  .replaceAll(/\n--\s+/g, '\n')
  .replace("'inventory.ndjson'", `'${inventory.replaceAll("'", "''")}'`);

const instance = await DuckDBInstance.create(':memory:');
const connection = await instance.connect();
await connection.run(view);
const rows = (await connection.runAndReadAll(sql)).getRowObjects();
const found = new Set(rows.map(({ host, product }) => `${product}@${host ?? ''}`));
process.stdout.write(`${JSON.stringify([...found].sort())}\n`);
