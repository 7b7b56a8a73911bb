import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Observation } from '../../src/fleet/observation.ts';
import { type FleetStore, openFleetStore } from '../../src/fleet-store/store.ts';
import { bare, full, simulated } from './observations.ts';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'phaseout-fleet-store-'));
  file = join(folder, 'fleet.duckdb');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const writing = { access: 'write', by: 'phaseout test', waitMs: 0 } as const;
const reading = { ...writing, access: 'read' } as const;

async function use<T>(
  options: typeof writing | typeof reading,
  body: (store: FleetStore) => Promise<T>,
): Promise<T> {
  const store = await openFleetStore(file, { ...options, now: () => new Date('2026-11-22T12:00:00Z') });
  try {
    return await body(store);
  } finally {
    await store.close();
  }
}

async function all(store: FleetStore): Promise<Observation[]> {
  const found: Observation[] = [];
  for await (const observation of store.observations()) found.push(observation);
  return found;
}

async function sql(path: string, ...statements: string[]): Promise<unknown[][]> {
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  try {
    let rows: unknown[][] = [];
    for (const statement of statements) rows = (await connection.runAndReadAll(statement)).getRowsJson();
    return rows;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

describe('history of a fleet', () => {
  it('gives back every key of an observation as it was, hostile names too', async () => {
    expect(Object.keys(full).sort()).toEqual(Object.keys(Observation.shape).sort());
    await use(writing, (store) => store.add([full, bare]));
    expect(await use(reading, all)).toEqual([full, bare]);
  });

  it('leaves nothing beside the file when it is closed', async () => {
    await use(writing, (store) => store.add([full]));
    expect(readdirSync(folder)).toEqual(['fleet.duckdb']);
  });

  it('counts an observation once, in one batch, in two, and in two runs', async () => {
    const [a, b, c] = [simulated(0), simulated(1), simulated(2)];
    await use(writing, async (store) => {
      expect(await store.add([a, a, b])).toEqual({ added: 2, known: 1 });
      expect(await store.add([b, c])).toEqual({ added: 1, known: 1 });
      expect(await store.add([])).toEqual({ added: 0, known: 0 });
    });
    expect(await use(writing, (store) => store.add([a, b, c]))).toEqual({ added: 0, known: 3 });
    expect(await use(reading, (store) => store.count())).toBe(3);
  });

  it('gives them back in the order in which they were added, each with its own findings', async () => {
    const given = [5, 0, 4, 10, 20, 3, 1, 2].map(simulated);
    await use(writing, async (store) => {
      await store.add(given.slice(0, 3));
      await store.add(given.slice(3));
    });
    expect(await use(reading, all)).toEqual(given);
    expect(given.map(({ products }) => products.length)).toEqual([0, 1, 0, 1, 1, 0, 0, 0]);
  });

  it('joins the tables over the borders of what DuckDB reads at once', async () => {
    const given = Array.from({ length: 5000 }, (_, n) => {
      const products = Array.from({ length: n % 7 }, (_each, index) => ({
        ...(full.products[0] ?? expect.fail()),
        id: `p${index}`,
      }));
      return { ...simulated(n), products };
    });
    await use(writing, (store) => store.add(given));
    expect(await use(reading, all)).toEqual(given);
  });

  it('replaces half of a surrogate pair and keeps whole ones', async () => {
    await use(writing, (store) => store.add([{ ...bare, hostname: 'a\ud800b😀', site: '\\ud800' }]));
    expect(await use(reading, all)).toEqual([{ ...bare, hostname: 'a\ufffdb😀', site: '\\ud800' }]);
  });

  it('adds nothing of a batch that fails', async () => {
    await use(writing, async (store) => {
      const broken: Observation = JSON.parse(JSON.stringify({ ...simulated(1), looked: null }));
      await expect(store.add([simulated(0), broken])).rejects.toThrow(/NOT NULL/);
      expect(await store.count()).toBe(0);
      await store.add([simulated(0)]);
    });
    expect(await use(reading, (store) => store.count())).toBe(1);
  });

  it('says which row somebody else wrote', async () => {
    await use(writing, (store) => store.add([simulated(0)]));
    await sql(file, `UPDATE observation SET readiness = 'maybe'`);
    await expect(use(reading, all)).rejects.toThrow(
      /holds an observation that this version cannot read \(readiness: .*digest [0-9a-f]{32}$/,
    );
  });

  it.each([
    ['finding', 'DELETE FROM observation WHERE observation_id = 2'],
    ['finding', 'INSERT INTO finding SELECT * REPLACE (99 AS observation_id) FROM finding LIMIT 1'],
    ['gap', `INSERT INTO gap VALUES (1, 'c', 'crashed', '', '', 'active')`],
    ['observation', 'INSERT INTO observation SELECT * FROM observation LIMIT 1'],
  ])('says that another program changed the table %s (%s)', async (table, statement) => {
    await use(writing, (store) =>
      store.add([full, { ...full, digest: 'second' }, { ...full, digest: 'third' }]),
    );
    await sql(file, statement);
    await expect(use(reading, all)).rejects.toThrow(`rows of the table ${table} do not belong together`);
  });

  it('reads rows that are wider than the usual memory holds', async () => {
    const looked = Array.from({ length: 200 }, (_, n) => `${n}`.padEnd(80, 'x'));
    const given = Array.from({ length: 2100 }, (_, n) => ({ ...simulated(n), looked }));
    await use(writing, async (store) => {
      for (let from = 0; from < given.length; from += 300) await store.add(given.slice(from, from + 300));
    });
    expect(await use(reading, all)).toEqual(given);
  });

  it('reads a file of a program that did not know all columns, and adds them when it writes', async () => {
    const old = { ...full, products: full.products.map(({ acceptedUntil: _a, stops: _s, ...kept }) => kept) };
    await use(writing, (store) => store.add([old]));
    await sql(file, 'ALTER TABLE finding DROP COLUMN accepted_until');
    await sql(file, 'ALTER TABLE finding DROP COLUMN stops');
    expect(await use(reading, all)).toEqual([old]);
    await use(writing, (store) => store.add([{ ...full, digest: 'second' }]));
    expect(await use(reading, all)).toEqual([old, { ...full, digest: 'second' }]);
  });

  it('follows a link, so that nothing is written beside it', async () => {
    await use(writing, (store) => store.add([simulated(0)]));
    const elsewhere = mkdtempSync(join(tmpdir(), 'phaseout-fleet-link-'));
    try {
      const link = join(elsewhere, 'fleet.duckdb');
      symlinkSync(file, link);
      const store = await openFleetStore(link, writing);
      await store.add([simulated(1)]);
      expect(readdirSync(elsewhere)).toEqual(['fleet.duckdb']);
      await store.close();
      expect(await use(reading, (each) => each.count())).toBe(2);
    } finally {
      rmSync(elsewhere, { recursive: true });
    }
  });

  it('lets two readers in at once', async () => {
    await use(writing, (store) => store.add([simulated(0)]));
    await use(reading, async (one) => {
      const two = await openFleetStore(file, reading);
      expect([await one.count(), await two.count()]).toEqual([1, 1]);
      await two.close();
    });
  });
});

describe('a file that is not a history', () => {
  const cases: [name: string, make: () => unknown, message: RegExp][] = [
    ['text', () => writeFileSync(file, 'hello\n'.repeat(1000)), /is no DuckDB database; it was not touched/],
    ['an empty file', () => writeFileSync(file, ''), /is empty; it was not touched/],
    [
      'a database of SQLite, for which DuckDB would load an extension',
      () => writeFileSync(file, `SQLite format 3\0${'\0'.repeat(8192)}`),
      /is no DuckDB database/,
    ],
    [
      'a damaged DuckDB file',
      () => writeFileSync(file, `${'\0'.repeat(8)}DUCK${'\0'.repeat(20_000)}`),
      /cannot be opened by DuckDB/,
    ],
    [
      "somebody's own DuckDB",
      () => sql(file, 'CREATE TABLE t (a INTEGER)'),
      /is a DuckDB database of something else/,
    ],
    [
      'a table of our name with other content',
      () => sql(file, `CREATE TABLE phaseout AS SELECT 'x' AS format, 1 AS version`),
      /is a DuckDB database of something else/,
    ],
    [
      'a history of a newer version',
      () => sql(file, `CREATE TABLE phaseout AS SELECT 'phaseout/fleet-database' AS format, 2 AS version`),
      /has version 2 of the fleet database, and this program knows versions up to 1: update phaseout/,
    ],
  ];

  it.each(cases)('%s is refused and not touched', async (_name, make, message) => {
    await make();
    const before = readFileSync(file);
    const names = readdirSync(folder);
    for (const options of [writing, reading]) {
      const refusal = await openFleetStore(file, options).catch((error: unknown) => error);
      expect(refusal).toMatchObject({ exitCode: 2, message: expect.stringMatching(message) });
    }
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(readdirSync(folder)).toEqual(names);
  });

  it("somebody's own DuckDB with a write-ahead log is refused and neither is touched", async () => {
    const other = await DuckDBInstance.create(join(folder, 'other'));
    const connection = await other.connect();
    await connection.run('CREATE TABLE t AS SELECT 1 AS a');
    copyFileSync(join(folder, 'other'), file);
    copyFileSync(join(folder, 'other.wal'), `${file}.wal`);
    connection.closeSync();
    other.closeSync();
    const before = [readFileSync(file), readFileSync(`${file}.wal`)];
    await expect(openFleetStore(file, writing)).rejects.toThrow(/is a DuckDB database of something else/);
    expect([readFileSync(file), readFileSync(`${file}.wal`)]).toEqual(before);
  });

  it('a folder is refused', async () => {
    await expect(openFleetStore(folder, writing)).rejects.toThrow(/is no file; it was not touched/);
  });

  it('a history that is not there is made to write and an error to read', async () => {
    await expect(openFleetStore(file, reading)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('there is no '),
      hint: expect.stringContaining('phaseout fleet --db FILE REPORT'),
    });
    expect(readdirSync(folder)).toEqual([]);
    await expect(openFleetStore(join(folder, 'no', 'fleet.duckdb'), writing)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('cannot make '),
    });
  });

  it('a write-ahead log without its database stops the making of a new one', async () => {
    writeFileSync(`${file}.wal`, 'left over');
    await expect(openFleetStore(file, writing)).rejects.toThrow(/fleet\.duckdb\.wal is left of a database/);
    expect(readdirSync(folder)).toEqual(['fleet.duckdb.wal']);
  });
});
