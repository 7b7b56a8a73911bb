import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFleetStore } from '../../src/fleet-store/store.ts';
import { bare, full, simulated } from './observations.ts';

const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'fleet-database.md'), 'utf8');

let folder: string;
let file: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'phaseout-fleet-docs-'));
  file = join(folder, 'fleet.duckdb');
  const store = await openFleetStore(file, { access: 'write', by: 'phaseout test', waitMs: 0 });
  await store.add([full, bare, ...[0, 1, 10, 11].map(simulated)]);
  await store.close();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function ask(statement: string): Promise<unknown[][]> {
  const instance = await DuckDBInstance.create(file, { access_mode: 'READ_ONLY' });
  const connection = await instance.connect();
  try {
    await connection.run("SET TimeZone = 'UTC'");
    return (await connection.runAndReadAll(statement)).getRowsJson();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

describe('docs/fleet-database.md', () => {
  it('names every table and column of the database with its type, in order, and whether it may be null', async () => {
    const documented = page
      .split('\n### ')
      .slice(1)
      .flatMap((section) => {
        const table = section.split('\n', 1)[0] ?? '';
        const rows = section.split('\n').flatMap((line) => {
          const [, column, type, meaning] = /^\| (\w+) \| ([A-Z]+(?:\[\])?) \| (.*?) ?\|$/.exec(line) ?? [];
          return column === undefined
            ? []
            : [[table, column, type, /\bor null\b|; null also/.test(meaning ?? '')]];
        });
        return rows;
      });
    const real = await ask(
      `SELECT table_name, column_name, replace(data_type, 'TIMESTAMP WITH TIME ZONE', 'TIMESTAMPTZ'), is_nullable
       FROM duckdb_columns() WHERE database_name = current_database() AND table_name <> 'latest'
       ORDER BY list_position(['phaseout', 'observation', 'finding', 'gap', 'rule_pack'], table_name), column_index`,
    );
    expect(documented).toEqual(real);
    expect(await ask(`SELECT view_name FROM duckdb_views() WHERE NOT internal`)).toEqual([['latest']]);
    expect(page).toContain('\n### latest\n');
  });

  it('says the version', async () => {
    expect(await ask('SELECT format, version FROM phaseout')).toEqual([['phaseout/fleet-database', 1]]);
    expect(page).toContain('\nVersion 1. ');
    expect(page).toContain('the storage format that DuckDB 1.0 and every later version reads');
    const storage = await ask(`SELECT tags['storage_version'] FROM duckdb_databases() WHERE NOT internal`);
    expect(storage).toEqual([['v1.0.0+']]);
  });

  it('has questions that DuckDB answers', async () => {
    const block = /```sql\n(?<sql>[^`]*)```/.exec(page)?.groups?.['sql'] ?? '';
    const answers: unknown[][][] = [];
    for (const question of block.split('\n\n')) answers.push(await ask(question));
    expect(answers).toEqual([
      [
        ['kaspersky-vpn', 'residue', '1'],
        ['kes-windows', 'active', '1'],
      ],
      [
        ['client 0', 'ws-0'],
        ['client 5', 'ws-5'],
      ],
      [
        ['2026-01-01 00:00:00+00', '2'],
        ['2026-11-01 00:00:00+00', '1'],
      ],
    ]);
  });
});

describe('the view latest', () => {
  it('holds the last report of each installation', async () => {
    expect(await ask('SELECT hostname, scanned_at FROM latest ORDER BY scanned_at NULLS LAST')).toEqual([
      ['ws-0', '2026-01-01 00:01:00+00'],
      ['ws-5', '2026-01-01 00:11:00+00'],
      [full.hostname, '2026-11-20 10:15:30.123+00'],
      [null, null],
    ]);
  });
});
