import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { rmmPlatforms } from '../../src/rmm/platforms.ts';
import { describeWith } from '../support/needs.ts';
import { phaseout, programPath, runCommand } from '../support/phaseout.ts';

const folder = mkdtempSync(join(tmpdir(), 'phaseout-rmm-'));
// Every folder above it belongs to whoever runs this; /tmp is one that others may write, but sticky.
const state = join(folder, 'state');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function root(name: string, files: Readonly<Record<string, string>>): string {
  const at = join(folder, name);
  for (const [file, text] of Object.entries({
    'etc/os-release': 'ID=debian\nPRETTY_NAME="Debian GNU/Linux 12"\n',
    'etc/hostname': 'ws-1\n',
    ...files,
  })) {
    mkdirSync(dirname(join(at, file)), { recursive: true });
    writeFileSync(join(at, file), text);
  }
  return at;
}

const stanza = (name: string, version: string): string =>
  `Package: ${name}\nStatus: install ok installed\nVersion: ${version}\nMaintainer: x\nArchitecture: amd64\n\n`;
const editor = stanza('vim', '9');
const roots = {
  found: root('found', { 'var/lib/dpkg/status': editor + stanza('kesl', '12.0.0-6672') }),
  hostile: root('hostile', {
    'var/lib/dpkg/status': editor + stanza('kesl', '12<-End Result->$(x)\u001b[2J'),
    'etc/hostname': '"><script>\n',
  }),
  clean: root('clean', { 'var/lib/dpkg/status': editor }),
  incomplete: root('incomplete', {}),
};
const run = (platform: string, where: keyof typeof roots, ...options: string[]) =>
  phaseout(['rmm', platform, '--root', roots[where], '--as-of', '2026-11-22', ...options], {
    env: { STATE_DIRECTORY: state },
  });
/** Of an exit code there is left what eight bits hold. */
const arrived = (code: number): number => code % 256;

describe.each(rmmPlatforms)('phaseout rmm $id', (platform) => {
  const { id, prints, exitCodes } = platform;
  it.each([
    [
      'found',
      'found',
      /phaseout FOUND installed: complete; us-commerce-icts\/updates-and-ksn supply ended 784 days ago, us-person assumed; 1 product, 1 installed; rules \d{4}-\d\d-\d\d; Kaspersky Endpoint Security for Linux 12\.0\.0-6672$/m,
    ],
    [
      'hostile',
      'found',
      /phaseout FOUND installed: complete; .*Kaspersky Endpoint Security for Linux 12[\w?()-]*/m,
    ],
    [
      'incomplete',
      'incomplete',
      /phaseout INCOMPLETE: incomplete, \d+ gaps?; 0 products; rules \d{4}-\d\d-\d\d$/m,
    ],
    ['clean', 'clean', /phaseout CLEAN: complete; 0 products; rules \d{4}-\d\d-\d\d$/m],
  ] as const)('%s', async (where, outcome, line) => {
    const { code, stdout, stderr } = await run(id, where, '--no-report');
    expect(stderr).toBe('');
    expect(code).toBe(arrived(exitCodes[outcome]));
    expect(stdout).toMatch(/^[\x20-\x7e\n]*$/);
    for (const each of stdout.split('\n')) expect(each.length).toBeLessThanOrEqual(255);
    if (prints === 'unless-clean' && outcome === 'clean') {
      expect(stdout).toBe('');
      return;
    }
    expect(stdout).toMatch(line);
    if (prints === 'markers') {
      expect(stdout).toMatch(
        /^<-Start Result->\nphaseout=phaseout [^\n]+\n<-End Result->\n<-Start Diagnostic->\n[^<]*<-End Diagnostic->\n$/,
      );
    } else expect(stdout.split('\n')).toHaveLength(2);
  });

  it('a run that judged nothing says so in the same form', async () => {
    const { code, stdout, stderr } = await run(id, 'clean', '--audience', 'us-persn');
    expect(stderr).toBe('');
    expect(stdout).toContain('phaseout ERROR: incomplete, nothing was judged; unknown audience us-persn');
    expect(code).toBe(arrived(exitCodes.error));
  });
});

describe('the report', () => {
  it('goes whole into the folder of the account, with what the host belongs to', async () => {
    const { stdout } = await run('datto', 'found', '--client', 'Acme', '--site', 'HQ', '--tag', 'vip');
    const file = join(state, 'rmm-datto.json');
    expect(stdout).toContain(`\nreport: ${file}\n`);
    const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
    expect(report.target).toMatchObject({ client: 'Acme', site: 'HQ', tags: ['vip'] });
    expect(report.findings.map(({ id }) => id)).toEqual(['kesl@ws-1']);
  });

  it('goes where it is told, in the form of the name', async () => {
    const page = join(folder, 'report.html');
    expect((await run('intune', 'found', '--report', page)).code).toBe(1);
    expect(readFileSync(page, 'utf8')).toMatch(/^<!doctype html>/);
  });

  it('that cannot be written hides neither verdict nor exit code', async () => {
    const { code, stdout } = await run(
      'intune',
      'found',
      '--report',
      join(folder, 'no', 'such', 'folder.json'),
    );
    expect([code, stdout]).toEqual([
      1,
      expect.stringMatching(/^phaseout FOUND .*; report not written; Kaspersky/),
    ]);
  });

  it('is not written into a folder that somebody else could have prepared', async () => {
    const open = join(folder, 'open');
    mkdirSync(open);
    chmodSync(open, 0o777);
    const env = { STATE_DIRECTORY: open };
    const args = ['rmm', 'datto', '--root', roots.clean];
    expect((await phaseout(args, { env })).stdout).toContain('the report was not written');
    const linked = join(folder, 'linked');
    symlinkSync(state, linked);
    expect((await phaseout(args, { env: { STATE_DIRECTORY: linked } })).stdout).toContain(
      'report was not written',
    );
  });
});

