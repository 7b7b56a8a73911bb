import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { phaseout } from '../support/phaseout.ts';

const folder = mkdtempSync(join(tmpdir(), 'phaseout-assign-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const fixed = ['--format', 'json', '--as-of', '2026-11-22', '--reproducible'] as const;

function write(name: string, content: string | Buffer): string {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

const root = join(folder, 'root');
write('root/etc/os-release', 'ID=debian\nPRETTY_NAME="Debian GNU/Linux 12"\n');
write('root/etc/hostname', 'ws-1\n');
write(
  'root/var/lib/dpkg/status',
  'Package: kesl\nStatus: install ok installed\nVersion: 12.0.0-6672\nMaintainer: Kaspersky Lab\nArchitecture: amd64\n\n',
);
const labels = ['--client', 'Müller & Co', '--site', 'Köln', '--tag', 'vip', '--tag', 'image=golden'];
const software = write(
  'all.csv',
  'Computer Name,Application Name,Application Version\nWS-1,Kaspersky Endpoint Security for Windows,12.3\nSRV-1,Kaspersky Endpoint Security for Windows,12.3\nPC-9,Editor,1\n',
);
const read = (text: string): Report => JSON.parse(text) as Report;

describe('client, site and tags', () => {
  it('go through inventory and match as through scan', async () => {
    const scan = await phaseout(['scan', '--root', root, ...labels, ...fixed]);
    const inventory = await phaseout([
      'inventory',
      '--root',
      root,
      ...labels,
      '--format',
      'ndjson',
      '--reproducible',
    ]);
    const match = await phaseout(['match', '-', ...fixed], { input: inventory.stdout });
    expect(read(scan.stdout).target).toMatchObject({
      client: 'Müller & Co',
      site: 'Köln',
      tags: ['vip', 'image=golden'],
    });
    expect(read(match.stdout)).toEqual(read(scan.stdout));
    const lines = await phaseout(['match', '-', '--format', 'ndjson', '--client', 'Operator'], {
      input: inventory.stdout,
    });
    expect(JSON.parse(lines.stdout)).toMatchObject({ host: 'ws-1', client: 'Operator', site: 'Köln' });
  });

  it('stand above the table of an inventory', async () => {
    const run = await phaseout(['inventory', '--root', root, ...labels, '--quiet']);
    expect(run.stdout).toMatch(/^client Müller & Co\nsite Köln\ntags vip, image=golden\n\S/);
  });

  it.each([
    [['--client', ''], '--client "": it is empty'],
    [['--client', 'a\u001b[31m'], '--client "a\\u{1b}[31m": it holds a control character'],
    [['--site', 'x'.repeat(129)], 'it is longer than 128 characters'],
    [['--tag', 'two words'], '--tag "two words": a tag has no white space'],
    [['--client', 'a', '--client', 'b'], "'--client <NAME>' argument 'b' is invalid. it was given twice"],
  ])('%j is refused', async (options, message) => {
    const run = await phaseout(['scan', '--root', root, ...options]);
    expect([run.code, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toContain(message);
  });
});

describe('--assign', () => {
  it('reads what Excel saves, and judges each host for its audience', async () => {
    const table =
      'client;site;host;audiences;tags\r\nMüller;;ws-*;us-federal de-advice;vip\r\nBeta;;pc-*;us-person;\r\n';
    for (const [name, content] of [
      ['utf8.csv', `\uFEFF${table}`],
      ['utf16.txt', Buffer.from(`\uFEFF${table.replaceAll(';', '\t')}`, 'utf16le')],
      ['ansi.csv', Buffer.from(table, 'latin1')],
    ] as const) {
      const run = await phaseout([
        'match',
        software,
        '--assign',
        write(name, content),
        '--scope',
        'software',
        ...fixed,
      ]);
      const report = read(run.stdout);
      expect(report.hosts?.map(({ host, client, audiences }) => [host, client, audiences])).toEqual([
        ['SRV-1', undefined, []],
        ['WS-1', 'Müller', ['us-federal', 'de-advice']],
      ]);
      expect(report).toMatchObject({ unassigned: ['SRV-1'], audienceAssumed: false });
      expect(run.stderr).toBe(
        name === 'ansi.csv'
          ? `phaseout: ${join(folder, name)} is not UTF-8 and was read as Windows-1252: look at names with accents\n`
          : '',
      );
      expect(run.code).toBe(1);
    }
  });

  it('names the unassigned on stderr where lines of findings have no place for them', async () => {
    const file = write('lines.csv', 'host,audiences\nws-*,us-person\n');
    const args = ['match', software, '--assign', file, '--scope', 'software', '--format', 'ndjson'];
    const run = await phaseout(args);
    expect(run.stdout.trim().split('\n')).toHaveLength(2);
    expect(run.stderr).toBe(
      'phaseout: 2 hosts without an audience in the assignment file, judged for presence alone: PC-9, SRV-1.\n',
    );
  });

  it('is kept by a saved report until somebody says otherwise', async () => {
    const file = write('a.csv', 'host,audiences\nws-*,us-federal\n');
    const saved = join(folder, 'saved.json');
    const scan = await phaseout([
      'match',
      software,
      '--assign',
      file,
      '--quiet',
      ...fixed,
      '--output',
      saved,
    ]);
    expect(scan.code).toBe(1);
    const again = read((await phaseout(['report', saved, '--format', 'json'])).stdout);
    expect(again).toMatchObject({ audiences: ['us-federal'], unassigned: ['PC-9', 'SRV-1'] });
    const other = write('b.csv', 'host,audiences\n*,de-advice\n');
    const changed = read((await phaseout(['report', saved, '--assign', other, '--format', 'json'])).stdout);
    expect(changed).toMatchObject({ audiences: ['de-advice'], unassigned: [] });
    const plain = read(
      (await phaseout(['report', saved, '--audience', 'us-person', '--format', 'json'])).stdout,
    );
    expect(plain.audiences).toEqual(['us-person']);
    expect(plain).not.toHaveProperty('unassigned');
  });

  it.each([
    ['no file', undefined, ['no assignment file at ', 'client,site,host,audiences,tags']],
    [
      'an unknown audience',
      'host,audiences\nws-1,us-persn\n',
      [':2:1: audiences: found "us-persn"', 'did you mean us-person?'],
    ],
    ['an unknown heading', 'hosts,audiences\n', [':1:1: found the heading "hosts"', 'did you mean host?']],
  ])('%s ends with exit code 2 before anything is judged', async (_name, text, words) => {
    const file = text === undefined ? join(folder, 'none.csv') : write('bad.csv', text);
    const run = await phaseout(['match', software, '--assign', file]);
    expect([run.code, run.stdout]).toEqual([2, '']);
    for (const word of words) expect(run.stderr).toContain(word);
    expect(run.stderr).not.toMatch(/\n\s+at /);
  });

  it('does not go with --audience', async () => {
    const run = await phaseout(['match', software, '--assign', 'x.csv', '--audience', 'us-person']);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('--audience and --assign exclude each other');
  });
});
