import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { writeTree } from '../support/debian-root.ts';
import { describeWith } from '../support/needs.ts';
import { phaseout, programPath, runCommand } from '../support/phaseout.ts';

let folder: string;
/** The text of each file of the example in docs/rules.md. */
let example: Readonly<Record<string, string>>;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'phaseout-own-'));
  const blocks = [...readFileSync('docs/rules.md', 'utf8').matchAll(/^```yaml\n(?<yaml>.*?)^```$/gms)];
  const [pack = '', product = '', regime = ''] = blocks.map(({ groups }) => groups?.['yaml'] ?? '');
  example = {
    'my-rules/pack.yaml': pack,
    'my-rules/office-guard.yaml': product,
    'my-rules/office-order.yaml': regime,
  };
  const guard =
    'Package: office-guard\nStatus: install ok installed\nArchitecture: amd64\nVersion: 4.2\nMaintainer: Example Lab <x@example.org>\n';
  const bash =
    'Package: bash\nStatus: install ok installed\nArchitecture: amd64\nVersion: 5.2\nMaintainer: x\n';
  const osRelease = 'ID=debian\nPRETTY_NAME="Debian"\n';
  writeTree(join(folder, 'banned'), {
    'etc/os-release': osRelease,
    'var/lib/dpkg/status': `${bash}\n${guard}`,
  });
  writeTree(join(folder, 'clean'), { 'etc/os-release': osRelease, 'var/lib/dpkg/status': bash });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeEach(() => {
  rmSync(join(folder, 'my-rules'), { recursive: true, force: true });
  mkdirSync(join(folder, 'my-rules'));
  for (const [name, text] of Object.entries(example)) writeFileSync(join(folder, name), text);
});

const run = (...args: readonly string[]) => phaseout(args, { cwd: folder });
const scan = (...args: readonly string[]) =>
  run('scan', '--root', 'banned', '--rules', 'my-rules', '--as-of', '2027-01-11', '--reproducible', ...args);
const edit = (name: string, from: string, to: string): void => {
  const file = join(folder, 'my-rules', name);
  const text = readFileSync(file, 'utf8');
  expect(text).toContain(from);
  writeFileSync(file, text.replace(from, to));
};

describe('the ban list of docs/rules.md', () => {
  it('is without a fault', async () => {
    const { code, stdout } = await run('rules', 'validate', 'my-rules');
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: '3 files, 6 documents: 1 product, 0 protections, 3 signatures, 1 regime, 1 phase; no faults\n',
    });
  });

  it('finds the banned product and dates it by the rule of the house', async () => {
    const { code, stdout, stderr } = await scan('--audience', 'our-office', '--format', 'json');
    expect(stderr).toBe('');
    const report = JSON.parse(stdout) as Report;
    expect(report.findings).toMatchObject([
      {
        product: { id: 'office-guard', vendor: 'Example Lab' },
        status: 'installed',
        version: '4.2',
        governing: [
          {
            audience: 'our-office',
            deadline: { regime: 'office-order', phase: 'remove', inEffect: true, days: 11 },
          },
        ],
      },
    ]);
    expect(report.rulePacks).toMatchObject([
      { id: 'phaseout-kaspersky', builtin: true },
      { id: 'office-rules', version: '2026.11.22', date: '2026-11-22', ageDays: 50, builtin: false },
    ]);
    expect(code).toBe(1);
  });

  it('stands alone, and then the report does not speak of Kaspersky', async () => {
    const { code, stdout } = await scan('--no-builtin-rules', '--audience', 'our-office');
    expect(stdout).toContain('LISTED PRODUCTS FOUND: 1 product');
    expect(stdout).toMatch(/Remove Office Guard/);
    expect(stdout).not.toMatch(/kaspersky/i);
    expect(stdout.replace(/\s+/g, ' ')).toMatch(
      /Rule pack office-rules 2026\.11\.22 of 22 Nov 2026 \(50 days old, sha256 [0-9a-f]{12}\)\./,
    );
    expect(code).toBe(1);
  });
});

