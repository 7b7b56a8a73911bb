import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportSql } from '../../../src/export/sql/export-sql.ts';
import type { Item } from '../../../src/model/item.ts';
import type { Platform } from '../../../src/model/vocabulary.ts';
import { inventoryHeaderLine, inventoryTrailerLine, itemLine } from '../../../src/report/inventory-json.ts';
import { builtInPack } from '../../rule-pack/built-in-pack.ts';
import { describeWith } from '../../support/needs.ts';
import { type InventoryRow, inventoryRows, matchedLines, type ResultRow, resultLines } from './inventory.ts';
import { type PostgresServer, startPostgres } from './postgres-server.ts';
import { runLoadedSqlite } from './run-sqlite.ts';

const pack = builtInPack();
const folder = mkdtempSync(join(tmpdir(), "phaseout-load-it's-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Rows of hosts that ran and of others, most with their platform, and bare rows, of which nothing is known. */
const rows = inventoryRows();
const expected = matchedLines(pack, rows);

/** The native inventory of one host, as `phaseout inventory` writes it: what all rows share stands in its first line. */
function inventoryOf(host: string | undefined, live: boolean, items: readonly Item[]): string {
  const shared = new Set(items.map(({ platform }) => platform));
  const [platform] = shared.size === 1 ? shared : [];
  const lines = items.map(({ platform: own, ...item }) =>
    itemLine(own === undefined || own === platform ? item : { ...item, platform: own }, host),
  );
  return [
    inventoryHeaderLine({
      schema: 'phaseout/inventory@1',
      tool: { name: 'phaseout', version: '0' },
      target: {
        type: live ? 'host' : 'root',
        ...(host !== undefined && { hostname: host }),
        ...(platform !== undefined && { platform }),
      },
    }),
    ...lines,
    inventoryTrailerLine({ coverage: [], complete: true }),
  ].join('');
}

function byHost(all: readonly InventoryRow[]): { host: string; live: boolean; items: Item[] }[] {
  const hosts = new Map<string, { host: string; live: boolean; items: Item[] }>();
  for (const { host, live, item } of all) {
    const known = hosts.get(host);
    if (known === undefined) hosts.set(host, { host, live, items: [item] });
    else known.items.push(item);
  }
  return [...hosts.values()];
}

/** The lines in the head of an export that make its table, and the query. */
function exported(dialect: string): { load: string; query: string } {
  const query = exportSql(pack, { version: '0.0.0', dialect }).files[0]?.text ?? '';
  // As docs/exports.md says: sed -n 's/^--   //p'
  const load = query.split('\n').flatMap((line) => (line.startsWith('--   ') ? [line.slice(5)] : []));
  return { load: load.join('\n'), query };
}

type Run = (load: string, query: string, cwd: string) => ResultRow[] | Promise<ResultRow[]>;

async function runDuckdb(load: string, query: string, cwd: string): Promise<ResultRow[]> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(load.replaceAll("'inventory", `'${cwd.replaceAll("'", "''")}/inventory`));
  return (await connection.runAndReadAll(query)).getRowObjects() as ResultRow[];
}

let folders = 0;
/** A folder of its own with one file. */
function put(text: string): string {
  const cwd = join(folder, `f${folders++}`);
  mkdirSync(cwd);
  writeFileSync(join(cwd, 'inventory.ndjson'), text);
  return cwd;
}

function loadsNative(dialect: string, run: Run): void {
  const { load, query } = exported(dialect);

  it('inventories of many hosts in one file, running and not', async () => {
    const hosts = byHost(rows);
    expect(new Set(hosts.map(({ live }) => live))).toEqual(new Set([true, false]));
    const cwd = put(hosts.map(({ host, live, items }) => inventoryOf(host, live, items)).join(''));
    expect(resultLines(await run(load, query, cwd))).toEqual(expected);
  }, 120_000);

  it('bare rows: of no running host', async () => {
    const bare = rows.map((row) => ({ ...row, live: false }));
    const cwd = put(bare.map(({ host, item }) => itemLine(item, host)).join(''));
    expect(resultLines(await run(load, query, cwd))).toEqual(matchedLines(pack, bare));
  }, 120_000);

  it.each([true, false])('a host without a name (running: %s), on which start types decide', async (live) => {
    const item: Item = {
      kind: 'service',
      collector: 'linux/systemd',
      name: 'klnagent64',
      origin: '/lib/systemd/system/klnagent64.service',
      state: 'enabled',
      ref: '1',
    };
    const cwd = put(inventoryOf(undefined, live, [{ ...item, platform: 'linux' }]));
    const wanted = matchedLines(pack, [{ host: '', live, item: { ...item, platform: 'linux' } }]);
    expect(wanted).toEqual([
      `finding  network-agent-linux ${live ? 'installed/' : 'active/start-type'} probable network-agent-linux/unit 1`,
    ]);
    expect(
      resultLines(await run(load, query, cwd)).map((line) => line.replace('finding null', 'finding ')),
    ).toEqual(wanted);
  });

  it.each<Platform>(['windows', 'linux'])('a name that two platforms know, on %s alone', async (platform) => {
    const item: Item = { kind: 'service', collector: 'x', name: 'klnagent', origin: 'x', ref: '1' };
    const both = (['windows', 'linux'] as const).map((each) =>
      matchedLines(pack, [{ host: 'a', live: true, item: { ...item, platform: each } }]),
    );
    expect(both[0]).not.toEqual(both[1]);
    const cwd = put(inventoryOf('a', true, [{ ...item, platform }]));
    expect(resultLines(await run(load, query, cwd))).toEqual(both[platform === 'windows' ? 0 : 1]);
  });
}

describe('DuckDB', () => {
  loadsNative('duckdb', runDuckdb);

  it('inventories of many hosts in as many files, by a pattern', async () => {
    const { load, query } = exported('duckdb');
    const cwd = join(folder, 'many');
    mkdirSync(cwd);
    for (const [index, { host, live, items }] of byHost(rows).entries())
      writeFileSync(join(cwd, `inventory-${index}.ndjson`), inventoryOf(host, live, items));
    const pattern = load.replaceAll('inventory.ndjson', 'inventory-*.ndjson');
    expect(resultLines(await runDuckdb(pattern, query, cwd))).toEqual(expected);
  }, 120_000);
});

describeWith(['sqlite3'], 'SQLite', () => {
  loadsNative('sqlite', runLoadedSqlite);

  it('names lines that are no JSON, and reads the others', () => {
    const { load } = exported('sqlite');
    const [first] = rows;
    if (first === undefined) throw new Error('no row');
    const cwd = put(`{"kind": "soft\n${itemLine(first.item, first.host)}`);
    const input = `${load}\nSELECT count(*) FROM inventory;`;
    const { stdout } = spawnSync('sqlite3', ['-bail', ':memory:'], { input, cwd, encoding: 'utf8' });
    expect(stdout).toBe('not read, no JSON: line 1\n1\n');
  });
});

describeWith(['postgres', 'psql'], 'PostgreSQL', () => {
  let server: PostgresServer | undefined;
  beforeAll(() => {
    server = startPostgres();
  });
  afterAll(() => server?.stop());
  const run: Run = (load, query, cwd) => server?.runLoaded(load, query, cwd) ?? [];
  loadsNative('postgres', run);

  it('leaves out U+0000, and takes a backslash before u0000 for what it is', async () => {
    const { load } = exported('postgres');
    const name = '\0\0a\\u0000b\\\0c';
    const item: Item = { kind: 'software', collector: 'x', name, origin: 'x' };
    const cwd = put(itemLine(item, 'a'));
    expect(await run(load, 'SELECT name FROM inventory;', cwd)).toEqual([{ name: 'a\\u0000b\\c' }]);
  });
});
