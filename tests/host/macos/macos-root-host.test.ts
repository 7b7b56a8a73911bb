import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { detectPlatform } from '../../../src/host/detect-platform.ts';
import { directoryHost } from '../../../src/host/directory-host.ts';
import { identify } from '../../../src/host/identify.ts';

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

/** A folder with files, empty folders (they end with `/`) and links (`path -> text`). */
function root(...paths: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'phaseout-macos-'));
  made.push(folder);
  for (const path of paths) {
    const [name = '', target] = path.split(' -> ');
    const full = join(folder, name);
    mkdirSync(dirname(full), { recursive: true });
    if (name.endsWith('/')) mkdirSync(full, { recursive: true });
    else if (target === undefined) writeFileSync(full, name);
    else symlinkSync(target, full);
  }
  return folder;
}

const version = 'System/Library/CoreServices/SystemVersion.plist';
const system = [version, 'var -> private/var', 'etc -> private/etc'];
const data = [
  'Applications/',
  'Library/LaunchDaemons/a.plist',
  'Users/anna/x',
  'private/var/db/receipts/b.plist',
];

describe('the disk of a Mac', () => {
  it.each([
    ['whole', [...system, ...data]],
    [
      'as two volumes',
      [...system, 'Library/', 'Users/', 'private/', ...data.map((path) => `System/Volumes/Data/${path}`)],
    ],
    [
      'as two volumes, without their places',
      [...system, ...data.map((path) => `System/Volumes/Data/${path}`)],
    ],
    ['as its data volume', data],
  ])('is found %s', async (_, paths) => {
    const folder = root(...paths);
    expect(await detectPlatform(folder)).toBe('macos');
    const { files } = await directoryHost(folder, 'macos');
    expect((await files.stat('/Library/LaunchDaemons/a.plist'))?.type).toBe('file');
    expect((await files.stat('/var/db/receipts/b.plist'))?.type).toBe('file');
    expect((await files.stat('/private/var/db/receipts/b.plist'))?.type).toBe('file');
    expect(await files.glob('/Users/*/x')).toEqual(['/Users/anna/x']);
    expect(await files.glob('/var/db/*/b.plist')).toEqual(['/var/db/receipts/b.plist']);
  });

  it('is taken as it is where both volumes hold something', async () => {
    const folder = root(...system, 'Library/own', 'System/Volumes/Data/Library/other');
    const { files } = await directoryHost(folder, 'macos');
    expect((await files.list('/Library')).map(({ name }) => name)).toEqual(['own']);
  });

  it('lets no link out, neither its own nor one on the way to the data volume', async () => {
    const outside = root('Library/secret');
    const folder = root(version, `System/Volumes/Data -> ${outside}`, `private -> ${outside}`);
    const { files } = await directoryHost(folder, 'macos');
    expect(await files.stat('/Library/secret')).toBeUndefined();
    expect(await files.stat('/var/secret')).toBeUndefined();
    expect(await files.stat('/private/Library/secret')).toBeUndefined();
  });

  it.each([
    ['folders of no Mac', ['Users/', 'Library/']],
    ['a Linux with such folders', ['etc/os-release', 'Applications/', 'Users/', 'private/var/db/']],
  ])('is not seen in %s', async (_, paths) => {
    expect(await detectPlatform(root(...paths))).not.toBe('macos');
  });
});

describe('identify', () => {
  const plist = (body: string) => `<?xml version="1.0"?><plist version="1.0"><dict>${body}</dict></plist>`;
  const settings = 'Library/Preferences/SystemConfiguration/preferences.plist';

  it('reads version and name', async () => {
    const folder = root(...system, ...data);
    writeFileSync(
      join(folder, version),
      plist(
        '<key>ProductBuildVersion</key><string>23F79</string><key>ProductName</key><string>macOS</string><key>ProductVersion</key><string>14.5</string>',
      ),
    );
    mkdirSync(join(folder, dirname(settings)), { recursive: true });
    writeFileSync(
      join(folder, settings),
      plist(
        '<key>System</key><dict><key>Network</key><dict><key>HostNames</key><dict><key>LocalHostName</key><string>Annas-MacBook</string></dict></dict><key>System</key><dict><key>ComputerName</key><string>Anna’s MacBook</string></dict></dict>',
      ),
    );
    expect(await identify(await directoryHost(folder, 'macos'))).toMatchObject({
      platform: 'macos',
      os: 'macOS 14.5 (23F79)',
      hostname: 'Annas-MacBook',
      gaps: [],
    });
  });

  it('says what it cannot read', async () => {
    const folder = root(...system);
    const { os, gaps } = await identify(await directoryHost(folder, 'macos'));
    expect(os).toBeUndefined();
    expect(gaps).toEqual([
      {
        reason: 'malformed-source',
        source: `/${version}`,
        message: `/${version}: it is no property list`,
        couldHide: 'residue',
      },
    ]);
  });
});
