import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { manifestText, sha256Of } from '../../../src/cli/export/manifest.ts';
import { writeFolder } from '../../../src/cli/export/write-folder.ts';

const base = mkdtempSync(join(tmpdir(), 'phaseout-write-folder-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));

const kql = { engine: 'kql', dialect: 'defender' };
const first = [
  { name: 'README.md', text: 'one' },
  { name: 'windows/services.kql', text: 'services' },
  { name: 'linux/deep/files.kql', text: 'files' },
];
const second = [
  { name: 'README.md', text: 'two' },
  { name: 'windows/services.kql', text: 'services' },
  { name: 'windows/start.sh', text: '#!/bin/sh\n', executable: true },
];

/** What marks a folder in which files of an export wait. */
const mark = 'phaseout/export-stage@1: left by an export that was cut off; the next one removes it\n';

let folder = '';
let folders = 0;
beforeEach(() => {
  folder = join(base, `f${folders++}`, 'new');
});

/** Every file below the folder with its text, but for the manifest. */
function contents(): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(folder, name)).isFile(),
  );
  return Object.fromEntries(
    names
      .filter((name) => name !== 'phaseout-export.json')
      .sort()
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
}

function put(name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

function listed(): string[] {
  const { files } = JSON.parse(readFileSync(join(folder, 'phaseout-export.json'), 'utf8')) as {
    files: { name: string; sha256: string }[];
  };
  for (const { name, sha256 } of files) expect(sha256Of(readFileSync(join(folder, name)))).toBe(sha256);
  return files.map(({ name }) => name);
}

describe('a folder of its own', () => {
  it('is made with a list of what is in it', async () => {
    await writeFolder(folder, kql, first);
    expect(contents()).toEqual({
      'README.md': 'one',
      'linux/deep/files.kql': 'files',
      'windows/services.kql': 'services',
    });
    expect(listed()).toEqual(['README.md', 'windows/services.kql', 'linux/deep/files.kql']);
    expect(readdirSync(folder).sort()).toEqual(['README.md', 'linux', 'phaseout-export.json', 'windows']);
  });

  it('is replaced: files that are made no longer go, with their folders; what others put there stays', async () => {
    await writeFolder(folder, kql, first);
    put('notes.txt', 'mine');
    put('windows/mine.kql', 'mine');
    put('.phaseout-export.new/mine.txt', 'mine');
    put('.phaseout-export-aB3xYz/mine.txt', 'mine');
    put('.phaseout-export-marked/phaseout-export-stage', mark);
    put('.phaseout-export-marked/mine.txt', 'mine');
    await writeFolder(folder, kql, second);
    expect(contents()).toEqual({
      '.phaseout-export-aB3xYz/mine.txt': 'mine',
      '.phaseout-export-marked/mine.txt': 'mine',
      '.phaseout-export-marked/phaseout-export-stage': mark,
      '.phaseout-export.new/mine.txt': 'mine',
      'README.md': 'two',
      'notes.txt': 'mine',
      'windows/mine.kql': 'mine',
      'windows/services.kql': 'services',
      'windows/start.sh': '#!/bin/sh\n',
    });
    expect(statSync(join(folder, 'windows/start.sh')).mode & 0o100).toBe(0o100);
    expect(existsSync(join(folder, 'linux'))).toBe(false);
    expect(listed()).toEqual(['README.md', 'windows/services.kql', 'windows/start.sh']);
  });
});

describe('what an export did not write is never replaced or removed', () => {
  it.each<[name: string, before: () => Promise<void> | void, said: RegExp]>([
    [
      'a folder with a hidden one of somebody',
      () => put('.phaseout-export-aB3xYz/files/mine.txt', 'mine'),
      /is not empty and no earlier export/,
    ],
    ['a folder with a README', () => put('README.md', 'mine'), /is not empty and no earlier export/],
    [
      'a list that is none',
      () => put('phaseout-export.json', '{"files":[{"name":"README.md"}]}'),
      /is not empty and no earlier export/,
    ],
    [
      'a list that names what lies elsewhere',
      () => {
        put('../victim', 'mine');
        put('phaseout-export.json', manifestText(kql, [{ name: '../victim', sha256: sha256Of('mine') }]));
      },
      /is not empty and no earlier export/,
    ],
    [
      'an export for another dialect',
      () => writeFolder(folder, { engine: 'kql', dialect: 'intune' }, first),
      /holds an export for kql intune/,
    ],
    [
      'an older query that somebody changed',
      async () => {
        await writeFolder(folder, kql, first);
        put('linux/deep/files.kql', 'changed');
      },
      /linux\/deep\/files\.kql would be replaced or removed/,
    ],
    [
      'two files where new ones would be',
      async () => {
        await writeFolder(folder, kql, first.slice(1));
        put('README.md', 'mine');
        put('windows/start.sh', 'mine');
      },
      /README\.md and 1 more would be replaced/,
    ],
    [
      'a link in the place of a folder',
      async () => {
        await writeFolder(folder, kql, first);
        rmSync(join(folder, 'windows'), { recursive: true });
        put('../elsewhere/services.kql', 'services');
        symlinkSync(join(folder, '../elsewhere'), join(folder, 'windows'));
      },
      /windows is no folder/,
    ],
    [
      'a link in the place of a file',
      async () => {
        await writeFolder(folder, kql, first);
        put('../elsewhere', 'one');
        rmSync(join(folder, 'README.md'));
        symlinkSync(join(folder, '../elsewhere'), join(folder, 'README.md'));
      },
      /README\.md is a link/,
    ],
  ])('%s', async (_, before, said) => {
    await before();
    const was = contents();
    const failed = writeFolder(folder, kql, second);
    await expect(failed).rejects.toMatchObject({ exitCode: 2, message: expect.stringMatching(said) });
    expect(contents()).toEqual(was);
  });

  it('a file is no folder', async () => {
    put('../file', '');
    await expect(writeFolder(join(folder, '../file'), kql, first)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('is no folder'),
      hint: 'name a new folder: --output DIR',
    });
  });
});

