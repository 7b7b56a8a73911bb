import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { Tree } from '../../../src/host/tree.ts';

/** A folder that is removed when the tests of the file are over. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'phaseout-volume-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Fills a folder with what is hard on readers of file systems: sizes at every border, deep and wide folders, odd names. */
export function fillTree(
  root: string,
  { links = true, wide = 3000, emoji = true }: { links?: boolean; wide?: number; emoji?: boolean } = {},
): void {
  const sizes = [0, 1, 59, 60, 61, 100, 160, 511, 512, 513, 4095, 4096, 4097, 65_536, 300_001, 5_000_000];
  mkdirSync(join(root, 'sizes'), { recursive: true });
  for (const size of sizes) writeFileSync(join(root, 'sizes', `${size}`), noise(size));
  mkdirSync(join(root, 'wide'));
  for (let index = 0; index < wide; index++)
    writeFileSync(join(root, 'wide', `file-with-a-long-name-${index}`), `${index}`);
  let deep = root;
  for (let index = 0; index < 30; index++) deep = join(deep, `deep-${index}`);
  mkdirSync(deep, { recursive: true });
  writeFileSync(join(deep, 'end'), 'the end');
  mkdirSync(join(root, 'names'));
  for (const name of [
    'Касперский',
    'カスペルスキー',
    'ÄÖÜ äöü',
    'with space',
    '.hidden',
    emoji ? 'Ещё😀' : 'Ещё',
    'a'.repeat(120),
  ]) {
    writeFileSync(join(root, 'names', name), name);
  }
  writeFileSync(join(root, 'sparse'), 'begin');
  truncateSync(join(root, 'sparse'), 3_000_000);
  if (!links) return;
  symlinkSync('sizes/4096', join(root, 'short-link'));
  symlinkSync(`/${'long/'.repeat(40)}target`, join(root, 'long-link'));
  execFileSync('mkfifo', [join(root, 'fifo')]);
}

/** Bytes that do not pack, the same at every run. */
export function noise(size: number): Buffer {
  const bytes = Buffer.alloc(size);
  let seed = size + 1;
  for (let at = 0; at < size; at++) {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    bytes[at] = seed >>> 24;
  }
  return bytes;
}

/** Everything below a tree: type and size of each path, text of links, contents of files (as latin1, long ones shortened). */
export async function everything(tree: Tree, skip: readonly string[] = []): Promise<Record<string, string>> {
  const seen: Record<string, string> = {};
  const pending = ['/'];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    for (const { name, type } of (await tree.list(folder, 100_000)) ?? []) {
      const path = `${folder === '/' ? '' : folder}/${name}`;
      if (skip.includes(path)) continue;
      const stat = await tree.lstat(path);
      if (stat?.type !== type)
        throw new Error(`${path} is ${type} in its folder and ${stat?.type} by itself`);
      if (type === 'directory') pending.push(path);
      seen[path] = `${type}${await contents(tree, path, type)}`;
    }
  }
  return seen;
}

async function contents(tree: Tree, path: string, type: string): Promise<string> {
  if (type === 'symlink') return ` ${await tree.readLink(path)}`;
  if (type !== 'file') return '';
  const file = await tree.open(path);
  if (file === undefined) return ' missing';
  const parts: Buffer[] = [];
  for (let part = await file.read(77_777); part.length > 0; part = await file.read(77_777)) parts.push(part);
  const whole = Buffer.concat(parts);
  // Reading at a place must give what reading through gives.
  const middle = Math.floor(whole.length / 3);
  const piece = await file.readAt(middle, 5000);
  if (!piece.equals(whole.subarray(middle, middle + 5000))) throw new Error(`${path} differs at ${middle}`);
  await file.close();
  let sum = 7;
  for (const byte of whole) sum = (Math.imul(sum, 31) + byte) >>> 0;
  return ` ${whole.length} ${sum} ${whole.subarray(0, 20).toString('latin1')}`;
}
