import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, onTestFinished } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { makeWindows7Root } from '../collect/windows/real-hives/windows-7-root.ts';
import { type HiveTree, hiveOf } from '../host/windows/plant-root.ts';
import { changedPages, dirtied, writeNewLog } from '../support/hive-log-writer.ts';
import { describeWith } from '../support/needs.ts';
import { phaseout } from '../support/phaseout.ts';

const version: HiveTree = {
  'Microsoft\\Windows NT\\CurrentVersion': {
    ProductName: 'Windows 10 Pro',
    CurrentBuildNumber: '22631',
    SystemRoot: 'C:\\Windows',
  },
  'Microsoft\\Windows NT\\CurrentVersion\\ProfileList\\S-1-5-21-1-2-3-1001': {
    ProfileImagePath: 'C:\\Users\\Анна',
  },
  'Microsoft\\Windows\\CurrentVersion\\Uninstall\\7-Zip': {
    DisplayName: '7-Zip 23.01 (x64)',
    Publisher: 'Igor Pavlov',
  },
};
const system: HiveTree = {
  Select: { Current: 1 },
  'ControlSet001\\Services\\Spooler': { Type: 16, Start: 2, ImagePath: 'C:\\Windows\\System32\\spoolsv.exe' },
};

const uninstall = 'Microsoft\\Windows\\CurrentVersion\\Uninstall';
const endpoint = planted(`HKEY_LOCAL_MACHINE\\SOFTWARE\\WOW6432Node\\${uninstall}\\KES`, 2, {
  DisplayName: 'Kaspersky Endpoint Security for Windows',
  DisplayVersion: '12.8.0.505',
  Publisher: 'AO Kaspersky Lab',
});
const agent = planted(`HKEY_LOCAL_MACHINE\\SOFTWARE\\WOW6432Node\\${uninstall}\\Agent`, 2, {
  DisplayName: 'Kaspersky Security Center Network Agent',
  DisplayVersion: '15.1.0.20748',
  Publisher: 'AO Kaspersky Lab',
});
const ofUser = planted(`HKEY_CURRENT_USER\\Software\\${uninstall}\\Пароли 😀`, 1, {
  DisplayName: 'Kaspersky Password Manager',
  Publisher: 'AO Kaspersky Lab',
});

/** Export text of one key, with each key above it, down from `from` names: hivexregedit makes no parents itself. */
function planted(key: string, from: number, values: Readonly<Record<string, string>>): string {
  const names = key.split('\\');
  const keys = names.slice(from).map((_, index) => `[${names.slice(0, from + index + 1).join('\\')}]`);
  const lines = Object.entries(values).map(([name, text]) => `"${name}"="${text}"`);
  return `${keys.join('\n\n')}\n${lines.join('\n')}\n\n`;
}

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'phaseout-planted-'));
  for (const inside of [config, user]) mkdirSync(join(folder, 'disk', inside), { recursive: true });
  put(`${config}/SOFTWARE`, hiveOf(version));
  put(`${config}/SYSTEM`, hiveOf(system));
  put(`${config}/DEFAULT`, hiveOf({ Software: {} }));
  put(`${user}/NTUSER.DAT`, hiveOf({ Software: {} }));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const config = 'Windows/System32/config';
const user = 'Users/Анна';

function put(path: string, bytes: Buffer): void {
  writeFileSync(join(folder, 'disk', path), bytes);
}

function get(path: string): Buffer {
  return readFileSync(join(folder, 'disk', path));
}

/** Another program writes the keys into the hive. */
function merge(path: string, prefix: string, text: string, disk = join(folder, 'disk')): void {
  const options = ['--merge', '--prefix', prefix, '--encoding', 'UTF-16LE'];
  execFileSync('hivexregedit', [...options, join(disk, path)], {
    input: `Windows Registry Editor Version 5.00\n\n${text}`,
  });
}

async function scan(disk = 'disk'): Promise<Report> {
  const args = ['scan', '--root', disk, '--format', 'json', '--as-of', '2026-11-22', '--reproducible'];
  return JSON.parse((await phaseout(args, { cwd: folder })).stdout) as Report;
}

const found = ({ findings }: Report): string[] => findings.map(({ product }) => product.id);
const gaps = ({ coverage }: Report): string[] =>
  coverage.flatMap((each) => each.gaps.map(({ message }) => message));

