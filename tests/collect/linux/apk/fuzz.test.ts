import { expect, it } from 'vitest';
import { run } from '../../../../fuzz/apk/fuzz-apk.ts';

it('survives 2000 mutated databases, and meets every kind of fault on the way', async () => {
  const lines: string[] = [];
  const { failures } = await run({ cases: 2000, seed: 1, print: (line) => void lines.push(line) });
  expect(failures, lines.join('\n')).toEqual([]);
});
