import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { phaseout } from '../support/phaseout.ts';
import { powerShellFaults } from '../support/powershell/parse.ts';

const folder = mkdtempSync(join(tmpdir(), 'phaseout-export-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('phaseout export kql', () => {
  it('writes a folder of queries, and says what is not in them', async () => {
    const { code, stdout, stderr } = await phaseout(['export', 'kql', '--output', `${folder}/defender`]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toMatch(/^phaseout: not expressed for kql, in whole or in part: \d+ signatures\n {2}/);
    const names = readdirSync(join(folder, 'defender'), { recursive: true, encoding: 'utf8' });
    expect(names).toEqual(expect.arrayContaining(['README.md', 'windows/drivers.kql', 'macos/files.kql']));
    const query = readFileSync(join(folder, 'defender', 'windows', 'drivers.kql'), 'utf8');
    expect(query).toMatch(/^\/\/ phaseout \d+\.\d+\.\d+, rules phaseout-kaspersky /);
    expect(query).toContain(
      'DeviceEvents\n| where Timestamp > ago(30d)\n| where ActionType == "DriverLoad"\n',
    );
  });

  it('names the folder to give where there are several files, and its dialects', async () => {
    expect(await phaseout(['export', 'kql', '--dialect', 'intune'])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(
        /^phaseout: export kql writes \d+ files\n {2}name a folder: --output DIR/,
      ),
    });
    expect(await phaseout(['export', 'kql', '--dialect', 'sentinel'])).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('phaseout export powershell', () => {
  it('prints one script that a real grammar takes', async () => {
    const { code, stdout } = await phaseout(['export', 'powershell', '--dialect', 'intune', '--quiet']);
    expect(code).toBe(0);
    expect(await powerShellFaults(stdout)).toEqual([]);
    expect(stdout.length).toBeLessThan(64_000);
    expect(stdout).toContain(
      '# For Microsoft Intune, detection script of a remediation: exit code 0 clean, 1 found',
    );
  });

  it('has nothing for other systems', async () => {
    expect(await phaseout(['export', 'powershell', '--platform', 'linux'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('nothing of these rules can be expressed'),
    });
  });
});
