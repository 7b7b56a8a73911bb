import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Observation } from '../../src/fleet/observation.ts';
import { openFleetStore } from '../../src/fleet-store/store.ts';
import { simulated } from './observations.ts';
import { bundleWriter, startWriter } from './start-writer.ts';

const batch = 20;
const count = 400;
const kills = 20;

let script: string;
let folder: string;

beforeAll(async () => {
  script = await bundleWriter('killed');
  folder = mkdtempSync(join(tmpdir(), 'phaseout-killed-'));
});

afterAll(() => {
  rmSync(script, { force: true });
  rmSync(folder, { recursive: true, force: true });
});

async function read(file: string): Promise<Observation[]> {
  const store = await openFleetStore(file, { access: 'read', by: 'phaseout test', waitMs: 0 });
  const found: Observation[] = [];
  for await (const observation of store.observations()) found.push(observation);
  await store.close();
  return found;
}

/** How long the writing takes here and now, from the opening of the file on. */
async function undisturbedMs(): Promise<number> {
  const file = join(folder, 'undisturbed.duckdb');
  const writer = startWriter(script, [file, 0, count, batch, 0, 'reopen']);
  await writer.until('open');
  const begin = performance.now();
  expect(await writer.ended, writer.printed()).toBe(0);
  return performance.now() - begin;
}

describe('a history whose writer is killed', () => {
  const whole = Array.from({ length: count }, (_, n) => simulated(n));

  // The program itself is killed a hundred times in tests/e2e/fleet-database.test.ts; here the file is also closed, and so
  // written without its log, again and again.
  it('opens each time, holds whole batches and nothing else, and is completed by the next run', async () => {
    const file = join(folder, 'fleet.duckdb');
    const writingMs = await undisturbedMs();
    let before = 0;
    const stoppedAt = new Set<number>();
    for (let killed = 0; killed < kills; ) {
      const writer = startWriter(script, [file, 0, count, batch, 0, 'reopen']);
      // Some before the file is there, or while DuckDB is loaded; most while it writes.
      if (killed % 5 > 0) await writer.until('open');
      const timer = setTimeout(() => writer.child.kill('SIGKILL'), Math.random() * writingMs);
      const code = await writer.ended;
      clearTimeout(timer);
      if (code === null) killed++;
      else expect(code, writer.printed()).toBe(0);
      if (!existsSync(file)) continue;
      const found = await read(file);
      expect(found).toEqual(whole.slice(0, found.length));
      expect(found.length % batch).toBe(0);
      expect(found.length).toBeGreaterThanOrEqual(before);
      before = found.length;
      stoppedAt.add(before);
      if (before === count) {
        rmSync(file);
        rmSync(`${file}.wal`, { force: true });
        before = 0;
      }
    }
    // The kills fell in the middle, not only before the first and after the last batch.
    expect(stoppedAt.size).toBeGreaterThan(3);
    const last = startWriter(script, [file, 0, count, batch, 0]);
    expect(await last.ended, last.printed()).toBe(0);
    expect(await read(file)).toEqual(whole);
  }, 200_000);
});
