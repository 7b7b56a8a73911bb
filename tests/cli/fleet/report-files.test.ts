import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reportFiles } from '../../../src/cli/fleet/report-files.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'phaseout-files-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Makes a tree of lines: `a/b.json` is a file, `a/link -> ../target` a link. */
function tree(lines: readonly string[]): void {
  for (const line of lines) {
    const [name = '', target] = line.split(' -> ');
    mkdirSync(dirname(join(root, name)), { recursive: true });
    if (target === undefined) writeFileSync(join(root, name), '{}');
    else symlinkSync(target, join(root, name));
  }
}

/** What is found in `reports`, and what cannot be read, both relative to the root and in order of name. */
async function found(names: readonly string[] = ['reports']): Promise<{ files: string[]; gaps: string[] }> {
  const gaps: string[] = [];
  const files: string[] = [];
  const reading = reportFiles(
    names.map((name) => join(root, name)),
    (reason, path, message) => gaps.push(`${relative(root, path)}: ${reason}: ${message}`),
  );
  for await (const { path } of reading) files.push(relative(root, path));
  return { files: files.sort(), gaps: gaps.sort() };
}

describe('files of reports in folders', () => {
  it.each<[name: string, lines: string[], files: string[], gaps?: string[]]>([
    [
      'at any depth, by their names',
      ['reports/a.json', 'reports/b/c.NDJSON', 'reports/b/d/e.jsonl.gz', 'reports/f.csv'],
      ['reports/a.json', 'reports/b/c.NDJSON', 'reports/b/d/e.jsonl.gz'],
    ],
    [
      "a linked folder: a client's share that lies elsewhere",
      ['nas/acme/a.json', 'reports/acme -> ../nas/acme', 'reports/b.json'],
      ['reports/acme/a.json', 'reports/b.json'],
    ],
    ['a linked file', ['nas/a.json', 'reports/a.json -> ../nas/a.json'], ['reports/a.json']],
    ['a circle', ['reports/a.json', 'reports/b/up -> ..', 'reports/b/self -> .'], ['reports/a.json']],
    [
      'two links that lead to each other',
      ['reports/a.json', 'reports/x -> y', 'reports/y -> x'],
      ['reports/a.json'],
      [
        'reports/x: permission-denied: the link cannot be followed (ELOOP)',
        'reports/y: permission-denied: the link cannot be followed (ELOOP)',
      ],
    ],
    [
      'a link that leads nowhere is told, since it may be a share that is not there',
      ['reports/a.json', 'reports/acme -> ../nas/acme', 'reports/b.json -> ../nas/b.json'],
      ['reports/a.json'],
      [
        'reports/acme: missing-source: the link cannot be followed (ENOENT)',
        'reports/b.json: missing-source: the link cannot be followed (ENOENT)',
      ],
    ],
    [
      'folders deeper than 32 are told',
      [`reports/${'d/'.repeat(33)}a.json`, `reports/${'d/'.repeat(32)}b.json`],
      [`reports/${'d/'.repeat(32)}b.json`],
      [`reports${'/d'.repeat(33)}: too-large: folders are read 32 deep`],
    ],
  ])('%s', async (_name, lines, files, gaps = []) => {
    tree(lines);
    expect(await found()).toEqual({ files, gaps });
  });

  it('each real folder once, whatever leads to it', async () => {
    tree(['nas/acme/a.json', 'reports/acme -> ../nas/acme', 'reports/old/acme -> ../../nas/acme']);
    const { files, gaps } = await found(['reports', 'nas', 'reports/old']);
    expect(files).toHaveLength(1);
    expect(files[0]).toMatch(/acme\/a\.json$/);
    expect(gaps).toEqual([]);
  });
});
