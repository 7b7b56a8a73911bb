import { describe, expect, it } from 'vitest';
import { packageSources } from '../../../../src/collect/linux/package-sources.ts';
import { gapsOf, runOnFiles } from '../../run-on.ts';

/** What is asked of most rows. */
async function rowsOf(file: string, text: string): Promise<readonly string[]> {
  const { items, coverage } = await runOnFiles(packageSources, { [file]: text });
  expect(coverage.gaps).toEqual([]);
  return items.map(
    ({ origin, state, displayName, attributes }) =>
      `${origin} ${state} ${attributes?.['location']}${displayName === undefined ? '' : ` "${displayName}"`}${
        attributes?.['packages'] === undefined ? '' : ` for ${attributes['packages']}`
      }${attributes?.['staged'] === true ? ' staged' : ''}`,
  );
}

describe('package-sources', () => {
  it('gives a marker with everything that is known of a source', async () => {
    const { items } = await runOnFiles(packageSources, {
      '/etc/yum.repos.d/house.repo':
        '# ours\n[house-av]\nname=Kaspersky packages\nbaseurl=https://nexus.example/repository/kaspersky\nenabled=1\n',
    });
    expect(items).toEqual([
      {
        kind: 'marker',
        collector: 'package-sources',
        name: 'house.repo',
        displayName: 'Kaspersky packages (house-av)',
        path: '/etc/yum.repos.d/house.repo',
        state: 'enabled',
        origin: '/etc/yum.repos.d/house.repo:2',
        platform: 'linux',
        attributes: {
          packageSource: 'dnf',
          location: 'https://nexus.example/repository/kaspersky',
          staged: true,
        },
      },
    ]);
  });

  it('reads sources of apt, one a line', async () => {
    const text = [
      '# deb http://off.example/debian bookworm main',
      'deb http://deb.debian.org/debian bookworm main',
      'deb-src http://deb.debian.org/debian bookworm main',
      'deb [arch=amd64 signed-by=/usr/share/keyrings/house.gpg] https://user:secret@house.example/av stable main\r',
      'deb cdrom:[Debian GNU/Linux 12 _Bookworm_]/ bookworm main',
      'deb',
    ].join('\n');
    expect(await rowsOf('/etc/apt/sources.list', text)).toEqual([
      '/etc/apt/sources.list:2 enabled http://deb.debian.org/debian staged',
      '/etc/apt/sources.list:4 enabled https://house.example/av staged',
      '/etc/apt/sources.list:5 enabled cdrom:[Debian GNU/Linux 12 _Bookworm_]/ staged',
    ]);
  });

  it('reads stanzas of apt', async () => {
    const text = `# Debian
Types: deb deb-src
URIs: http://deb.debian.org/debian
 http://mirror.example/debian
Suites: bookworm
Signed-By:
 -----BEGIN PGP PUBLIC KEY BLOCK-----
 .

Enabled: no
Types: deb
URIs: https://house.example/kaspersky
X-Repolib-Name: House

Types: deb-src
URIs: http://source.example/`;
    expect(await rowsOf('/etc/apt/sources.list.d/debian.sources', text)).toEqual([
      '/etc/apt/sources.list.d/debian.sources:2 enabled http://deb.debian.org/debian http://mirror.example/debian staged',
      '/etc/apt/sources.list.d/debian.sources:10 disabled https://house.example/kaspersky "House"',
    ]);
  });

  it('reads preferences that let something in, and none that forbids', async () => {
    const text =
      'Package: kesl kesl-gui\nPin: origin nexus.example\nPin-Priority: 700\n\nPackage: kesl\nPin: version *\nPin-Priority: -1\n';
    expect(await rowsOf('/etc/apt/preferences.d/av.pref', text)).toEqual([
      '/etc/apt/preferences.d/av.pref:1 enabled origin nexus.example for kesl kesl-gui staged',
    ]);
  });

  it.each([
    ['dnf', '/etc/yum.repos.d/a.repo'],
    ['zypper', '/etc/zypp/repos.d/a.repo'],
    ['dnf', '/etc/dnf/dnf.conf'],
  ])('reads repositories of %s from %s', async (_, file) => {
    const text = `[main]
gpgcheck=1
baseurl=http://not-a-repository.example
[updates]
name = updates
baseurl = http://one.example/
          http://two.example/
[off]
name=Off
mirrorlist=http://off.example/list
enabled=0
; a comment
[no-address]
`;
    expect(await rowsOf(file, text)).toEqual([
      `${file}:4 enabled http://one.example/ http://two.example/ "updates" staged`,
      `${file}:8 disabled http://off.example/list "Off (off)"`,
      `${file}:13 enabled  "no-address" staged`,
    ]);
  });

  it('passes over files that the package managers do not read', async () => {
    const line = 'deb https://house.example/av stable main\n';
    const { items } = await runOnFiles(packageSources, {
      '/etc/apt/sources.list.d/av.list.save': line,
      '/etc/apt/sources.list.d/av.list/inner': line,
      '/etc/yum.repos.d/av.repo.rpmsave': '[a]\nbaseurl=https://house.example/\n',
      '/etc/apt/preferences.d/av.bak': 'Package: a\nPin: origin b\nPin-Priority: 1\n',
    });
    expect(items).toEqual([]);
  });

  it('says what it could not read', async () => {
    const collected = await runOnFiles(packageSources, {
      '/etc/apt/sources.list': { error: 'permission-denied' },
      '/etc/apt/sources.list.d/big.list': Buffer.alloc(1024 * 1024 + 1, 0x20),
      '/etc/yum.repos.d': { error: 'malformed-source', type: 'directory' },
    });
    expect(gapsOf(collected)).toEqual([
      'permission-denied /etc/apt/sources.list',
      'too-large /etc/apt/sources.list.d/big.list',
      'malformed-source /etc/yum.repos.d',
    ]);
  });
});
