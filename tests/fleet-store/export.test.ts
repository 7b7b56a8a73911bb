import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FleetStore, openFleetStore } from '../../src/fleet-store/store.ts';
import { bare, full, simulated } from './observations.ts';

const tables = ['observation', 'finding', 'gap', 'rule_pack'];

let folder: string;
let store: FleetStore;
let own: DuckDBInstance;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "phaseout-export-it's-"));
  const file = join(folder, 'fleet.duckdb');
  const by = { by: 'phaseout test', waitMs: 0, now: () => new Date('2026-11-22T12:00:00.5Z') };
  const writing = await openFleetStore(file, { ...by, access: 'write' });
  await writing.add([full, bare, ...Array.from({ length: 3000 }, (_, n) => simulated(n))]);
  await writing.close();
  store = await openFleetStore(file, { ...by, access: 'read' });
  own = await DuckDBInstance.create();
});

afterAll(async () => {
  await store.close();
  own.closeSync();
  rmSync(folder, { recursive: true, force: true });
});

async function rows(statement: string): Promise<unknown[][]> {
  const connection = await own.connect();
  try {
    await connection.run("SET TimeZone = 'UTC'");
    return (await connection.runAndReadAll(statement)).getRowsJson();
  } finally {
    connection.closeSync();
  }
}

const path = (...parts: string[]): string => `'${join(folder, ...parts).replaceAll("'", "''")}'`;

describe('a history exported', () => {
  it('as Parquet holds every row and value of the tables', async () => {
    const written = await store.export(join(folder, 'parquet'), 'parquet');
    expect(written).toEqual(tables.map((table) => join(folder, 'parquet', `${table}.parquet`)));
    expect(readdirSync(join(folder, 'parquet')).sort()).toEqual(
      tables.map((table) => `${table}.parquet`).sort(),
    );
    await rows(`ATTACH ${path('fleet.duckdb')} AS history (READ_ONLY)`);
    for (const table of tables) {
      const exported = await rows(`FROM ${path('parquet', `${table}.parquet`)}`);
      expect(exported).toEqual(await rows(`FROM history.${table}`));
    }
    await rows('DETACH history');
    // Written out by hand for one row, so that both cannot be wrong together.
    expect(
      await rows(
        `SELECT o.scanned_at, o.hostname, o.tags, o.imported_at, f.product, f.platforms
         FROM ${path('parquet', 'observation.parquet')} o JOIN ${path('parquet', 'finding.parquet')} f USING (observation_id)
         WHERE o.digest = '${full.digest}' ORDER BY f.product`,
      ),
    ).toEqual([
      [
        '2026-11-20 10:15:30.123+00',
        full.hostname,
        full.tags,
        '2026-11-22 12:00:00.5+00',
        'kaspersky-vpn',
        [],
      ],
      [
        '2026-11-20 10:15:30.123+00',
        full.hostname,
        full.tags,
        '2026-11-22 12:00:00.5+00',
        'kes-windows',
        ['windows'],
      ],
    ]);
  });

  it('as CSV starts no formula, and holds lists as JSON', async () => {
    await store.export(join(folder, 'csv'), 'csv');
    const [row] = await rows(
      `SELECT hostname, client, tags, audiences, looked, gaps, whole FROM read_csv(${path('csv', 'observation.csv')}, header = true, all_varchar = true)
       WHERE digest = '${full.digest}'`,
    );
    expect(row).toEqual([
      full.hostname,
      `'=HYPERLINK("http://example.invalid")`,
      '["image=golden-11","","a,b;c"]',
      '["us-person","de-advice"]',
      '["linux/dpkg","windows/services"]',
      '3',
      'false',
    ]);
    expect(readFileSync(join(folder, 'csv', 'gap.csv'), 'utf8')).toBe(
      `observation_id,collector,reason,source,message,could_hide
1,windows/services,permission-denied,"HKLM\\SYSTEM\\""x""",'-1+1|cmd,active
`,
    );
    expect(await rows(`SELECT count(*)::INTEGER FROM read_csv(${path('csv', 'observation.csv')})`)).toEqual([
      [3002],
    ]);
  });

  it('takes an empty folder, refuses one with anything in it, and touches nothing there', async () => {
    mkdirSync(join(folder, 'empty'));
    await store.export(join(folder, 'empty'), 'csv');
    writeFileSync(join(folder, 'empty', 'note.txt'), 'mine');
    const before = readdirSync(join(folder, 'empty'));
    await expect(store.export(join(folder, 'empty'), 'parquet')).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('is there already and is not empty'),
    });
    expect(readdirSync(join(folder, 'empty'))).toEqual(before);
    await expect(store.export(join(folder, 'fleet.duckdb'), 'csv')).rejects.toThrow(
      /cannot be used \(ENOTDIR\)/,
    );
  });

  it('leaves nothing where it cannot be written', async () => {
    writeFileSync(join(folder, 'file'), '');
    await expect(store.export(join(folder, 'file', 'below'), 'csv')).rejects.toMatchObject({ exitCode: 2 });
    expect(readdirSync(folder).filter((name) => name.startsWith('.phaseout'))).toEqual([]);
  });

  it('removes what an earlier one left when it was killed, and nothing that is younger than a day', async () => {
    const old = join(folder, '.phaseout.0123abcd.again');
    const young = join(folder, '.phaseout.0123abce.again');
    mkdirSync(old);
    mkdirSync(young);
    const twoDaysAgo = Date.now() / 1000 - 2 * 86_400;
    utimesSync(old, twoDaysAgo, twoDaysAgo);
    await store.export(join(folder, 'again'), 'csv');
    expect(readdirSync(folder).filter((name) => name.startsWith('.phaseout'))).toEqual([
      '.phaseout.0123abce.again',
    ]);
  });
});
