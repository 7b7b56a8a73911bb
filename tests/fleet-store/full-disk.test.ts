import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openFleetStore } from '../../src/fleet-store/store.ts';
import { describeWith } from '../support/needs.ts';
import { simulated } from './observations.ts';

describeWith(['root', 'mount', 'umount'], 'a history on a disk that becomes full', () => {
  let folder: string;
  const size = (value: string): void => {
    const { status, stderr } = spawnSync('mount', ['-o', `remount,size=${value}`, folder], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(stderr);
  };

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'phaseout-full-disk-'));
    const { status, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', folder], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(stderr);
  });

  afterAll(() => {
    spawnSync('umount', [folder]);
    rmSync(folder, { recursive: true, force: true });
  });

  it('says so, keeps what was committed, and is completed when there is room', async () => {
    const file = join(folder, 'fleet.duckdb');
    const options = { by: 'phaseout test', waitMs: 0 } as const;
    const batch = (n: number): ReturnType<typeof simulated>[] =>
      Array.from({ length: 1000 }, (_, index) => simulated(1000 * n + index));
    const full = await openFleetStore(file, { ...options, access: 'write' });
    let committed = 0;
    let refusal: unknown;
    while (refusal === undefined && committed < 40) {
      await full.add(batch(committed)).then(
        () => committed++,
        (error: unknown) => {
          refusal = error;
        },
      );
    }
    expect(refusal).toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(
        /^--db: cannot add to .*fleet\.duckdb: .*(No space left on device|write)/,
      ),
      hint: expect.stringContaining('when there is room'),
    });
    expect(committed).toBeGreaterThan(0);
    await full.close();
    const reading = await openFleetStore(file, { ...options, access: 'read' });
    expect(await reading.count()).toBe(1000 * committed);
    await reading.close();
    size('60m');
    const roomy = await openFleetStore(file, { ...options, access: 'write' });
    expect(await roomy.add(batch(0))).toEqual({ added: 0, known: 1000 });
    expect(await roomy.add(batch(committed))).toEqual({ added: 1000, known: 0 });
    const found: unknown[] = [];
    for await (const each of roomy.observations()) found.push(each);
    expect(found).toEqual(Array.from({ length: committed + 1 }, (_, n) => batch(n)).flat());
    await roomy.close();
  });
});
