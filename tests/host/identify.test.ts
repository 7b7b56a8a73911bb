import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TargetError } from '../../src/errors.ts';
import { detectPlatform, platformOf } from '../../src/host/detect-platform.ts';
import { identify, parseOsRelease } from '../../src/host/identify.ts';
import { type MemoryEntry, memoryHost } from '../../src/host/memory-host.ts';

const debian = `PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
NAME="Debian GNU/Linux"
VERSION_ID="12"
ID=debian
HOME_URL="https://www.debian.org/"
`;

describe('identify', () => {
  it('reads who a Debian root is', async () => {
    const host = memoryHost({
      files: {
        '/etc/os-release': { link: '../usr/lib/os-release' },
        '/usr/lib/os-release': debian,
        '/etc/hostname': 'ws-0412\n',
        '/etc/machine-id': '0123456789abcdef0123456789abcdef\n',
      },
    });
    expect(await identify(host)).toEqual({
      platform: 'linux',
      os: 'Debian GNU/Linux 12 (bookworm)',
      osId: 'debian',
      hostname: 'ws-0412',
      // printf phaseout:0123456789abcdef0123456789abcdef | sha256sum
      id: 'machine:6efe181a650f31cc761b1d10946a487a',
      distribution: true,
      gaps: [],
    });
  });

  const cases: readonly {
    readonly name: string;
    readonly files: Readonly<Record<string, MemoryEntry>>;
    readonly expected: Readonly<Record<string, unknown>>;
  }[] = [
    {
      name: 'a scratch image',
      files: { '/app': '' },
      expected: { os: undefined, distribution: false, gaps: [] },
    },
    {
      name: 'an old Debian',
      files: { '/etc/debian_version': '6.0.10\n' },
      expected: { os: 'Debian 6.0.10', osId: 'debian', distribution: true },
    },
    {
      name: 'an old Red Hat',
      files: { '/etc/redhat-release': 'CentOS release 6.10 (Final)\n' },
      expected: { os: 'CentOS release 6.10 (Final)', distribution: true },
    },
    {
      name: 'a machine id not made yet',
      files: { '/etc/machine-id': 'uninitialized\n' },
      expected: { id: undefined },
    },
    { name: 'an empty machine id', files: { '/etc/machine-id': '' }, expected: { id: undefined } },
    {
      name: 'a machine id of zeros',
      files: { '/etc/machine-id': '0'.repeat(32) },
      expected: { id: undefined },
    },
    {
      name: 'a release file that is closed: still a distribution',
      files: { '/etc/os-release': { error: 'permission-denied' } },
      expected: {
        distribution: true,
        gaps: [
          {
            reason: 'permission-denied',
            source: '/etc/os-release',
            message: '/etc/os-release: permission-denied',
            couldHide: 'residue',
          },
        ],
      },
    },
    {
      name: 'a release file of a megabyte',
      files: { '/etc/os-release': 'x'.repeat(1_000_000), '/etc/hostname': 'h' },
      expected: { distribution: true, hostname: 'h', os: undefined },
    },
  ];
  it.each(cases)('$name', async ({ files, expected }) => {
    expect(await identify(memoryHost({ files }))).toMatchObject(expected);
  });
});

describe('parseOsRelease', () => {
  it.each([
    ['NAME="with \\"quotes\\" and \\$"', 'with "quotes" and $'],
    ["NAME='single \\n'", 'single \\n'],
    ['NAME=plain', 'plain'],
    ['  NAME=indented', 'indented'],
    ['#NAME=comment', undefined],
    ['NAME=', undefined],
    ['name=lower', undefined],
    [`NAME=${'x'.repeat(500)}`, 'x'.repeat(200)],
  ])('%s', (line, value) => {
    expect(parseOsRelease(line).get('NAME')).toBe(value);
  });
});

describe('the platform of a root', () => {
  it.each([
    ['/etc/os-release', 'linux'],
    ['/usr/lib/os-release', 'linux'],
    ['/var/lib/dpkg/status', 'linux'],
    ['/var/lib/dpkg/status.d/base', 'linux'],
    ['/lib/apk/db/installed', 'linux'],
    ['/usr/lib/apk/db/installed', 'linux'],
    ['/var/lib/apk/db/installed', 'linux'],
    ['/usr/lib/sysimage/rpm/rpmdb.sqlite', 'linux'],
    ['/usr/share/rpm/rpmdb.sqlite', 'linux'],
    ['/var/lib/pacman/local/bash-5.2-1/desc', 'linux'],
    ['/var/db/pkg/app-shells/bash-5.2/PF', 'linux'],
    ['/nix/store/0c-bash-5.2/bin/bash', 'linux'],
    ['/var/lib/flatpak/app/a/current', 'linux'],
    ['/var/lib/snapd/snaps/a_1.snap', 'linux'],
    ['/Windows/System32/config/SYSTEM', 'windows'],
    ['/WINDOWS/system32/config/SYSTEM', 'windows'],
    ['/System/Library/CoreServices/SystemVersion.plist', 'macos'],
    ['/photos/cat.jpg', undefined],
  ])('with %s: %s', async (path, platform) => {
    expect(await platformOf(memoryHost({ files: { [path]: '' } }))).toBe(platform);
  });

  it('refuses what is no directory, with what to do', async () => {
    const base = mkdtempSync(join(tmpdir(), 'phaseout-identify-'));
    try {
      writeFileSync(join(base, 'file'), '');
      const refusal = (path: string) => detectPlatform(path).then(String, (error: unknown) => error);
      const missing = await refusal(join(base, 'missing'));
      const file = await refusal(join(base, 'file'));
      for (const error of [missing, file]) expect(error).toBeInstanceOf(TargetError);
      expect(missing).toMatchObject({
        message: `there is no directory ${join(base, 'missing')}`,
        exitCode: 2,
        hint: 'check the spelling, and that the disk or image is mounted',
      });
      expect(file).toMatchObject({
        message: `${join(base, 'file')} is a file, not a directory`,
        exitCode: 2,
      });
      expect(await detectPlatform(base)).toBeUndefined();
    } finally {
      rmSync(base, { recursive: true });
    }
  });
});
