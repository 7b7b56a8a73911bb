import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { memorySource } from '../../../src/host/disk/disk-source.ts';
import { openNtfs } from '../../../src/host/volume/ntfs/ntfs-volume.ts';
import { VolumeTree } from '../../../src/host/volume/volume-tree.ts';

test('a file table in so many pieces that it needs a list of its own parts is read whole', async () => {
  const packed = readFileSync(join(import.meta.dirname, 'fixtures', 'ntfs-pieces.br'));
  const tree = new VolumeTree(openNtfs(memorySource(brotliDecompressSync(packed)), 'pieces'));
  const names = ((await tree.list('/', 100_000)) ?? []).map(({ name }) => name);
  expect(names.filter((name) => /^f\d+$/.test(name))).toHaveLength(2000);
  expect(names.filter((name) => /^e\d+$/.test(name))).toHaveLength(3300);
  const wrong: string[] = [];
  for (let index = 1; index <= 3300; index++) {
    const file = await tree.open(`/e${index}`);
    if ((await file?.readAt(0, 100))?.toString() !== `${index}\n`) wrong.push(`e${index}`);
  }
  expect(wrong).toEqual([]);
});

test('of a folder with thousands of names the index is read once', async () => {
  const packed = readFileSync(join(import.meta.dirname, 'fixtures', 'ntfs-pieces.br'));
  const volume = memorySource(brotliDecompressSync(packed));
  let bytes = 0;
  const readSync = (offset: number, length: number): Buffer => {
    bytes += length;
    return volume.readSync(offset, length);
  };
  const counted = {
    size: volume.size,
    readSync,
    read: async (at: number, length: number) => readSync(at, length),
  };
  const tree = new VolumeTree(openNtfs(counted, 'pieces'));
  await tree.lstat('/e1');
  const once = bytes;
  for (let index = 2; index <= 1000; index++) await tree.lstat(`/e${index}`);
  // A record of 1 KiB for each further name, and nothing else.
  expect(bytes - once).toBeLessThanOrEqual(999 * 1024);
});
