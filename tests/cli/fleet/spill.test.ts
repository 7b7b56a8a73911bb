import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { mergeRuns, runLine } from '../../../src/cli/fleet/merge-runs.ts';
import { Runs, Spill, SpillFolder } from '../../../src/cli/fleet/spill.ts';
import { processScope } from '../../../src/cli/process-scope.ts';

const root = mkdtempSync(join(tmpdir(), 'phaseout-spill-test-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const line = fc.string({ unit: 'grapheme', maxLength: 40 }).map((text) => text.replace(/[\n\t]/g, ' '));

describe('temporary files', () => {
  it('give back the lines of each part in their order', () => {
    const folder = new SpillFolder(root);
    let files = 0;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(3), line), { maxLength: 60 }),
        fc.integer({ min: 1, max: 400 }),
        (lines, times) => {
          const spill = new Spill(folder, `s${files++}`, 4);
          const written: string[][] = [[], [], [], []];
          for (const [part, text] of lines) {
            const long = text.repeat(times);
            spill.write(part, long);
            written[part]?.push(long);
          }
          expect([0, 1, 2, 3].map((part) => [...spill.lines(part)])).toEqual(written);
          expect([...spill.lines(0)]).toEqual(written[0]);
        },
      ),
      { numRuns: 50 },
    );
    folder.remove();
  });

  it('runs come back as one list in the order of their keys', () => {
    const folder = new SpillFolder(root);
    let files = 0;
    fc.assert(
      fc.property(fc.array(fc.uniqueArray(line, { maxLength: 30 }), { maxLength: 12 }), (groups) => {
        const runs = new Runs(folder, `r${files++}`);
        // Keys are unique in a fleet.
        const keys = groups.map((group, index) => group.map((key) => `${key}\u0001${index}`).sort());
        for (const group of keys) runs.add(group.map((key) => runLine(key, `value of ${key}`)));
        const all = keys.flat().sort();
        expect([...mergeRuns(runs)]).toEqual(all.map((key) => `value of ${key}`));
      }),
    );
    folder.remove();
  });

  it('a long run is read bit by bit', () => {
    const folder = new SpillFolder(root);
    const runs = new Runs(folder, 'long');
    const keys = Array.from({ length: 3_000 }, (_, index) => String(index).padStart(6, '0'));
    runs.add(keys.map((key) => runLine(key, `ä${'x'.repeat(Number(key) % 200)}`)));
    runs.add([runLine('000000a', 'y'.repeat(300_000))]);
    const values = [...mergeRuns(runs)];
    expect(values).toHaveLength(3_001);
    expect(values[0]).toBe('ä');
    expect(values[1]).toHaveLength(300_000);
    expect(values.at(-1)).toBe(`ä${'x'.repeat(2_999 % 200)}`);
    folder.remove();
  });

  it('nothing stays behind, also of a run that was killed', () => {
    const scope = processScope();
    const dead = join(root, `phaseout-fleet-${scope}-999999999-abc`);
    mkdirSync(dead);
    writeFileSync(join(dead, 'observations'), 'x');
    // What runs, and what runs in another container, whose numbers are others.
    const kept = [
      `phaseout-fleet-${scope}-${process.ppid}-abc`,
      'phaseout-fleet-0123abcd-999999999-abc',
    ].sort();
    for (const name of kept) mkdirSync(join(root, name));
    const folder = new SpillFolder(root);
    new Spill(folder, 's', 2).write(0, 'x');
    expect(existsSync(dead)).toBe(false);
    folder.remove();
    expect(readdirSync(root).sort()).toEqual(kept);
  });
});
