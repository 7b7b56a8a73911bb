import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openFleetStore } from '../../src/fleet-store/store.ts';
import { simulated } from './observations.ts';
import { bundleWriter, startWriter } from './start-writer.ts';

let script: string;
let folder: string;
let file: string;

beforeAll(async () => {
  script = await bundleWriter('two');
});

afterAll(() => rmSync(script, { force: true }));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'phaseout-two-writers-'));
  file = join(folder, 'fleet.duckdb');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const options = { access: 'write', by: 'phaseout test', waitMs: 0 } as const;

async function digests(): Promise<string[]> {
  const store = await openFleetStore(file, { ...options, access: 'read' });
  const found: string[] = [];
  for await (const { digest } of store.observations()) found.push(digest);
  await store.close();
  return found.sort();
}

function expected(count: number): string[] {
  return Array.from({ length: count }, (_, n) => simulated(n).digest).sort();
}

describe('two processes and one history', () => {
  it('five that make the file and write it at once all add their reports, each report once', async () => {
    const writers = [0, 100, 200, 300, 0].map((first) => startWriter(script, [file, first, 200, 50, 60_000]));
    const codes = await Promise.all(writers.map(({ ended }) => ended));
    expect(codes, writers.map((writer) => writer.printed()).join('')).toEqual([0, 0, 0, 0, 0]);
    expect(await digests()).toEqual(expected(500));
    expect(readdirSync(folder)).toEqual(['fleet.duckdb']);
  });

  it('who comes second says whom it waits for, and goes on when the file comes free', async () => {
    const one = startWriter(script, [file, 0, 100, 100, 0, 60_000]);
    await one.until('open');
    const two = startWriter(script, [file, 100, 100, 100, 60_000]);
    await two.until('waiting');
    one.child.kill('SIGUSR2');
    expect([await one.ended, await two.ended]).toEqual([0, 0]);
    expect(one.printed()).toBe('open\nadded 100\n');
    expect(two.printed()).toMatch(new RegExp(`^waiting for .*PID ${one.child.pid}\\)\nopen\nadded 100\n$`));
    expect(await digests()).toEqual(expected(200));
  });

  it('who waited for as long as it was told ends with an error and has written nothing', async () => {
    const one = startWriter(script, [file, 0, 100, 100, 0, 60_000]);
    await one.until('open');
    const two = startWriter(script, [file, 100, 100, 100, 300]);
    expect(await two.ended).toBe(2);
    expect(two.printed()).toMatch(
      new RegExp(
        `\n--db: .*fleet\\.duckdb is in use by .*PID ${one.child.pid}\\), and did not come free in 0\\.3 s; nothing was written\n$`,
      ),
    );
    one.child.kill('SIGKILL');
    await one.ended;
    // The first was killed with its lock: nothing stands in the way of the next.
    const three = startWriter(script, [file, 0, 200, 100, 0]);
    expect(await three.ended).toBe(0);
    expect(await digests()).toEqual(expected(200));
  });

  it('a reader waits for a writer too', async () => {
    const one = startWriter(script, [file, 0, 100, 100, 0, 60_000]);
    await one.until('open');
    await expect(openFleetStore(file, { ...options, access: 'read', waitMs: 200 })).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('did not come free in 0.2 s'),
      hint: expect.stringContaining('--db-wait SECONDS'),
    });
    one.child.kill('SIGKILL');
    await one.ended;
  });
});
