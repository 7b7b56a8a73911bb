import { describe, expect, it } from 'vitest';
import { resumed } from '../../src/fleet-store/resume.ts';

interface Row {
  readonly n: number;
  readonly text: string;
}

/** Two rows of each of five numbers. */
const all: readonly Row[] = [1, 2, 3, 4, 5].flatMap((n) => ['a', 'b'].map((text) => ({ n, text })));

/** Rows in batches of this length; the first reading fails behind so many of them. */
function source(size: number, failsBehind: number) {
  const readings: number[] = [];
  async function* read(from: number): AsyncGenerator<Row[]> {
    readings.push(from);
    const rows = all.filter(({ n }) => n >= from);
    for (let at = 0; at < rows.length; at += size) {
      if (readings.length === 1 && at >= failsBehind) throw new RangeError('too wide');
      yield rows.slice(at, at + size);
    }
  }
  return { read, readings };
}

async function rowsOf(batches: AsyncIterable<readonly Row[]>): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const batch of batches) rows.push(...batch);
  return rows;
}

describe('rows that are read again from where reading failed', () => {
  it.each([
    [3, 0, 0],
    [1, 1, 1],
    [1, 2, 1],
    [3, 3, 2],
    [3, 6, 3],
    [3, 9, 5],
    [10, 10, 0],
  ])('in batches of %i, failing behind %i rows: each once', async (size, failsBehind, from) => {
    const { read, readings } = source(size, failsBehind);
    expect(await rowsOf(resumed(read, async () => true))).toEqual(all);
    expect(readings).toEqual(failsBehind >= all.length ? [0] : [0, from]);
  });

  it('an error about which nothing can be done is thrown', async () => {
    const { read, readings } = source(3, 3);
    await expect(rowsOf(resumed(read, async () => false))).rejects.toThrow('too wide');
    expect(readings).toEqual([0]);
  });

  it('a second one is thrown, too', async () => {
    async function* read(): AsyncGenerator<Row[]> {
      yield all.slice(0, 1);
      throw new RangeError('too wide');
    }
    await expect(rowsOf(resumed(read, async () => true))).rejects.toThrow('too wide');
  });
});
