import { expect, it } from 'vitest';
import { run } from '../../../../fuzz/hive/fuzz-hive.ts';

it('survives 3000 mutated hives, and meets every kind of cell and list on the way', async () => {
  const lines: string[] = [];
  const { failures, pastHeader } = await run({
    cases: 3000,
    seed: 1,
    realShare: 2,
    print: (line) => void lines.push(line),
  });
  expect(failures, lines.join('\n')).toEqual([]);
  expect(pastHeader).toBeGreaterThan(1500);
});
