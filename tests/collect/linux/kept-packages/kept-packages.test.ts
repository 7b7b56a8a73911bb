import { describe, expect, it } from 'vitest';
import { keptPackages } from '../../../../src/collect/linux/kept-packages.ts';
import { gapsOf, runOnFiles } from '../../run-on.ts';

describe('kept-packages', () => {
  it('gives a staged marker for each package', async () => {
    const { items } = await runOnFiles(keptPackages, { '/root/kesl_12.1.0-1508_amd64.deb': 'not read' });
    expect(items).toEqual([
      {
        kind: 'marker',
        collector: 'kept-packages',
        name: 'kesl_12.1.0-1508_amd64.deb',
        path: '/root/kesl_12.1.0-1508_amd64.deb',
        origin: '/root/kesl_12.1.0-1508_amd64.deb',
        platform: 'linux',
        attributes: { kept: 'place', staged: true },
      },
    ]);
  });

  it.each([
    ['/kesl-12.0.x86_64.rpm', 'place'],
    ['/tmp/klnagent64_15.1.0-20748_amd64.sh', 'place'],
    ['/var/tmp/kvrt.run', 'place'],
    ['/opt/kfl_2.0.0-100_amd64.deb.setup', 'place'],
    ['/srv/A.RPM', 'place'],
    ['/usr/local/src/a.deb', 'place'],
    ['/var/cache/apt/archives/kesl_12_amd64.deb', 'cache'],
    ['/var/cache/apt/archives/partial/kesl_12_amd64.deb', undefined],
    ['/var/cache/dnf/house-1a2b/packages/kesl-12.rpm', 'cache'],
    ['/var/cache/dnf/house-1a2b/repodata/kesl-12.rpm', undefined],
    ['/var/cache/libdnf5/house-1a2b/packages/kesl-12.rpm', 'cache'],
    ['/var/cache/yum/x86_64/7/house/packages/kesl-12.rpm', 'cache'],
    ['/var/cache/zypp/packages/house/x86_64/kesl-12.rpm', 'cache'],
    ['/home/ada/kesl_12_amd64.deb', undefined],
    ['/root/Downloads/kesl_12_amd64.deb', undefined],
    ['/root/install.sh', undefined],
    ['/root/kesl.txt', undefined],
    ['/opt/other/a.deb', undefined],
  ])('%s: %s', async (path, kept) => {
    const { items, coverage } = await runOnFiles(keptPackages, { [path]: '' });
    expect(coverage.gaps).toEqual([]);
    expect(items.map((item) => item.attributes?.['kept'])).toEqual(kept === undefined ? [] : [kept]);
  });

  it('takes no folder, link or device for a package', async () => {
    const { items } = await runOnFiles(keptPackages, {
      '/root/a.deb/inner': '',
      '/root/b.deb': { link: '/etc/passwd' },
      '/root/c.deb': { type: 'other' },
    });
    expect(items).toEqual([]);
  });

  it('says where it could not look', async () => {
    const collected = await runOnFiles(keptPackages, {
      '/root': { error: 'permission-denied', type: 'directory' },
    });
    expect(gapsOf(collected)).toEqual(['permission-denied /root']);
  });

  it('lists no more than 5,000', async () => {
    const names = Array.from({ length: 5_003 }, (_, index) => [`/var/cache/apt/archives/${index}.deb`, '']);
    const collected = await runOnFiles(keptPackages, Object.fromEntries(names));
    expect(collected.items).toHaveLength(5_000);
    expect(gapsOf(collected)).toEqual(['too-large /var/cache/apt/archives']);
  });
});
