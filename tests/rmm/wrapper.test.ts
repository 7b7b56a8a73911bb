import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { UsageError } from '../../src/errors.ts';
import { type RmmPlatform, rmmPlatforms } from '../../src/rmm/platforms.ts';
import { maxWrapper, rmmWrapper } from '../../src/rmm/wrapper.ts';
import { describeWith } from '../support/needs.ts';
import { powerShellFaults } from '../support/powershell/parse.ts';
import { fc } from '../support/property.ts';

const folder = mkdtempSync(join(tmpdir(), 'phaseout-wrapper-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const version = '0.0.0';
const options = ['--client', 'Müller & Söhne; $(id) %PATH% $env:X', '--tag', 'image=golden-11'];
const platform = (id: string): RmmPlatform => {
  const found = rmmPlatforms.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no platform ${id}`);
  return found;
};

describe('PowerShell', () => {
  it.each(rmmPlatforms)('$id: a real grammar takes it, it is ASCII, and fits everywhere', async (each) => {
    const script = rmmWrapper('powershell', { platform: each, options, version });
    expect(await powerShellFaults(script)).toEqual([]);
    expect(script).toMatch(/^[\x20-\x7e\n]+$/);
    expect(script.length).toBeLessThan(8_000);
    expect(script.length).toBeLessThan(maxWrapper);
  });

  it('the grammar does find faults', async () => {
    const script = rmmWrapper('powershell', { platform: platform('datto'), options, version });
    expect(await powerShellFaults(script.replace('foreach (', 'foreach ('.repeat(2)))).not.toEqual([]);
  });

  it('options are strings in which PowerShell looks for nothing, beyond ASCII by their numbers', () => {
    const script = rmmWrapper('powershell', { platform: platform('intune'), options, version });
    expect(script).toContain(
      "$Arguments = @('rmm', 'intune', '--client', ('' + 'M' + [char]0xfc + 'ller & S' + [char]0xf6 + 'hne; $(id) %PATH% $env:X'), '--tag', 'image=golden-11')\n",
    );
  });
});

/** A program that answers as told; `by` gives it to another account. */
function program(name: string, body: string, by?: number): string {
  const file = join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${body}\n`);
  chmodSync(file, 0o755);
  if (by !== undefined) chownSync(file, by, by);
  return file;
}

function run(id: string, exe: string, words: readonly string[] = options) {
  const script = join(folder, `${id}.sh`);
  writeFileSync(script, rmmWrapper('sh', { platform: platform(id), options: words, version }));
  const { status, stdout, stderr } = spawnSync('sh', [script], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], PHASEOUT_EXE: exe },
  });
  return { status, stdout, stderr };
}

const failed = 'phaseout ERROR: incomplete, nothing was judged;';

describe('sh', () => {
  it('passes options on as they are, and line and exit code back', () => {
    const exe = program(
      'args',
      'for each in "$@"; do echo "$each"; done\necho "phaseout FOUND active: complete"; exit 1',
    );
    expect(run('ninjaone', exe)).toEqual({
      status: 1,
      stdout: `rmm\nninjaone\n${options.join('\n')}\nphaseout FOUND active: complete\n`,
      stderr: '',
    });
  });

  const line = 'echo "phaseout CLEAN: complete"';
  it.each<[string, string, string, number, string]>([
    [
      'what the program says on stderr is not passed on',
      'intune',
      `echo no >&2; ${line}`,
      0,
      'phaseout CLEAN: complete',
    ],
    ['a program that is killed', 'intune', `${line}; kill -9 $$`, 1, `${failed} the program ended with 137`],
    [
      'an exit code that the platform does not have',
      'ninjaone',
      `${line}; exit 7`,
      2,
      `${failed} the program ended with 7`,
    ],
    ['another program of that name', 'n-central', 'echo hello', 2, `${failed} the program printed no line`],
    ['no output at all', 'connectwise', 'exit 0', 2, `${failed} the program printed no line`],
    [
      'what eight bits leave of 1003',
      'n-sight',
      'echo "phaseout INCOMPLETE: incomplete, 1 gap"; exit 1003',
      235,
      'phaseout INCOMPLETE: incomplete, 1 gap',
    ],
    ['a Win32 rule: clean prints nothing', 'intune-win32', 'exit 0', 0, ''],
    [
      'and what another program prints is not "installed"',
      'intune-win32',
      'echo hello',
      3,
      `${failed} the program printed no line`,
    ],
    [
      'and a program that was stopped is not clean',
      'intune-win32',
      'exit 126',
      3,
      `${failed} the program ended with 126`,
    ],
  ])('%s', (_name, id, body, status, stdout) => {
    const exe = program('fake', body);
    expect(run(id, exe)).toEqual({ status, stdout: stdout === '' ? '' : `${stdout}\n`, stderr: '' });
  });

  it('starts a whole path only, not what PATH has under that name', () => {
    program('bare-name', line);
    const start = (exe: string) => {
      const script = join(folder, 'bare.sh');
      writeFileSync(
        script,
        rmmWrapper('sh', { platform: platform('n-central'), options: [], version: '0.0.0' }),
      );
      const env = { PATH: `${folder}:${process.env['PATH']}`, PHASEOUT_EXE: exe };
      return spawnSync('sh', [script], { encoding: 'utf8', cwd: folder, env }).status;
    };
    expect([start(join(folder, 'bare-name')), start('bare-name'), start('./bare-name')]).toEqual([0, 2, 2]);
  });

  it('speaks in the form of the platform where there is no program', () => {
    const gone = join(folder, 'none');
    expect(run('datto', gone)).toEqual({
      status: 1,
      stdout: `<-Start Result->\nphaseout=${failed} the program phaseout was not found\n<-End Result->\n<-Start Diagnostic->\n<-End Diagnostic->\n`,
      stderr: '',
    });
    expect(run('n-sight', gone).status).toBe(234);
  });
});

