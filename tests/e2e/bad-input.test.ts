import { chmodSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { writeTree } from '../support/debian-root.ts';
import { describeWith } from '../support/needs.ts';
import { phaseout } from '../support/phaseout.ts';

const osRelease = 'ID=debian\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nVERSION_ID="12"\n';
const bash =
  'Package: bash\nStatus: install ok installed\nArchitecture: amd64\nVersion: 5.2\nMaintainer: x\n';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'phaseout-bad-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A root with an os-release and the given dpkg status, in a folder of its own. */
function rootWith(name: string, status: string | undefined): string {
  const root = join(folder, name);
  writeTree(root, { 'etc/os-release': osRelease });
  mkdirSync(join(root, 'var/lib/dpkg'), { recursive: true });
  if (status !== undefined) writeFileSync(join(root, 'var/lib/dpkg/status'), status);
  return root;
}

function ruleFile(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

const product = (id: string, extra = ''): string =>
  [
    `product: ${id}`,
    'name: Example',
    'vendor: Example',
    'class: utility',
    'platforms: [linux]',
    'signatures:',
    '  - id: package',
    '    kind: software',
    '    when: { name: example-package }',
    '    proves: installed',
    '    source: https://example.org/packages',
    'migration:',
    '  summary: Remove it.',
    '  steps: [{ text: Remove it. }]',
    '  source: https://example.org/remove',
    extra,
    '',
  ].join('\n');

describe('what the user named cannot be used: exit code 2 and a sentence that helps', () => {
  const cases: readonly (readonly [name: string, args: () => readonly string[], says: readonly RegExp[]])[] =
    [
      ['an unknown option', () => ['scan', '--rooot', '/'], [/unknown option '--rooot'/, /--root/]],
      ['an unknown command', () => ['scna'], [/unknown command 'scna'/, /scan/]],
      ['an unknown audience', () => ['scan', '--audience', 'us-persn'], [/us-persn/, /us-person/]],
      ['none together with an audience', () => ['scan', '--audience', 'none,us-person'], [/none/]],
      ['an unknown collector', () => ['scan', '--only', 'dpgk'], [/dpgk/, /dpkg/]],
      ['an impossible date', () => ['scan', '--as-of', '2024-02-30'], [/2024-02-30/, /does not exist/]],
      ['a local time without a zone', () => ['scan', '--as-of', '2024-09-29T00:00:00'], [/no zone/]],
      ['an impossible --until', () => ['scan', '--accept', 'kesl', '--until', '2026-13-01'], [/2026-13-01/]],
      ['--accept without --until', () => ['scan', '--accept', 'kesl'], [/--until/]],
      [
        'an unknown product to accept',
        () => ['scan', '--accept', 'kels', '--until', '2026-12-31'],
        [/kels/, /kesl/],
      ],
      ['an unknown format', () => ['scan', '--format', 'jsn'], [/jsn/, /json/]],
      ['an unknown threshold', () => ['scan', '--fail-on', 'activ'], [/activ/, /active/]],
      [
        'a bad deadline gate',
        () => ['scan', '--fail-on-deadline', 'within:soon'],
        [/within:soon/, /within:DAYS/],
      ],
      ['a bad timeout', () => ['scan', '--timeout', '0'], [/--timeout/]],
      ['a missing root', () => ['scan', '--root', join(folder, 'nowhere')], [/nowhere/]],
      [
        'a file instead of a folder',
        () => ['scan', '--root', ruleFile('a-file', 'x')],
        [/a-file/, /folder|directory/],
      ],
      [
        'an empty folder that is no system',
        () => {
          mkdirSync(join(folder, 'empty'), { recursive: true });
          return ['scan', '--root', join(folder, 'empty')];
        },
        [/empty/, /--platform/],
      ],
      [
        'hidden products of an inventory',
        () => ['match', ruleFile('a.ndjson', '{}'), '--fail-on', 'residue,hidden'],
        [/no inventory holds/, /scan --image/],
      ],
      ['a missing inventory', () => ['match', join(folder, 'no.ndjson')], [/no\.ndjson/]],
      [
        'an inventory of unknown format',
        () => ['match', ruleFile('words.txt', 'hello\nworld\n')],
        [/words\.txt/],
      ],
      ['a missing rule path', () => ['scan', '--rules', join(folder, 'no-rules')], [/no-rules/]],
      ['no rules at all', () => ['scan', '--no-builtin-rules'], [/--rules/]],
      [
        'a rule file with a tab',
        () => ['rules', 'validate', ruleFile('tab.yaml', 'product: a\n\tname: b\n')],
        [/tab\.yaml:2:\d+: .*tab/i],
      ],
      [
        'an unknown key, with the nearest one',
        () => ['rules', 'validate', ruleFile('key.yaml', product('example', 'vendr: x'))],
        [/key\.yaml:\d+:\d+: .*vendr.*/, /vendor/],
      ],
      [
        'a duplicate id, both places named',
        () => [
          'rules',
          'validate',
          ruleFile('d1.yaml', product('same')),
          ruleFile('d2.yaml', product('same')),
        ],
        [/d2\.yaml:\d+:\d+: .*same/, /d1\.yaml:\d+/],
      ],
      [
        'a cyclic alias',
        () => ['rules', 'validate', ruleFile('cycle.yaml', 'product: &a\n  name: *a\n')],
        [/cycle\.yaml:\d+:\d+: .*(alias|anchor)/],
      ],
      [
        'a bomb of aliases',
        () => [
          'rules',
          'validate',
          ruleFile(
            'bomb.yaml',
            `a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n${Array.from({ length: 20 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(10).fill(`*a${i}`).join(',')}]`).join('\n')}\n`,
          ),
        ],
        [/bomb\.yaml:\d+:\d+: .*(alias|anchor)/],
      ],
      [
        'a broken rule file in a scan',
        () => ['scan', '--rules', join(folder, 'key.yaml')],
        [/vendr/, /nothing was loaded/],
      ],
      [
        'a folder that cannot be written to',
        () => ['scan', '--root', rootWith('out', bash), '--output', join(folder, 'no/such/x.json')],
        [/cannot write/],
      ],
    ];

  it.each(cases)('%s', async (_name, args, says) => {
    const run = await phaseout(args());
    expect({ code: run.code, stdout: run.stdout }).toEqual({ code: 2, stdout: '' });
    for (const pattern of says) expect(run.stderr).toMatch(pattern);
    expect(run.stderr).not.toMatch(/\bat .*\.js:\d+/);
  });

  it('reports every fault of every file at once', async () => {
    const first = ruleFile('e1.yaml', product('one', 'vendr: x\nclas: y'));
    const second = ruleFile('e2.yaml', product('two').replace('class: utility', 'class: utilty'));
    const run = await phaseout(['rules', 'validate', first, second]);
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(/vendr/);
    expect(run.stderr).toMatch(/clas\b/);
    expect(run.stderr).toMatch(/e2\.yaml:4:\d+: .*utilty/);
  });
});

describe('damage inside the target is a gap: exit code 3, and the rest is still read', () => {
  const gaps = async (root: string): Promise<{ code: number | null; gaps: string[]; items: number }> => {
    const run = await phaseout(['scan', '--root', root, '--format', 'json']);
    const report = JSON.parse(run.stdout) as Report;
    return {
      code: run.code,
      gaps: report.coverage.flatMap((part) =>
        part.gaps.map((gap) => `${part.collector} ${gap.reason} ${gap.source}`),
      ),
      items: report.summary.items,
    };
  };

  it('a truncated record', async () => {
    const result = await gaps(rootWith('truncated', `${bash}\nPackage: kes`));
    expect(result.code).toBe(3);
    expect(result.gaps.length).toBeGreaterThan(0);
    for (const gap of result.gaps) expect(gap).toBe('dpkg malformed-row /var/lib/dpkg/status:7');
    expect(result.items).toBeGreaterThanOrEqual(1);
  });

  it('a record that is no record, between good ones', async () => {
    const root = rootWith('garbage', `${bash}\n\u0000\u0001 garbage\n\n${bash.replaceAll('bash', 'dash')}`);
    const result = await gaps(root);
    expect(result.code).toBe(3);
    expect(result.gaps).toEqual([expect.stringMatching(/^dpkg malformed-row /)]);
    expect(result.items).toBeGreaterThanOrEqual(2);
  });

  it('a status file of 2 GB, in little time and memory', async () => {
    const root = rootWith('huge', `${bash}\n`);
    truncateSync(join(root, 'var/lib/dpkg/status'), 2 * 1024 ** 3);
    const run = await phaseout(['scan', '--root', root, '--format', 'json'], {
      nodeArgs: ['--max-old-space-size=100'],
    });
    const report = JSON.parse(run.stdout) as Report;
    expect(run.code).toBe(3);
    expect(report.coverage.find(({ collector }) => collector === 'dpkg')?.gaps[0]?.reason).toMatch(
      /too-large|malformed-row/,
    );
    expect(report.summary.items).toBeGreaterThanOrEqual(1);
  });

  it('a distribution without any package', async () => {
    const result = await gaps(rootWith('nothing', undefined));
    expect(result.code).toBe(3);
    expect(result.gaps.join('\n')).toMatch(/empty-source|missing-source/);
  });

  it('an rpm database that is cut off', async () => {
    const root = join(folder, 'rpm');
    writeTree(root, { 'etc/os-release': 'ID=fedora\n', 'var/lib/rpm/rpmdb.sqlite': 'SQLite format 3\0' });
    const result = await gaps(root);
    expect(result.code).toBe(3);
    expect(result.gaps.join('\n')).toMatch(/malformed-source .*rpm/);
  });

  it('a link that leads out of the root shows nothing of this machine', async () => {
    const root = rootWith('links', undefined);
    writeTree(root, { 'var/lib/dpkg/status': { link: '../../../../../../../../../../var/lib/dpkg/status' } });
    const run = await phaseout(['inventory', '--root', root, '--format', 'json']);
    expect(JSON.parse(run.stdout).items).toEqual([]);
  });

  it('configuration inside the target is never read', async () => {
    const root = rootWith('self-accepting', `${bash}\n${bash.replaceAll('bash', 'kesl')}`);
    writeTree(root, { '.phaseout.yaml': 'accept: [kesl]\n', 'etc/phaseout/config.yaml': 'fail-on: never\n' });
    const run = await phaseout(['scan', '--root', root, '--format', 'json'], { cwd: root });
    expect(run.code).toBe(1);
  });

  it('a gap that could hide only less than --fail-on does not matter; allowed gaps do not either', async () => {
    const root = rootWith('allowed', `${bash}\nPackage: kes`);
    expect((await phaseout(['scan', '--root', root, '--allow-gaps'])).code).toBe(0);
    expect((await phaseout(['scan', '--root', root, '--allow-gaps=dpkg'])).code).toBe(0);
    expect((await phaseout(['scan', '--root', root, '--allow-gaps=processes'])).code).toBe(3);
    expect((await phaseout(['scan', '--root', root, '--fail-on', 'never'])).code).toBe(3);
  });
});

describeWith(['root', 'setpriv'], 'without rights', () => {
  it('an unreadable status file is a gap that says what to do', async () => {
    const root = rootWith('unreadable', bash);
    chmodSync(folder, 0o755);
    chmodSync(join(root, 'var/lib/dpkg/status'), 0o000);
    const run = await phaseout(['scan', '--root', root, '--format', 'json'], {
      through: ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'],
    });
    const report = JSON.parse(run.stdout) as Report;
    const gap = report.coverage.find(({ collector }) => collector === 'dpkg')?.gaps[0];
    expect(gap).toMatchObject({ reason: 'permission-denied', source: '/var/lib/dpkg/status' });
    expect(run.code).toBe(3);
  });
});
