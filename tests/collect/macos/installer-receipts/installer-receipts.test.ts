import { describe, expect, it } from 'vitest';
import { installerReceipts } from '../../../../src/collect/macos/installer-receipts.ts';
import { xmlPlist } from '../../../support/write-plist.ts';
import { gapsOf } from '../../run-on.ts';
import { runOnMac } from '../macos-host.ts';

const folder = '/private/var/db/receipts';

describe('installer-receipts', () => {
  it('reads receipts, and their titles out of the history, which adds no package', async () => {
    const { items, coverage } = await runOnMac(installerReceipts, {
      [`${folder}/com.kaspersky.kav.core.plist`]: xmlPlist({
        InstallDate: new Date('2026-06-07T08:09:10Z'),
        InstallPrefixPath: '/',
        InstallProcessName: 'Installer',
        PackageFileName: 'core.pkg',
        PackageIdentifier: 'com.kaspersky.kav.core',
        PackageVersion: '12.1.0.553',
      }),
      [`${folder}/com.kaspersky.kav.core.bom`]: 'BOMStore',
      [`${folder}/bare.plist`]: xmlPlist({}),
      '/Library/Receipts/InstallHistory.plist': xmlPlist([
        { displayName: 'old title', packageIdentifiers: ['com.kaspersky.kav.core'] },
        { displayName: 'Kaspersky', packageIdentifiers: ['com.kaspersky.kav.core', 'com.kaspersky.gone', 7] },
      ]),
    });
    expect(coverage.gaps).toEqual([]);
    expect(items).toEqual([
      {
        kind: 'software',
        collector: 'installer-receipts',
        name: 'bare',
        origin: `${folder}/bare.plist`,
        platform: 'macos',
        attributes: { receipt: true },
      },
      {
        kind: 'software',
        collector: 'installer-receipts',
        name: 'com.kaspersky.kav.core',
        displayName: 'Kaspersky',
        version: '12.1.0.553',
        installedAt: '2026-06-07T08:09:10.000Z',
        origin: `${folder}/com.kaspersky.kav.core.plist`,
        platform: 'macos',
        attributes: { receipt: true, installedBy: 'Installer' },
      },
    ]);
  });

  it.each([
    ['nothing', {}, [], []],
    [
      'a torn receipt',
      { [`${folder}/com.a.plist`]: 'bplist00' },
      ['com.a'],
      [`malformed-source ${folder}/com.a.plist`],
    ],
    [
      'a closed folder',
      { [folder]: { error: 'permission-denied', type: 'directory' } as const },
      [],
      [`permission-denied ${folder}`],
    ],
    [
      'a torn history',
      { '/Library/Receipts/InstallHistory.plist': '<plist><array>', [`${folder}/b.plist`]: xmlPlist({}) },
      ['b'],
      ['malformed-source /Library/Receipts/InstallHistory.plist'],
    ],
  ])('reads %s', async (_, files, names, gaps) => {
    const collected = await runOnMac(installerReceipts, files);
    expect(collected.items.map(({ name }) => name)).toEqual(names);
    expect(gapsOf(collected)).toEqual(gaps);
  });
});
