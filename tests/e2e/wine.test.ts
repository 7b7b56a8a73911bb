import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type KeySpec, storedText, writeHive } from '../support/hive-writer.ts';
import { describeWith } from '../support/needs.ts';
import { printingProgram } from '../support/printing-program.ts';
import type { LiveAnswer } from '../support/read-live-registry.ts';
import { win32Node } from '../support/win32-node.ts';
import { makeWinePrefix, type WinePrefix, windowsPath } from '../support/wine.ts';

const uninstall = 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall';
const uninstall32 = 'HKLM\\SOFTWARE\\WOW6432Node\\Microsoft\\Windows\\CurrentVersion\\Uninstall';
const services = 'HKLM\\SYSTEM\\CurrentControlSet\\Services';
const profileList = 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\ProfileList';
const otherSid = 'S-1-5-21-1111111111-2222222222-3333333333-1001';
const offlineSid = 'S-1-12-1-4444444444-5555555555-6666666666-7777777777';
const awaySid = 'S-1-5-21-1111111111-2222222222-3333333333-1002';

/** Imported with reg.exe; the expectations below are the same facts, written by hand. */
const planted = `
[HKEY_LOCAL_MACHINE\\SOFTWARE\\PhaseoutTest\\Касперский 日本語 🛡]
@="значение"
"Текст"="カスペルスキー 🛡 \\"quoted\\" C:\\\\Program Files\\\\x"
"Number"=dword:deadbeef
"Bytes"=hex:00,01,02,03,04,05,06,07,08,09,0a,0b,0c,0d,0e,0f,10,11,12,13,14,15,16,17,18,19,1a,1b,1c,1d,1e,1f
"List"=hex(7):41,00,00,00,16,04,00,00,00,00
"Expand"=hex(2):25,00,41,00,25,00,00,00
"Wide"=hex(b):01,00,00,00,00,00,00,80
"Nothing"=hex(0):
"Odd"=hex(a000010d):07

[HKEY_LOCAL_MACHINE\\SOFTWARE\\PhaseoutTest\\Касперский 日本語 🛡\\Below]

[${uninstall.replace('HKLM', 'HKEY_LOCAL_MACHINE')}\\{11111111-2222-3333-4444-555555555555}]
"DisplayName"="Kaspersky Endpoint Security для Windows"
"Publisher"="АО Лаборатория Касперского"
"DisplayVersion"="12.3.0.493"

[${services.replace('HKLM', 'HKEY_LOCAL_MACHINE')}\\klif.KES-21-9]
"Type"=dword:00000002
"Start"=dword:00000000
"ImagePath"=hex(2):73,00,79,00,73,00,00,00

[HKEY_USERS\\${otherSid}\\Software\\PhaseoutTest]
"Имя"="другой пользователь"

[${profileList.replace('HKLM', 'HKEY_LOCAL_MACHINE')}\\${otherSid}]
"ProfileImagePath"="C:\\\\users\\\\Анна"

[${profileList.replace('HKLM', 'HKEY_LOCAL_MACHINE')}\\${offlineSid}]
"ProfileImagePath"="C:\\\\users\\\\清水"

[${profileList.replace('HKLM', 'HKEY_LOCAL_MACHINE')}\\${awaySid}]
"ProfileImagePath"="C:\\\\users\\\\away"
`;

/** Answers like sc.exe: services with one that has a letter of code page 850 in its name, and drivers. */
const scStandIn = `
const block = (name, type, state) =>
  ['SERVICE_NAME: ' + name, 'DISPLAY_NAME: x', '        TYP                : ' + type,
   '        STATUS             : ' + state, '                                (STOPPABLE, NOT_PAUSABLE)',
   '        WIN32_EXIT_CODE    : 0  (0x0)', ''].join('\\r\\n');
const words = process.argv.slice(2).join(' ');
const lists = {
  'type= service state= all bufsize= 262144':
    block('klnagent', '10  WIN32_OWN_PROCESS', '4  RUNNING') + '\\r\\n' +
    block('Pr\\x81fdienst', '10  WIN32_OWN_PROCESS', '4  RUNNING'),
  'type= driver state= all bufsize= 262144': block('klif.KES-21-9', '2  FILE_SYSTEM_DRIVER', '4  RUNNING'),
};
process.stdout.write(Buffer.from('\\r\\n' + lists[words], 'latin1'));
`;

