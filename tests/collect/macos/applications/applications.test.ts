import { describe, expect, it } from 'vitest';
import { applications } from '../../../../src/collect/macos/applications.ts';
import { machO } from '../../../support/macho-writer.ts';
import { xmlPlist } from '../../../support/write-plist.ts';
import { gapsOf } from '../../run-on.ts';
import { runOnMac } from '../macos-host.ts';

const kav = '/Applications/Kaspersky Anti-Virus For Mac.app';
const whole = {
  '/System/Library/CoreServices/SystemVersion.plist': '',
  '/Library/x': '',
  '/private/var/db/x': '',
} as const;
const info = (id: string, more: Readonly<Record<string, string>> = {}) =>
  xmlPlist({ CFBundleIdentifier: id, ...more });

describe('applications', () => {
  it('reads an app, its team, its login items and its Safari extensions', async () => {
    const { items, coverage } = await runOnMac(applications, {
      ...whole,
      [`${kav}/Contents/Info.plist`]: xmlPlist({
        CFBundleDisplayName: 'Kaspersky',
        CFBundleExecutable: 'kavd',
        CFBundleIdentifier: 'com.kaspersky.kav',
        CFBundleName: 'Kaspersky Anti-Virus For Mac',
        CFBundleShortVersionString: '26.0.0.150',
        CFBundleVersion: '26.0.0.150a',
      }),
      [`${kav}/Contents/MacOS/kavd`]: machO({ identifier: 'com.kaspersky.kav', teamId: '2Y8XE5CQ94' }),
      [`${kav}/Contents/Library/LoginItems/kav_agent.app/Contents/Info.plist`]:
        info('com.kaspersky.kav_agent'),
      [`${kav}/Contents/PlugIns/Web.appex/Contents/Info.plist`]: xmlPlist({
        CFBundleIdentifier: 'com.kaspersky.kav.safari',
        CFBundleShortVersionString: '2',
        NSExtension: { NSExtensionPointIdentifier: 'com.apple.Safari.web-extension' },
      }),
      [`${kav}/Contents/PlugIns/Share.appex/Contents/Info.plist`]: xmlPlist({
        CFBundleIdentifier: 'com.kaspersky.kav.share',
        NSExtension: { NSExtensionPointIdentifier: 'com.apple.share-services' },
      }),
    });
    expect(coverage.gaps).toEqual([]);
    expect(items).toEqual([
      {
        kind: 'software',
        collector: 'applications',
        name: 'com.kaspersky.kav',
        displayName: 'Kaspersky',
        version: '26.0.0.150',
        path: kav,
        state: 'installed',
        origin: `${kav}/Contents/Info.plist`,
        platform: 'macos',
        attributes: { teamId: '2Y8XE5CQ94' },
      },
      {
        kind: 'software',
        collector: 'applications',
        name: 'com.kaspersky.kav_agent',
        displayName: 'kav_agent',
        path: `${kav}/Contents/Library/LoginItems/kav_agent.app`,
        state: 'installed',
        origin: `${kav}/Contents/Library/LoginItems/kav_agent.app/Contents/Info.plist`,
        platform: 'macos',
        attributes: { within: kav },
      },
      {
        kind: 'browser-extension',
        collector: 'applications',
        name: 'com.kaspersky.kav.safari',
        displayName: 'Web',
        version: '2',
        path: `${kav}/Contents/PlugIns/Web.appex`,
        origin: `${kav}/Contents/PlugIns/Web.appex/Contents/Info.plist`,
        platform: 'macos',
        attributes: { browser: 'safari', within: kav },
      },
    ]);
  });

  it('finds apps of vendors’ folders and of people, and no others', async () => {
    const { items, coverage } = await runOnMac(applications, {
      ...whole,
      '/Applications/Vendor 1.24/Product/Deep.app/Contents/Info.plist': info('deep'),
      '/Applications/a/b/c/Deeper.app/Contents/Info.plist': info('deeper'),
      '/Applications/Link.app': { link: '/Users/Shared/Linked.app' },
      '/Users/Shared/Linked.app/Contents/Info.plist': info('linked'),
      '/Applications/Dangling.app': { link: '/nowhere.app' },
      '/Applications/Empty.app/Contents/x': '',
      '/Applications/File.app': 'x',
      '/Applications/Wrapped.app/Info.plist': info('wrapped'),
      '/Users/anna/Applications/{1} Applications.localized/Parallels Internet Security Powered by Kaspersky.app/Contents/Info.plist':
        xmlPlist({ CFBundleName: 'Parallels Internet Security Powered by Kaspersky' }),
      '/Users/anna/Downloads/Kaspersky Downloader.app/Contents/Info.plist': info(
        'com.kaspersky.kav.downloader',
      ),
      '/private/var/root/Applications/r.app/Contents/Info.plist': info('r'),
    });
    expect(items.map(({ name, scope }) => [name, scope])).toEqual([
      ['linked', undefined],
      ['deep', undefined],
      ['wrapped', undefined],
      ['Parallels Internet Security Powered by Kaspersky', 'anna'],
      ['com.kaspersky.kav.downloader', 'anna'],
      ['r', 'root'],
    ]);
    expect(coverage.gaps).toEqual([]);
  });

  it('leaves folders alone that a running macOS would ask people about', async () => {
    const files = { ...whole, '/Users/anna/Downloads/a.app/Contents/Info.plist': info('a') };
    expect((await runOnMac(applications, files, {})).items).toEqual([]);
    expect((await runOnMac(applications, files)).items).toHaveLength(1);
  });

  it('keeps an app whose list cannot be read', async () => {
    const { items, coverage } = await runOnMac(applications, {
      ...whole,
      '/Applications/Torn.app/Contents/Info.plist': 'bplist00torn',
      '/Applications/Closed.app/Contents/Info.plist': { error: 'permission-denied' },
      '/Applications/Signed.app/Contents/Info.plist': xmlPlist({
        CFBundleExecutable: 'x',
        CFBundleIdentifier: 's',
      }),
      '/Applications/Signed.app/Contents/MacOS/x': { error: 'permission-denied' },
      '/Applications/Escape.app/Contents/Info.plist': xmlPlist({
        CFBundleExecutable: '../../../../etc/x',
        CFBundleIdentifier: 'e',
      }),
    });
    expect(items.map(({ name }) => name)).toEqual(['Closed', 'e', 's', 'Torn']);
    expect([...gapsOf({ collector: '', items, coverage })].sort()).toEqual([
      'malformed-source /Applications/Torn.app/Contents/Info.plist',
      'permission-denied /Applications/Closed.app/Contents/Info.plist',
      'permission-denied /Applications/Signed.app/Contents/MacOS/x',
    ]);
  });

  it('says which volume is not here', async () => {
    const data = await runOnMac(applications, { '/Library/x': '', '/private/var/db/x': '' });
    expect(data.coverage.gaps).toEqual([]);
    expect(data.coverage.notPresent).toEqual([
      "the system volume of this macOS, which holds nothing but Apple's own (only the data volume is here)",
    ]);
    const system = await runOnMac(applications, { '/System/Library/CoreServices/x': '' });
    expect(gapsOf(system)).toEqual(['missing-source /System/Volumes/Data']);
  });
});
