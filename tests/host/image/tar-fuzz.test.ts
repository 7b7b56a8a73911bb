import { expect, it } from 'vitest';
import { run } from '../../../fuzz/tar/fuzz-tar.ts';

it('survives 3000 mutated layers, and reads them the same in chunks of any size', async () => {
  const lines: string[] = [];
  const { failures, withEntries, damaged } = await run({
    cases: 3000,
    seed: 1,
    print: (line) => void lines.push(line),
  });
  expect(failures, lines.join('\n')).toEqual([]);
  expect(withEntries).toBeGreaterThan(1500);
  expect(damaged).toBeGreaterThan(300);
});
