import { describe, expect, it } from 'vitest';
import { kernelExtensions } from '../../../../src/collect/macos/kernel-extensions.ts';
import { machO } from '../../../support/macho-writer.ts';
import { xmlPlist } from '../../../support/write-plist.ts';
import { gapsOf } from '../../run-on.ts';
import { runOnMac } from '../macos-host.ts';

const klif = '/Library/Extensions/klif.kext';
const files = {
  [`${klif}/Contents/Info.plist`]: xmlPlist({
    CFBundleExecutable: 'klif',
    CFBundleIdentifier: 'com.kaspersky.kext.klif',
    CFBundleName: 'klif',
    CFBundleVersion: '3.4.7d90',
  }),
  [`${klif}/Contents/MacOS/klif`]: machO({ identifier: 'com.kaspersky.kext.klif', teamId: '2Y8XE5CQ94' }),
  '/System/Library/Extensions/AppleHDA.kext/Contents/Info.plist': xmlPlist({
    CFBundleIdentifier: 'com.apple.driver.AppleHDA',
  }),
  '/Library/Extensions/ReadMe.txt': '',
};
const item = {
  kind: 'driver',
  collector: 'kernel-extensions',
  name: 'com.kaspersky.kext.klif',
  displayName: 'klif',
  version: '3.4.7d90',
  path: klif,
  state: 'installed',
  origin: `${klif}/Contents/Info.plist`,
  platform: 'macos',
  attributes: { kernelExtension: true, teamId: '2Y8XE5CQ94' },
};

describe('kernel-extensions', () => {
  it("reads those that are not Apple's", async () => {
    const { items, coverage } = await runOnMac(kernelExtensions, files);
    expect(items).toEqual([item]);
    expect(coverage.gaps).toEqual([]);
  });

  it('names those that are loaded, from wherever', async () => {
    const { items } = await runOnMac(kernelExtensions, files, {
      kernelExtensions: new Map([
        ['com.apple.kpi.bsd', '27.0.0'],
        ['com.kaspersky.kext.klif', '3.4.7d90'],
        ['com.kaspersky.nke', '2.0.0d13'],
      ]),
    });
    expect(items).toEqual([
      { ...item, state: 'loaded' },
      {
        kind: 'driver',
        collector: 'kernel-extensions',
        name: 'com.kaspersky.nke',
        version: '2.0.0d13',
        state: 'loaded',
        origin: 'kmutil showloaded',
        platform: 'macos',
      },
    ]);
  });

  it('keeps what it knows where something cannot be read', async () => {
    const collected = await runOnMac(
      kernelExtensions,
      {
        '/Library/Extensions/torn.kext/Contents/Info.plist': 'x',
        '/System/Library/Extensions/none.kext/x': '',
      },
      {
        kernelExtensions: { reason: 'timeout', source: 'kmutil', message: 'no answer', couldHide: 'active' },
      },
    );
    expect(collected.items.map(({ name }) => name)).toEqual(['torn']);
    expect([...gapsOf(collected)].sort()).toEqual([
      'malformed-source /Library/Extensions/torn.kext/Contents/Info.plist',
      'timeout kmutil',
    ]);
  });
});
