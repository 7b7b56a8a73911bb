import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DiskTree } from '../../../src/host/disk-tree.ts';
import type { HostFiles } from '../../../src/host/host.ts';
import { memoryHost } from '../../../src/host/memory-host.ts';
import { mountedWindowsRules } from '../../../src/host/path-rules.ts';
import { treeFiles } from '../../../src/host/tree-files.ts';

const contents: Readonly<Record<string, string>> = {
  'WINDOWS/system32/Drivers/KLIF.sys': 'klif',
  'Program Files (x86)/Kaspersky Lab/KES/avp.exe': 'x86',
  'Program Files/[brackets]/{a}/!(b)': 'literal',
  'Users/Ärger/NTUSER.DAT': 'umlaut',
  'twice/one': 'small',
  'TWICE/one': 'big',
  'Twice/one': 'title',
  'dev/tools.txt': 'a folder of that name is an ordinary one',
};
const links: Readonly<Record<string, string>> = {
  'Documents and Settings': '/mnt/c/Users',
  'relative junction': 'users\\ÄRGER',
  'nt junction': '\\??\\C:\\USERS',
  'drive junction': 'c:/Users',
  'rooted junction': '\\Users',
  share: '\\\\server\\share',
  volume: '\\\\?\\Volume{00000000-0000-0000-0000-000000000000}\\',
  'other drive': 'E:\\Users',
  outside: '/etc',
  above: '../../../../../../etc',
  circle: 'C:\\circle',
};

let base = '';
let disk: HostFiles;
beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'phaseout-windows-'));
  for (const [path, content] of Object.entries(contents)) {
    mkdirSync(dirname(join(base, path)), { recursive: true });
    writeFileSync(join(base, path), content);
  }
  for (const [path, text] of Object.entries(links)) symlinkSync(text, join(base, path));
  disk = treeFiles(new DiskTree(base), [], mountedWindowsRules(new Set(['D:'])));
});
afterAll(() => rmSync(base, { recursive: true }));

const memory = memoryHost({
  platform: 'windows',
  files: {
    ...Object.fromEntries(Object.entries(contents).map(([path, content]) => [`C:/${path}`, content])),
    ...Object.fromEntries(Object.entries(links).map(([path, link]) => [`/${path}`, { link }])),
  },
}).files;

describe.each([
  ['a mounted Windows', () => disk],
  ['a Windows in memory', () => memory],
] as const)('%s', (name, filesOf) => {
  const read = async (path: string) => (await filesOf().read(path, { maxBytes: 1_000 }))?.toString();

  it.each([
    ['C:/Windows/System32/drivers/klif.sys', 'klif'],
    ['c:/WINDOWS/system32/Drivers/KLIF.sys', 'klif'],
    ['/windows/SYSTEM32/drivers/klif.SYS', 'klif'],
    ['C:/program files (X86)/kaspersky lab/kes/AVP.EXE', 'x86'],
    ['C:/Program Files/[BRACKETS]/{A}/!(B)', 'literal'],
    ['C:/users/äRGER/ntuser.dat', 'umlaut'],
    ['C:/Twice/one', 'title'],
    ['C:/twice/ONE', 'small'],
    ['C:/tWiCe/one', 'big'],
    ['C:/dev/tools.txt', 'a folder of that name is an ordinary one'],
    ['C:/Documents and Settings/Ärger/NTUSER.DAT', 'umlaut'],
    ['C:/relative junction/NTUSER.DAT', 'umlaut'],
    ['C:/nt junction/Ärger/NTUSER.DAT', 'umlaut'],
    ['C:/drive junction/Ärger/NTUSER.DAT', 'umlaut'],
    ['C:/ROOTED junction/Ärger/NTUSER.DAT', 'umlaut'],
    ['C:/Windows/../Twice/one', 'title'],
    ['C:/../../Twice/one', 'title'],
  ])('reads %s', async (path, content) => {
    expect(await read(path)).toBe(content);
    const source = await filesOf().open(path);
    expect(source?.size).toBe(Buffer.byteLength(content));
    expect((await source?.read(1, 3))?.toString()).toBe(content.slice(1, 4));
    expect(source?.readSync?.(2, 100).toString()).toBe(Buffer.from(content).subarray(2).toString());
    await source?.close();
  });

  it.each([
    'E:/Windows/System32/drivers/klif.sys',
    'C:/Windows/System32/drivers/none.sys',
    'C:/share/x',
    'C:/volume/Users',
    'C:/other drive/Ärger/NTUSER.DAT',
    'C:/outside/passwd',
    'C:/above/passwd',
    'C:/../etc/passwd',
  ])('has no %s', async (path) => {
    expect(await read(path)).toBeUndefined();
    expect(await filesOf().open(path)).toBeUndefined();
    expect(await filesOf().stat(path)).toBeUndefined();
  });

  it('ends in a circle of junctions', async () => {
    await expect(read('C:/circle/x')).rejects.toMatchObject({ reason: 'malformed-source' });
  });

  it('searches in any case, and gives paths with the drive', async () => {
    expect(await filesOf().glob('C:/windows/*/drivers/klif.*')).toEqual([
      'C:/windows/system32/drivers/KLIF.sys',
    ]);
    expect(await filesOf().glob('C:/Program Files (x86)/**/AVP.exe')).toEqual([
      'C:/Program Files (x86)/Kaspersky Lab/KES/avp.exe',
    ]);
    expect(await filesOf().glob('C:/PROGRAM FILES/[b*/{?}/*')).toEqual([
      'C:/PROGRAM FILES/[brackets]/{a}/!(b)',
    ]);
    expect(await filesOf().glob('C:/twice/on?')).toEqual(['C:/twice/one']);
    expect(await filesOf().glob('C:/t?ice/one')).toEqual(['C:/TWICE/one', 'C:/Twice/one', 'C:/twice/one']);
    expect(await filesOf().glob('F:/**')).toEqual([]);
  });

  it('shares the root with the drive that it is told of', async () => {
    expect(await read('D:/Twice/one')).toBe(name.includes('mounted') ? 'title' : undefined);
    expect((await filesOf().list('C:')).map((entry) => entry.name)).toContain('WINDOWS');
    expect(await filesOf().list('C:/')).toEqual(await filesOf().list('/'));
  });
});
