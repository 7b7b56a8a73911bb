import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { type ReadInventoryOptions, readInventories } from '../../src/cli/read-inventories.ts';
import type { Collection } from '../../src/judge.ts';
import { compileMatcher } from '../../src/match/matcher.ts';
import { builtInPack } from '../rule-pack/built-in-pack.ts';

const matcher = compileMatcher(builtInPack());

/**
 * Reads these texts together as files of these names (in a folder of their own), in full and by the lanes of large
 * inventories: both must say the same.
 */
export async function readBothWays(
  texts: Readonly<Record<string, string>>,
  options: Partial<ReadInventoryOptions> = {},
): Promise<Collection> {
  const folder = mkdtempSync(join(tmpdir(), 'phaseout-inventories-'));
  try {
    const files = Object.entries(texts).map(([name, text]) => {
      const file = join(folder, name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
      return file;
    });
    const given: ReadInventoryOptions = {
      matcher,
      from: undefined,
      map: undefined,
      strict: false,
      softwareOnly: false,
      keepItems: false,
      wantsHosts: true,
      signal: new AbortController().signal,
      onProgress: () => undefined,
      ...options,
    };
    const read = await readInventories(files, { ...given, prefilter: false });
    expect(await readInventories(files, { ...given, largeBytes: 0 })).toEqual(read);
    return read;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
