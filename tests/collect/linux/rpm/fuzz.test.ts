import { expect, it } from 'vitest';
import { run } from '../../../../fuzz/rpm/fuzz-rpm.ts';

it('survives 4000 mutated databases, and meets every kind of damage on the way', async () => {
  const lines: string[] = [];
  const { failures, pastHeader } = await run({
    cases: 4000,
    seed: 1,
    print: (line) => void lines.push(line),
  });
  expect(failures, lines.join('\n')).toEqual([]);
  expect(pastHeader).toBeGreaterThan(2000);
});