describe('the age of a pack', () => {
  const clean = (...args: readonly string[]) =>
    run(
      'scan',
      '--root',
      'clean',
      '--rules',
      'my-rules',
      '--no-builtin-rules',
      '--audience',
      'none',
      ...args,
    );

  it('is a gap beyond --max-rules-age, and only there', async () => {
    expect((await clean('--as-of', '2026-12-22', '--max-rules-age', '30')).code).toBe(0);
    const late = await clean('--as-of', '2026-12-23', '--max-rules-age', '30');
    expect(late.code).toBe(3);
    expect(late.stdout.replace(/\s+/g, ' ')).toContain(
      'the one in use, 2026.11.22, is 31 days old (2026-11-22); what came to be known since would not be found',
    );
    expect(late.stderr).not.toContain('days old');
    expect((await clean('--as-of', '2026-12-23', '--max-rules-age', '30', '--allow-gaps=rules')).code).toBe(
      0,
    );
  });

  it('is pointed out after a year, and does not change the exit code', async () => {
    const { code, stdout, stderr } = await clean('--as-of', '2027-11-23');
    expect(stderr).toContain(
      'the rule pack office-rules 2026.11.22 of 2026-11-22 is 366 days old; look for a newer one',
    );
    expect(stdout).toContain('The rule pack office-rules is 366 days old');
    expect(code).toBe(0);
    expect((await clean('--as-of', '2027-11-23', '--quiet')).stderr).toBe('');
    expect((await clean('--as-of', '2027-11-22')).stderr).not.toContain('look for a newer one');
  });

  it.each(['soon', '-1', '1.5', ''])('has no limit of "%s"', async (days) => {
    const { code, stderr } = await clean(`--max-rules-age=${days}`);
    expect(code).toBe(2);
    expect(stderr).toContain('--max-rules-age');
  });

  it('is printed by --version --verbose and by rules list, with the whole hash', async () => {
    const identity =
      /rule pack phaseout-kaspersky \d+\.\d+\.\d+ of \d{4}-\d\d-\d\d, \d+ days? old.*sha256 [0-9a-f]{64}/;
    for (const args of [
      ['--version', '--verbose'],
      ['rules', 'list'],
    ]) {
      expect((await run(...args)).stdout.replace(/\s+/g, ' ')).toMatch(identity);
    }
  });
});