describe('nothing is lost half-way', () => {
  it('the old export is whole where the new one cannot be written', async () => {
    await writeFolder(folder, kql, first);
    const was = contents();
    const impossible = ['new.kql', 'new.kql/below.kql'].map((name) => ({ name, text: '' }));
    await expect(writeFolder(folder, kql, [...second, ...impossible])).rejects.toThrow(
      /cannot export to .*; what was there is as it was/,
    );
    expect(contents()).toEqual(was);
    expect(listed()).toEqual(first.map(({ name }) => name));
  });

  it('a run that was cut off is completed by the next one, at whatever file it was', async () => {
    for (let done = 0; done <= second.length; done++) {
      folder = join(base, `cut-${done}`);
      await writeFolder(folder, kql, first);
      // What writeFolder leaves where it is killed: the list of both, some files in place, the others aside.
      const both = [...first, ...second].map(({ name, text }) => ({ name, sha256: sha256Of(text) }));
      put('phaseout-export.json', manifestText(kql, both));
      for (const [index, { name, text }] of second.entries())
        put(index < done ? name : `.phaseout-export-aB3xYz/files/${name}`, text);
      put('.phaseout-export-aB3xYz/phaseout-export-stage', mark);
      await writeFolder(folder, kql, second);
      expect(contents()).toEqual({
        'README.md': 'two',
        'windows/services.kql': 'services',
        'windows/start.sh': '#!/bin/sh\n',
      });
      expect(listed()).toEqual(second.map(({ name }) => name));
    }
  });

  it.each([
    ['as soon as it had a folder', ['.phaseout-export-aB3xYz']],
    ['within the mark', ['.phaseout-export-aB3xYz/phaseout-export-stage', 'phaseout/exp']],
    [
      'before anything was in place',
      ['.phaseout-export-aB3xYz/phaseout-export-stage', mark],
      ['.phaseout-export-aB3xYz/files/README.md', 'half'],
    ],
  ])('a first run that was killed %s leaves nothing', async (_, ...left) => {
    for (const [name = '', text] of left) {
      if (text === undefined) mkdirSync(join(folder, name), { recursive: true });
      else put(name, text);
    }
    await writeFolder(folder, kql, first);
    expect(Object.keys(contents())).toHaveLength(3);
    expect(readdirSync(folder).sort()).toEqual(['README.md', 'linux', 'phaseout-export.json', 'windows']);
  });
});
