import { expect, it } from 'vitest';
import { run } from '../../../../fuzz/reg-file/fuzz-reg-file.ts';

it('survives 1000 mutated exports, and meets every kind of value and encoding on the way', async () => {
  const lines: string[] = [];
  const { failures, pastHeader } = await run({
    cases: 1000,
    seed: 1,
    print: (line) => void lines.push(line),
  });
  expect(failures, lines.join('\n')).toEqual([]);
  expect(pastHeader).toBeGreaterThan(500);
});