describeWith(['hivexregedit'], 'keys that hivexregedit planted in a hive', () => {
  it('are found as the products that they name, also in the hive of a user', async () => {
    const clean = await scan();
    expect([found(clean), gaps(clean)]).toEqual([[], []]);
    merge(`${config}/SOFTWARE`, 'HKEY_LOCAL_MACHINE\\SOFTWARE', endpoint + agent);
    merge(`${user}/NTUSER.DAT`, 'HKEY_CURRENT_USER', ofUser);
    const planted = await scan();
    expect([found(planted), gaps(planted)]).toEqual([
      ['kes-windows', 'kaspersky-password-manager-windows', 'network-agent-windows'],
      [],
    ]);
    expect(planted.findings.flatMap(({ evidence }) => evidence.map(({ item }) => item.origin))).toEqual([
      `HKLM\\SOFTWARE\\WOW6432Node\\${uninstall}\\KES`,
      `HKU\\S-1-5-21-1-2-3-1001\\Software\\${uninstall}\\Пароли 😀`,
      `HKLM\\SOFTWARE\\WOW6432Node\\${uninstall}\\Agent`,
    ]);
  });

  it('are found where they stand in the logs alone, and the files stay as they are', async () => {
    const path = `${config}/SOFTWARE`;
    const before = get(path);
    merge(path, 'HKEY_LOCAL_MACHINE\\SOFTWARE', endpoint);
    const between = get(path);
    merge(path, 'HKEY_LOCAL_MACHINE\\SOFTWARE', agent);
    const after = get(path);
    const entry = (sequence: number, from: Buffer, to: Buffer) => ({
      sequence,
      binsBytes: to.readUInt32LE(40),
      pages: changedPages(from, to),
    });
    const torn = dirtied(before, 7, 6);
    const logs = {
      [path]: torn,
      [`${path}.LOG1`]: writeNewLog(torn, 7, [entry(7, before, between)]),
      [`${path}.LOG2`]: writeNewLog(torn, 8, [entry(8, between, after)]),
    };
    for (const [file, bytes] of Object.entries(logs)) put(file, bytes);
    const recovered = await scan();
    expect([found(recovered), gaps(recovered)]).toEqual([['kes-windows', 'network-agent-windows'], []]);
    for (const [file, bytes] of Object.entries(logs)) expect(get(file).equals(bytes), file).toBe(true);
    rmSync(join(folder, 'disk', `${path}.LOG2`));
    const half = await scan();
    expect([found(half), gaps(half)]).toEqual([['kes-windows'], []]);
    rmSync(join(folder, 'disk', `${path}.LOG1`));
    const stale = await scan();
    expect(found(stale)).toEqual([]);
    expect(gaps(stale)).toEqual([
      'C:/Windows/System32/config/SOFTWARE: the hive was not written out and it has no transaction log: recent changes may be missing',
    ]);
    expect(stale.summary.exitCode).toBe(3);
  });
});

const driver = `[HKEY_LOCAL_MACHINE\\SYSTEM\\ControlSet001\\services\\klif]
"DisplayName"="Kaspersky Lab Driver"
"Group"="FSFilter Anti-Virus"
"ImagePath"="system32\\\\DRIVERS\\\\klif.sys"
"Type"=dword:00000002
"Start"=dword:00000001

`;

describeWith(['hivexregedit'], 'keys that hivexregedit planted in the hives of a Windows 7', () => {
  it('are found among what was there before, and nothing else is', async () => {
    const { path: disk, remove } = makeWindows7Root();
    onTestFinished(remove);
    const clean = await scan(disk);
    expect([clean.target.os, found(clean), gaps(clean)]).toEqual(['Windows 7 Ultimate 7601', [], []]);
    const program = planted(`HKEY_LOCAL_MACHINE\\SOFTWARE\\${uninstall}\\KES`, 6, {
      DisplayName: 'Kaspersky Endpoint Security for Windows',
      DisplayVersion: '11.0.0.6499',
      Publisher: 'AO Kaspersky Lab',
    });
    merge(`${config}/SOFTWARE`, 'HKEY_LOCAL_MACHINE\\SOFTWARE', program, disk);
    merge(`${config}/SYSTEM`, 'HKEY_LOCAL_MACHINE\\SYSTEM', driver, disk);
    merge('Users/nfury/NTUSER.DAT', 'HKEY_CURRENT_USER', ofUser, disk);
    const after = await scan(disk);
    expect([found(after), gaps(after)]).toEqual([['kes-windows', 'kaspersky-password-manager-windows'], []]);
    const nfury = 'HKU\\S-1-5-21-2036804247-3058324640-2116585241-1105';
    expect(after.findings.flatMap(({ evidence }) => evidence.map(({ item }) => item.origin))).toEqual([
      `HKLM\\SOFTWARE\\${uninstall}\\KES`,
      'HKLM\\SYSTEM\\CurrentControlSet\\services\\klif',
      `${nfury}\\Software\\${uninstall}\\Пароли 😀`,
    ]);
    const counts = new Map(after.coverage.map(({ collector, items }) => [collector, items]));
    expect([counts.get('uninstall-keys'), counts.get('services')]).toEqual([68 + 2, 416 + 1]);
  });
});