describeWith(['openssl'], 'a signed pack', () => {
  beforeAll(() => {
    for (const who of ['office', 'other']) {
      execFileSync('openssl', ['genpkey', '-algorithm', 'ed25519', '-out', `${who}.key`], { cwd: folder });
      execFileSync('openssl', ['pkey', '-in', `${who}.key`, '-pubout', '-out', `${who}.pem`], {
        cwd: folder,
      });
    }
  });
  beforeEach(async () => {
    rmSync(join(folder, 'state.json'), { force: true });
    const { code, stdout } = await run('rules', 'sign', 'my-rules', '--key', 'office.key');
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringMatching(
        /^signed office-rules 2026\.11\.22 of 2026-11-22, 3 files, sha256 [0-9a-f]{64}\nwith the key [0-9a-f]{64}\nwrote my-rules\/pack\.sig\n$/,
      ),
    });
  });

  const signed = (...args: readonly string[]) =>
    scan('--audience', 'our-office', '--format', 'json', '--require-signed', 'office.pem', ...args);

  it('is good, and used', async () => {
    const verified = await run('rules', 'verify', 'my-rules', '--key', 'office.pem');
    expect(verified).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^good: office-rules 2026\.11\.22 /),
    });
    const plain = await scan('--audience', 'our-office', '--format', 'json');
    expect(await signed()).toEqual({ code: 1, stdout: plain.stdout, stderr: '' });
    expect((await signed('--require-signed', 'other.pem')).code).toBe(1);
  });

  it.each<readonly [string, () => void, readonly string[]]>([
    [
      'a changed file',
      () => edit('office-guard.yaml', 'office-guard', 'no-such-thing'),
      ['office-guard.yaml was changed after signing'],
    ],
    [
      'an added file',
      () => writeFileSync(join(folder, 'my-rules/more.yaml'), ''),
      ['more.yaml was added after signing'],
    ],
    [
      'a missing file',
      () => rmSync(join(folder, 'my-rules/office-order.yaml')),
      ['office-order.yaml was signed and is missing'],
    ],
    [
      'a changed signature',
      () => appendFileSync(join(folder, 'my-rules/pack.sig'), ' '),
      ['my-rules/pack.sig was changed after it was signed'],
    ],
    [
      'no signature',
      () => rmSync(join(folder, 'my-rules/pack.sig')),
      ['it is not signed: there is no my-rules/pack.sig'],
    ],
  ])('with %s is not, and nothing of it is used', async (_, tamper, wrong) => {
    tamper();
    const verified = await run('rules', 'verify', 'my-rules', '--key', 'office.pem');
    expect(verified).toEqual({
      code: 1,
      stdout: `NOT GOOD: my-rules\n${wrong.map((line) => `  ${line}\n`).join('')}`,
      stderr: '',
    });
    const refused = await signed();
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain(
      `phaseout: the pack at my-rules is refused (--require-signed)\n${wrong.join('\n')}\n`,
    );
  });

  it('is refused under another key', async () => {
    const { code, stderr } = await scan('--require-signed', 'other.pem');
    expect(code).toBe(2);
    expect(stderr).toMatch(/my-rules\/pack\.sig was made with another key: it names [0-9a-f]{64}\n/);
  });

  it.each<readonly [string, readonly string[]]>([
    ['inventory', ['inventory', '--root', 'clean']],
    ['match', ['match', '-']],
    ['rules list', ['rules', 'list']],
    ['rules show', ['rules', 'show', 'office-guard']],
    ['regimes list', ['regimes', 'list']],
    ['regimes show', ['regimes', 'show', 'office-order']],
    ['doctor', ['doctor']],
  ])('is asked for by %s as well', async (_, args) => {
    edit('office-guard.yaml', 'Example Lab', 'Example Laboratory');
    const { code, stdout, stderr } = await run(
      ...args,
      '--rules',
      'my-rules',
      '--require-signed',
      'office.pem',
    );
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('office-guard.yaml was changed after signing');
  });

  it('is not needed for the built-in pack, but the key is', async () => {
    expect((await run('rules', 'list', '--require-signed', 'office.pem')).code).toBe(0);
    expect(await run('rules', 'list', '--require-signed', 'no.pem')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('no key at no.pem'),
    });
  });

  it('is remembered, and an older one refused', async () => {
    const state = ['--state', 'state.json'];
    expect((await signed(...state)).code).toBe(1);
    expect(statSync(join(folder, 'state.json')).mode & 0o777).toBe(0o600);
    const first = readFileSync(join(folder, 'state.json'), 'utf8');

    const sign = async (from: string, to: string): Promise<void> => {
      edit('pack.yaml', from, to);
      expect((await run('rules', 'sign', 'my-rules', '--key', 'office.key')).code).toBe(0);
    };
    await sign('version: 2026.11.22', 'version: 2026.11.21');
    expect(await signed(...state)).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining(
        'office-rules 2026.11.21 of 2026-11-22 is older than 2026.11.22 of 2026-11-22',
      ),
    });
    expect(readFileSync(join(folder, 'state.json'), 'utf8')).toBe(first);
    await sign('version: 2026.11.21', 'version: 2026.11.22 # again');
    expect((await signed(...state)).stderr).toContain(
      'is not the one that was accepted before under this version',
    );
    await sign('version: 2026.11.22 # again', 'version: 2026.12.1');
    expect((await signed(...state)).code).toBe(1);
    expect(readFileSync(join(folder, 'state.json'), 'utf8')).toContain('"version": "2026.12.1"');
  });

  it('is not remembered where the run ended in an error', async () => {
    writeFileSync(join(folder, 'broken.yaml'), 'pack: broken\n');
    const { code } = await signed('--rules', 'broken.yaml', '--state', 'state.json');
    expect(code).toBe(2);
    expect(() => statSync(join(folder, 'state.json'))).toThrow(/ENOENT/);
  });

  it('in several scans at once ends with one state', async () => {
    const runs = await Promise.all(Array.from({ length: 4 }, () => signed('--state', 'state.json')));
    expect(runs.map(({ code }) => code)).toEqual([1, 1, 1, 1]);
    expect(JSON.parse(readFileSync(join(folder, 'state.json'), 'utf8'))).toMatchObject({
      accepted: [{ pack: 'office-rules' }],
    });
  });

  it.each<readonly [string, readonly string[], RegExp]>([
    ['sign without a key', ['rules', 'sign', 'my-rules'], /--key PRIVATE\.pem/],
    ['verify without a key', ['rules', 'verify', 'my-rules'], /--key PUBLIC\.pem/],
    [
      'sign with a public key',
      ['rules', 'sign', 'my-rules', '--key', 'office.pem'],
      /office\.pem is no private key/,
    ],
    [
      'verify with a private key',
      ['rules', 'verify', 'my-rules', '--key', 'office.key'],
      /office\.key is a private key/,
    ],
    [
      'sign nothing',
      ['rules', 'sign', 'nowhere', '--key', 'office.key'],
      /no rule file or folder at nowhere/,
    ],
    ['--state without a key', ['rules', 'list', '--state', 'state.json'], /add --require-signed KEY/],
  ])('%s: exit code 2 and what to do', async (_, args, says) => {
    const { code, stdout, stderr } = await run(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(says);
  });

  it('is not made of a pack with a fault, or without a name', async () => {
    edit('office-guard.yaml', 'vendor:', 'vendr:');
    const faulty = await run('rules', 'sign', 'my-rules', '--key', 'office.key', '--out', 'new.sig');
    expect(faulty).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/nothing was signed\n[\s\S]*vendr/),
    });
    rmSync(join(folder, 'my-rules/pack.yaml'));
    edit('office-guard.yaml', 'vendr:', 'vendor:');
    const nameless = await run('rules', 'sign', 'my-rules', '--key', 'office.key', '--out', 'new.sig');
    expect(nameless).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('no name, version and date to sign'),
    });
    expect(() => statSync(join(folder, 'new.sig'))).toThrow(/ENOENT/);
  });

  it('may have its signature elsewhere, and its key from a pipe', async () => {
    rmSync(join(folder, 'my-rules/pack.sig'));
    const locked = 'openssl pkey -in office.key -aes256 -passout pass:secret -out locked.key';
    execFileSync('sh', ['-c', locked], { cwd: folder });
    const refused = await run('rules', 'sign', 'my-rules', '--key', 'locked.key');
    expect(refused).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('is encrypted with a passphrase'),
    });
    const line = `openssl pkey -in locked.key -passin pass:secret | "${process.execPath}" "${programPath()}" rules sign my-rules --key /dev/stdin --out elsewhere.sig`;
    expect((await runCommand('sh', ['-c', line], { cwd: folder })).code).toBe(0);
    const verify = ['rules', 'verify', 'my-rules', '--key', 'office.pem'];
    expect((await run(...verify)).code).toBe(1);
    expect((await run(...verify, '--signature', 'elsewhere.sig')).code).toBe(0);
    const single = await run('rules', 'sign', 'my-rules', '--key', 'office.key', '--out', '-');
    expect(single.stdout).toBe(readFileSync(join(folder, 'elsewhere.sig'), 'utf8'));
  });
});