/** What qprocess.exe writes, with headings in another language. */
const qprocessOutput = [
  ' BENUTZERNAME          SITZUNGSNAME        ID    PID  ABBILD',
  ' (unknown)             services             0      0',
  ' (unknown)             services             0   1432  avp.exe',
  '>anna                  console              1   3616  searchindexe...',
  '',
].join('\r\n');

interface Gap {
  readonly reason: string;
  readonly source: string;
}

describeWith(['wine'], 'Windows by way of Wine', () => {
  // A run of the program starts some 70 of reg.exe, each of which a busy machine gives a second.
  vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });
  let wine: WinePrefix;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'phaseout-wine-test-'));
    wine = await makeWinePrefix();
  });

  afterAll(async () => {
    await wine?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('Node.js there says that it is win32', async () => {
    const run = await wine.node(['-p', 'process.platform + " " + process.version']);
    expect(run).toMatchObject({ code: 0, stdout: 'win32 v20.20.2\n' });
  });

  it('the installed program starts', async () => {
    const run = await wine.phaseout(['--version']);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toMatch(/^phaseout \d+\.\d+\.\d+\n$/);
  });

  it('the built-in rule pack is sound there', async () => {
    const run = await wine.phaseout(['rules', 'validate']);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toContain('rule pack phaseout-kaspersky');
  });

  it('doctor reports on the machine', async () => {
    const run = await wine.phaseout(['doctor']);
    expect([0, 3]).toContain(run.code);
    expect(run.stderr).toBe('');
    expect(run.stdout).toContain('Node.js v20.20.2');
  });

  it('the live registry gives what was planted', async () => {
    await wine.importReg(planted);
    await wine.reg('add', uninstall32, '/f', '/v', 'Marker', '/d', 'the 32-bit view');
    await wine.reg('add', 'HKLM\\SOFTWARE\\Phaseout32', '/v', 'a', '/d', 'Ж🛡', '/reg:32', '/f');

    // A user who is not logged on: only the hive in the profile's folder.
    mkdirSync(join(wine.driveC, 'users', '清水'));
    const data = storedText('カスペルスキー セキュリティ');
    const product = { name: 'KasperskyLab', values: [{ name: '名前', type: 1, data }] };
    const hive = writeHive({ name: 'ROOT', keys: [{ name: 'Software', keys: [product] }] });
    writeFileSync(join(wine.driveC, 'users', '清水', 'NTUSER.DAT'), hive);

    const script = await bundle('tests/support/read-live-registry.ts');
    const asked = join(folder, 'asked.json');
    const answerFile = join(folder, 'answer.json');
    const paths = [
      'HKLM\\SOFTWARE\\PhaseoutTest',
      `${uninstall}\\{11111111-2222-3333-4444-555555555555}`,
      uninstall32,
      'HKLM\\SOFTWARE\\WOW6432Node\\Phaseout32',
      `${services}\\KLIF.kes-21-9`,
      `HKU\\${otherSid}\\Software\\PhaseoutTest`,
      `HKU\\${offlineSid}\\software\\kasperskylab`,
      'HKLM\\SOFTWARE\\KasperskyLab',
      'HKLM\\SOFTWARE\\KasperskyLab\\protected',
      'HKLM\\SAM',
    ];
    writeFileSync(asked, JSON.stringify(paths));
    const run = await wine.node([windowsPath(script), windowsPath(asked), windowsPath(answerFile)]);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    const answer: LiveAnswer = JSON.parse(readFileSync(answerFile, 'utf8'));

    expect(answer.platform).toBe('win32');
    expect(answer.gaps).toEqual([]);
    expect(answer.keys['HKLM\\SOFTWARE\\PhaseoutTest']).toEqual({
      path: 'HKLM\\SOFTWARE\\PhaseoutTest',
      values: [],
      subkeys: [
        {
          path: 'HKLM\\SOFTWARE\\PhaseoutTest\\Касперский 日本語 🛡',
          values: expect.toSatisfy((values: { name: string }[]) => {
            expect(values.toSorted((a, b) => (a.name < b.name ? -1 : 1))).toEqual([
              { name: '', type: 'sz', data: 'значение' },
              {
                name: 'Bytes',
                type: 'binary',
                data: '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f',
              },
              { name: 'Expand', type: 'expand-sz', data: '%A%' },
              { name: 'List', type: 'multi-sz', data: ['A', 'Ж'] },
              { name: 'Nothing', type: 'none', data: '' },
              { name: 'Number', type: 'dword', data: 3735928559 },
              { name: 'Odd', type: 'other', data: '07' },
              { name: 'Wide', type: 'qword', data: '9223372036854775809' },
              { name: 'Текст', type: 'sz', data: 'カスペルスキー 🛡 "quoted" C:\\Program Files\\x' },
            ]);
            return true;
          }),
          subkeys: [
            {
              path: 'HKLM\\SOFTWARE\\PhaseoutTest\\Касперский 日本語 🛡\\Below',
              values: [],
              subkeys: [],
            },
          ],
        },
      ],
    });
    expect(answer.keys[`${uninstall}\\{11111111-2222-3333-4444-555555555555}`]).toMatchObject({
      values: expect.arrayContaining([
        { name: 'DisplayName', type: 'sz', data: 'Kaspersky Endpoint Security для Windows' },
        { name: 'Publisher', type: 'sz', data: 'АО Лаборатория Касперского' },
        { name: 'DisplayVersion', type: 'sz', data: '12.3.0.493' },
      ]),
    });
    expect(answer.keys[uninstall32]).toMatchObject({
      values: [{ name: 'Marker', type: 'sz', data: 'the 32-bit view' }],
    });
    expect(answer.keys['HKLM\\SOFTWARE\\WOW6432Node\\Phaseout32']).toMatchObject({
      values: [{ name: 'a', type: 'sz', data: 'Ж🛡' }],
    });
    expect(answer.keys[`${services}\\KLIF.kes-21-9`]).toMatchObject({
      values: expect.arrayContaining([
        { name: 'Type', type: 'dword', data: 2 },
        { name: 'Start', type: 'dword', data: 0 },
        { name: 'ImagePath', type: 'expand-sz', data: 'sys' },
      ]),
    });
    expect(answer.keys[`HKU\\${otherSid}\\Software\\PhaseoutTest`]).toMatchObject({
      values: [{ name: 'Имя', type: 'sz', data: 'другой пользователь' }],
    });
    expect(answer.keys[`HKU\\${offlineSid}\\software\\kasperskylab`]).toMatchObject({
      values: [{ name: '名前', type: 'sz', data: 'カスペルスキー セキュリティ' }],
    });
    expect(answer.keys['HKLM\\SOFTWARE\\KasperskyLab']).toBeNull();
    expect(answer.keys['HKLM\\SOFTWARE\\KasperskyLab\\protected']).toBeNull();
    expect(answer.keys['HKLM\\SAM']).toEqual({
      error: 'HKLM\\SAM holds secrets; this program never opens it',
    });
    expect(answer.users).toContainEqual({ sid: otherSid, name: 'Анна', profilePath: 'C:\\users\\Анна' });
    expect(answer.users).toContainEqual({
      sid: offlineSid,
      name: '清水',
      profilePath: 'C:\\users\\清水',
    });
    expect(answer.absent).toContain(awaySid);
    expect(leftInTemp(wine.driveC)).toEqual([]);
  });

  it('a scan finds what was planted, through the live registry and real files', async () => {
    await wine.importReg(`
[${uninstall.replace('HKLM', 'HKEY_LOCAL_MACHINE')}\\{27534751-4A40-48BD-B393-BC3BF28C876E}]
"DisplayName"="Kaspersky Endpoint Security для Windows 日本語 🛡"
"Publisher"="AO Kaspersky Lab"
"DisplayVersion"="12.4.0.467"

[${services.replace('HKLM', 'HKEY_LOCAL_MACHINE')}\\klnagent]
"Type"=dword:00000010
"Start"=dword:00000002
"ImagePath"="\\"C:\\\\Program Files (x86)\\\\Kaspersky Lab\\\\NetworkAgent\\\\klnagent.exe\\""
`);
    await wine.reg(
      ...['add', 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\VPN', '/reg:32', '/f'],
      ...['/v', 'DisplayName', '/d', 'Kaspersky VPN'],
    );
    const agent = join(wine.driveC, 'Program Files (x86)', 'Kaspersky Lab', 'NetworkAgent');
    mkdirSync(agent, { recursive: true });
    writeFileSync(join(agent, 'klnagent.exe'), 'MZ');
    const file = join(folder, 'inventory.json');
    const inventory = await wine.phaseout(['inventory', '--format', 'json', '--output', windowsPath(file)]);
    expect([0, 3]).toContain(inventory.code);
    const { items, target, coverage } = JSON.parse(readFileSync(file, 'utf8'));
    expect(target).toMatchObject({ type: 'host', platform: 'windows' });
    // Wine's own sc.exe cannot list: that is said, and the rest is still read.
    const gaps = coverage.flatMap((each: { gaps: Gap[] }) => each.gaps);
    const ofState = gaps.filter(({ source }: Gap) => /^sc\.exe/.test(source));
    expect(ofState.map(({ reason, source }: Gap) => `${reason} ${source}`).toSorted()).toEqual([
      'missing-source sc.exe query type= driver state= all bufsize= 262144',
      'missing-source sc.exe query type= service state= all bufsize= 262144',
    ]);
    expect(items).toContainEqual(
      expect.objectContaining({
        kind: 'software',
        name: 'Kaspersky Endpoint Security для Windows 日本語 🛡',
        version: '12.4.0.467',
      }),
    );
    expect(items).toContainEqual(
      expect.objectContaining({
        name: 'Kaspersky VPN',
        origin: expect.stringContaining('WOW6432Node'),
      }),
    );
    const report = join(folder, 'report.json');
    const scan = await wine.phaseout(['scan', '--output', windowsPath(report), '--quiet']);
    expect(scan.code).toBe(1);
    const { findings } = JSON.parse(readFileSync(report, 'utf8'));
    const found = findings.map((finding: { product: { id: string }; status: string }) => finding.product.id);
    expect(found).toEqual(expect.arrayContaining(['kes-windows', 'network-agent-windows']));
    expect(leftInTemp(wine.driveC)).toEqual([]);
  });

  it('says what runs, as sc.exe of the system says it', async () => {
    await wine.importReg(`
[${services.replace('HKLM', 'HKEY_LOCAL_MACHINE')}\\klnagent]
"Type"=dword:00000010
"Start"=dword:00000002
"ImagePath"="C:\\\\Program Files (x86)\\\\Kaspersky Lab\\\\NetworkAgent\\\\klnagent.exe"

[${services.replace('HKLM', 'HKEY_LOCAL_MACHINE')}\\klif.KES-21-9]
"Type"=dword:00000002
"Start"=dword:00000001
`);
    // Wine's own program cannot do it, so Node.js stands in for it: it takes the first word for a script,
    // which is looked for in the working folder. What is proven is how it is started and how it is read.
    const system = join(wine.driveC, 'windows', 'system32');
    rmSync(join(system, 'sc.exe'), { force: true });
    copyFileSync(win32Node(), join(system, 'sc.exe'));
    await wine.reg('add', 'HKCU\\Software\\Wine\\DllOverrides', '/v', 'sc.exe', '/d', 'native', '/f');
    writeFileSync(join(wine.driveC, 'query'), scStandIn);
    const start = join(folder, 'start-on-c.cjs');
    writeFileSync(start, "process.chdir('C:\\\\');\n");
    const file = join(folder, 'running.json');
    const words = ['inventory', '--only', 'services', '--format', 'json'];
    const run = await wine.phaseout([...words, '--output', windowsPath(file)], {
      NODE_OPTIONS: `--require ${windowsPath(start).replaceAll('\\', '/')}`,
    });
    expect([0, 3]).toContain(run.code);
    const { items, coverage } = JSON.parse(readFileSync(file, 'utf8'));
    const stateOf = (name: string) => items.find((item: { name: string }) => item.name === name);
    expect(stateOf('klnagent')).toMatchObject({
      kind: 'service',
      state: 'running',
      attributes: { start: 'auto' },
    });
    expect(stateOf('klif.KES-21-9')).toMatchObject({
      kind: 'driver',
      state: 'loaded',
      attributes: { start: 'system' },
    });
    const gaps = coverage.flatMap((each: { gaps: Gap[] }) => each.gaps);
    expect(gaps.filter(({ source }: Gap) => /^sc\.exe/.test(source))).toEqual([
      expect.objectContaining({
        reason: 'unsupported-format',
        source: 'sc.exe query type= service state= all bufsize= 262144',
      }),
    ]);
  });

  it('names the programs that run, as qprocess.exe of the system names them', async () => {
    const file = join(folder, 'programs.json');
    const words = [
      'inventory',
      '--only',
      'running-programs',
      '--format',
      'json',
      '--output',
      windowsPath(file),
    ];
    const answer = async (environment?: Readonly<Record<string, string>>) => {
      const run = await wine.phaseout(words, environment);
      const { items, coverage } = JSON.parse(readFileSync(file, 'utf8'));
      const own = coverage.find(({ collector }: { collector: string }) => collector === 'running-programs');
      return { code: run.code, items, own };
    };
    // Wine has no such program, like Windows Home: no gap.
    const without = await answer();
    expect(without).toMatchObject({ items: [], own: { status: 'ok', gaps: [] } });
    expect(without.own.notPresent).toEqual([expect.stringContaining('no qprocess.exe here')]);

    // A program that writes such a list stands in, and ends with a code that must not matter.
    writeFileSync(
      join(wine.driveC, 'windows', 'system32', 'qprocess.exe'),
      printingProgram(qprocessOutput, 9),
    );
    const { items, own } = await answer();
    expect(own).toMatchObject({ status: 'ok', gaps: [] });
    expect(items).toEqual([
      expect.objectContaining({ kind: 'process', name: 'avp.exe', attributes: { pid: 1432 } }),
      expect.objectContaining({ name: 'searchindexe...', attributes: { pid: 3616, nameCut: true } }),
    ]);
  });

  it('reads the classes of a user who is not logged on', async () => {
    const fullName = 'KasperskyLab.Test_1.2.3.0_x64__8wekyb3d8bbwe';
    const names = [
      'Local Settings',
      'Software',
      'Microsoft',
      'Windows',
      'CurrentVersion',
      'AppModel',
      'Repository',
    ];
    const below = names.reduceRight<KeySpec>((key, name) => ({ name, keys: [key] }), {
      name: 'Packages',
      keys: [{ name: fullName }],
    });
    const profile = join(wine.driveC, 'users', '清水');
    const classes = join(profile, 'AppData', 'Local', 'Microsoft', 'Windows');
    mkdirSync(classes, { recursive: true });
    writeFileSync(join(classes, 'UsrClass.dat'), writeHive({ name: 'ROOT', keys: [below] }));
    writeFileSync(join(profile, 'NTUSER.DAT'), writeHive({ name: 'ROOT', keys: [{ name: 'Software' }] }));
    await wine.reg(
      'add',
      `${profileList}\\${offlineSid}`,
      '/v',
      'ProfileImagePath',
      '/d',
      'C:\\users\\清水',
      '/f',
    );
    const file = join(folder, 'packages.json');
    await wine.phaseout([
      'inventory',
      '--only',
      'appx-packages',
      '--format',
      'json',
      '--output',
      windowsPath(file),
    ]);
    const { items } = JSON.parse(readFileSync(file, 'utf8'));
    expect(items).toContainEqual(
      expect.objectContaining({ name: 'KasperskyLab.Test', version: '1.2.3.0', scope: '清水' }),
    );
  });

  it('ends in the middle of an export without leaving anything behind', async () => {
    const script = await bundle('tests/support/leave-live-registry.ts');
    const run = await wine.node([windowsPath(script)]);
    expect(run).toMatchObject({ code: 130, stderr: '', stdout: 'left while export.reg was there\n' });
    expect(leftInTemp(wine.driveC)).toEqual([]);
  });

  it('finds what rules name by usual folders where this Windows has it', async () => {
    // Wine gives every new process the variables that stand for these values.
    const current = 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion';
    await wine.reg('add', current, '/v', 'ProgramFilesDir', '/d', 'C:\\Programme', '/f');
    mkdirSync(join(wine.driveC, 'Programme', 'Kaspersky Lab'), { recursive: true });
    const file = join(folder, 'moved.json');
    const words = [
      'inventory',
      '--only',
      'windows-markers',
      '--format',
      'json',
      '--output',
      windowsPath(file),
    ];
    await wine.phaseout(words);
    const { items } = JSON.parse(readFileSync(file, 'utf8'));
    expect(items).toContainEqual(
      expect.objectContaining({
        kind: 'marker',
        path: 'C:/Programme/Kaspersky Lab',
        attributes: expect.objectContaining({ usualPath: 'C:\\Program Files\\Kaspersky Lab' }),
      }),
    );
  });

  /** One file of this project as a script that needs nothing else. */
  async function bundle(entry: string): Promise<string> {
    const outfile = join(folder, `${entry.replace(/\W/g, '-')}.mjs`);
    await build({
      entryPoints: [entry],
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      outfile,
      logLevel: 'warning',
    });
    return outfile;
  }
});

/** Folders of this program in any temporary folder of that Windows. */
function leftInTemp(driveC: string): string[] {
  const places = readdirSync(join(driveC, 'users')).map((user) => join(driveC, 'users', user, 'Temp'));
  return [...places, join(driveC, 'windows', 'temp')]
    .filter((place) => existsSync(place))
    .flatMap((place) => readdirSync(place))
    .filter((name) => name.startsWith('phaseout-'));
}
