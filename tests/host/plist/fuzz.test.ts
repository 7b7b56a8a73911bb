import { expect, it } from 'vitest';
import { run } from '../../../fuzz/plist/fuzz-plist.ts';

it('survives 3000 mutated property lists, and refuses in every way', async () => {
  const lines: string[] = [];
  const { failures } = await run({ cases: 3000, seed: 1, print: (line) => void lines.push(line) });
  expect(failures, lines.join('\n')).toEqual([]);
});
