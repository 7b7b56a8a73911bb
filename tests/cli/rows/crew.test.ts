import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Block, BlockSummary, RowFormat } from '../../../src/cli/rows/block.ts';
import { BlockReader } from '../../../src/cli/rows/block-reader.ts';
import { fileBlocks } from '../../../src/cli/rows/blocks.ts';
import { Buffers } from '../../../src/cli/rows/buffers.ts';
import { Crew } from '../../../src/cli/rows/crew.ts';
import { readBlocks } from '../../../src/cli/rows/read-blocks.ts';
import { compileMatcher } from '../../../src/match/matcher.ts';
import { builtInPack } from '../../rule-pack/built-in-pack.ts';

const { products, protections } = builtInPack();
const pack = { products, protections };
const matcher = compileMatcher(pack);
const folder = mkdtempSync(join(tmpdir(), 'phaseout-crew-'));
const file = join(folder, 'rows.ndjson');
const format: RowFormat = { way: 'native', wantsHosts: true };
let source = '';

beforeAll(async () => {
  const built = await build({
    entryPoints: [join(import.meta.dirname, '../../../src/cli/rows/rows-worker.ts')],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    write: false,
    logLevel: 'silent',
  });
  source = built.outputFiles[0]?.text ?? '';
  const lines = Array.from({ length: 60_000 }, (_, index) => {
    if (index % 9_000 === 7)
      return `{"kind":"software","name":"kesl","version":"${index}","host":"h${index}"}`;
    if (index % 11_000 === 9) return '{"kind":"softwar","name":"x"}';
    return `{"kind":"software","name":"lib${index}","version":"1.${index}","publisher":"Somebody","host":"h${index >> 9}"}`;
  });
  writeFileSync(file, lines.join('\n'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Everything that is said of the file, with the wanted lines as text. */
async function readAll(crew: Crew | undefined): Promise<unknown[]> {
  const buffers = new Buffers();
  const said: unknown[] = [];
  const signal = new AbortController().signal;
  const reader = new BlockReader(matcher, format);
  const take = async (summary: BlockSummary, bytes: Uint8Array): Promise<void> => {
    const texts = summary.wanted.map(({ begin, end }) => Buffer.from(bytes.subarray(begin, end)).toString());
    said.push({ ...summary, texts });
  };
  await readBlocks(
    fileBlocks(file, 'rows', reader.maxLine, buffers, signal),
    reader,
    () => crew,
    buffers,
    take,
  );
  return said;
}

describe('threads', () => {
  it('say the same in the same order, however many there are', async () => {
    const alone = await readAll(undefined);
    expect(alone.length).toBeGreaterThan(4);
    expect(alone.flatMap((block) => (block as { texts: string[] }).texts)).toHaveLength(7 + 6);
    for (const threads of [1, 3]) {
      const crew = new Crew(source, { pack, format }, threads);
      try {
        expect(await readAll(crew)).toEqual(alone);
        expect(await readAll(crew)).toEqual(alone);
      } finally {
        await crew.close();
      }
    }
  });

  it.each([
    ['throws', 'throw new Error("no such thing")', /no such thing/],
    ['ends', 'process.exit(3)', /exit code 3/],
  ])('a thread that %s ends the reading with what happened', async (_what, script, message) => {
    const crew = new Crew(script, { pack, format }, 1);
    try {
      await expect(readAll(crew)).rejects.toThrow(message);
    } finally {
      await crew.close();
    }
  });

  it('an error of the source ends the reading, and the threads can be closed', async () => {
    const crew = new Crew(source, { pack, format }, 1);
    async function* broken(): AsyncGenerator<Block> {
      const bytes = new Uint8Array(Buffer.from('{"kind":"software","name":"a"}\n'));
      yield { bytes, start: 0, end: bytes.length, tooLong: false };
      throw new Error('cut off');
    }
    const reader = new BlockReader(matcher, format);
    const reading = readBlocks(
      broken(),
      reader,
      () => crew,
      new Buffers(),
      async () => undefined,
    );
    await expect(reading).rejects.toThrow('cut off');
    await crew.close();
  });

  it('need nothing but Node', () => {
    const wanted = [...source.matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name ?? '');
    const { builtinModules } = createRequire(import.meta.url)('node:module') as typeof import('node:module');
    expect(wanted.filter((name) => !builtinModules.includes(name.replace(/^node:/, '')))).toEqual([]);
  });
});