describeWith(['root', 'setpriv'], 'the report of an account that the system does not know', () => {
  it('is not written, and verdict and exit code stay', async () => {
    chmodSync(folder, 0o755);
    const account = ['setpriv', '--reuid=64321', '--regid=64321', '--clear-groups'];
    const args = [programPath(), 'rmm', 'datto', '--root', roots.found];
    const { code, stdout } = await runCommand(process.execPath, args, { through: account, env: {} });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^phaseout=phaseout FOUND .*; report not written; /m);
    expect(stdout).toContain('the report was not written: the system knows no home folder of this account');
  });
});

describe('options', () => {
  it('the platform may be written as its vendor does', async () => {
    expect((await run('NinjaOne', 'found', '--no-report')).code).toBe(1);
  });

  it('--report is called by its name in messages', async () => {
    const { code, stdout } = await run('datto', 'clean', '--report', 'x.pdf');
    expect([code, stdout]).toEqual([
      1,
      expect.stringContaining('judged; --report x.pdf: this version writes no .pdf\n'),
    ]);
  });

  it('--exit-map sets other codes', async () => {
    expect((await run('ninjaone', 'found', '--no-report', '--exit-map', 'found=40')).code).toBe(40);
    expect((await run('ninjaone', 'incomplete', '--no-report', '--exit-map', 'incomplete=41')).code).toBe(41);
    const refused = await run('ninjaone', 'clean', '--no-report', '--exit-map', 'incomplete=0');
    expect([refused.code, refused.stdout]).toEqual([2, expect.stringContaining('would read as clean')]);
  });

  it('what is left out, allowed or accepted passes and is not called clean', async () => {
    const only = await run('n-central', 'clean', '--no-report', '--only', 'dpkg');
    expect([only.code, only.stdout]).toEqual([
      0,
      expect.stringMatching(/^phaseout PASS: incomplete, \d+ left out; /),
    ]);
    const gaps = await run('n-central', 'incomplete', '--no-report', '--allow-gaps');
    expect([gaps.code, gaps.stdout]).toEqual([
      0,
      expect.stringMatching(/^phaseout PASS: incomplete, \d+ gaps?; /),
    ]);
    const accepted = await run(
      'n-central',
      'found',
      '--no-report',
      '--accept',
      'kesl',
      '--until',
      '2026-12-31',
    );
    expect([accepted.code, accepted.stdout]).toEqual([
      0,
      expect.stringMatching(/^phaseout PASS: complete; .*1 not counted/),
    ]);
  });

  it.each([
    ['N-able', 'N-able has two that differ: n-sight and n-central'],
    ['intun', 'did you mean intune'],
    ['\u001b[2J', 'known: intune, intune-win32'],
  ])('an unknown platform %j is named, with those that are known', async (platform, message) => {
    const { code, stdout, stderr } = await run(platform, 'clean');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('\u001b');
  });
});

describe('a wrapper script', () => {
  it('starts the installed program with the options that it was made with', async () => {
    const made = await phaseout([
      'rmm',
      'datto',
      '--root',
      roots.found,
      '--client',
      'Müller & Co',
      '--no-report',
      '--script',
      'sh',
    ]);
    expect([made.code, made.stderr]).toEqual([0, '']);
    const script = join(folder, 'wrapper.sh');
    writeFileSync(script, made.stdout);
    const exe = join(folder, 'phaseout');
    writeFileSync(exe, `#!/bin/sh\nexec '${process.execPath}' '${programPath()}' "$@"\n`);
    chmodSync(exe, 0o755);
    const result = await runCommand('sh', [script], { env: { PHASEOUT_EXE: exe } });
    expect(result.stderr).toBe('');
    expect(result.stdout).toMatch(/^<-Start Result->\nphaseout=phaseout FOUND installed: complete; /);
    expect(result.code).toBe(1);
  });

  it.each([
    [['--script', 'perl'], '--script: unknown language "perl"'],
    [['--client', "O'Neil", '--script'], 'cannot be written into a script'],
  ])('%j is refused', async (options, message) => {
    const run = await phaseout(['rmm', 'intune', ...options]);
    expect([run.code, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toContain(message);
  });
});