describeWith(['root'], 'a program of another account', () => {
  it('is not started', () => {
    const exe = program('foreign', 'echo "phaseout CLEAN: complete"', 65534);
    expect(run('intune', exe)).toMatchObject({
      status: 1,
      stdout: `${failed} the program phaseout was not found\n`,
    });
  });
});

describe('--sha256', () => {
  const line = 'echo "phaseout CLEAN: complete"';

  it('starts the program that was meant, and no other', () => {
    const exe = program('meant', line);
    const sha256 = createHash('sha256').update(readFileSync(exe)).digest('hex');
    const start = (meant: string) => {
      const script = join(folder, 'checked.sh');
      writeFileSync(
        script,
        rmmWrapper('sh', { platform: platform('n-central'), options, version, sha256: meant }),
      );
      const env = { PATH: process.env['PATH'], PHASEOUT_EXE: exe };
      const { status, stdout } = spawnSync('sh', [script], { encoding: 'utf8', env });
      return { status, stdout };
    };
    expect(start(sha256)).toEqual({ status: 0, stdout: 'phaseout CLEAN: complete\n' });
    expect(start('0'.repeat(64))).toEqual({
      status: 2,
      stdout: `${failed} the program is another file than the one that was meant (SHA-256)\n`,
    });
  });

  it('a real grammar takes the check of PowerShell', async () => {
    const script = rmmWrapper('powershell', {
      platform: platform('datto'),
      options,
      version,
      sha256: 'ab'.repeat(32),
    });
    expect(await powerShellFaults(script)).toEqual([]);
    expect(script.indexOf(`if ($Hash -ne '${'ab'.repeat(32)}') { Exit-WithError`)).toBeGreaterThan(0);
    expect(script.indexOf('& $Program $Arguments')).toBeGreaterThan(script.indexOf('$Hash -ne'));
  });
});

describe('options that no script can pass on', () => {
  it.each(["it's", 'a"b', 'a`b', 'a\nb', 'a\u2019b', 'a\u201cb', '\u0000'])('%j', (word) => {
    for (const kind of ['sh', 'powershell'] as const)
      expect(() =>
        rmmWrapper(kind, { platform: platform('intune'), options: ['--client', word], version }),
      ).toThrow(UsageError);
  });

  it('a back-slash at the end, which Windows would take for that of a quote', () => {
    const input = { platform: platform('intune'), options: ['--report', 'C:\\reports\\'], version };
    expect(() => rmmWrapper('powershell', input)).toThrow('cannot be written into a script');
    expect(rmmWrapper('sh', input)).toContain("'C:\\reports\\'");
  });

  it('whatever is passed on leaves a script that the shell reads as one word', () => {
    const exe = program('echo', 'printf "%s\\n" "$4"; echo "phaseout CLEAN: complete"');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), (word) => {
        let result: ReturnType<typeof run>;
        try {
          result = run('intune', exe, ['--client', word]);
        } catch (error) {
          expect(error).toBeInstanceOf(UsageError);
          return;
        }
        expect(result.stdout).toBe(`${word}\nphaseout CLEAN: complete\n`);
      }),
      { numRuns: 40 },
    );
  });
});
