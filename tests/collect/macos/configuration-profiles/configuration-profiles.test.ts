import { describe, expect, it } from 'vitest';
import { configurationProfiles } from '../../../../src/collect/macos/configuration-profiles.ts';
import { xmlPlist } from '../../../support/write-plist.ts';
import { gapsOf } from '../../run-on.ts';
import { runOnMac } from '../macos-host.ts';

const database = '/Library/SystemExtensions/db.plist';

describe('configuration-profiles', () => {
  it('names settings and what is allowed, and the store that nobody describes', async () => {
    const { items, coverage } = await runOnMac(configurationProfiles, {
      '/Library/Managed Preferences/com.kaspersky.kav.plist': xmlPlist({ a: 1 }),
      '/Library/Managed Preferences/.GlobalPreferences.plist': xmlPlist({}),
      '/Library/Managed Preferences/anna/com.google.Chrome.plist': xmlPlist({}),
      [database]: xmlPlist({
        extensionPolicies: [
          {
            allowedTeamIDs: ['UBF8T346G9'],
            allowedExtensions: { '2Y8XE5CQ94': ['com.kaspersky.kav.sysext', 'b'] },
          },
          'nonsense',
        ],
      }),
      '/private/var/db/ConfigurationProfiles/Store/x.binary': 'x',
    });
    const common = { kind: 'marker', collector: 'configuration-profiles', platform: 'macos' };
    const kav = '/Library/Managed Preferences/com.kaspersky.kav.plist';
    const chrome = '/Library/Managed Preferences/anna/com.google.Chrome.plist';
    const policy = { ...common, name: 'system-extension-policy', path: database, origin: database };
    expect(items).toEqual([
      { ...common, name: 'com.kaspersky.kav', path: kav, origin: kav, attributes: { managedSettings: true } },
      {
        ...common,
        name: 'com.google.Chrome',
        path: chrome,
        scope: 'anna',
        origin: chrome,
        attributes: { managedSettings: true },
      },
      { ...policy, attributes: { allows: '*', teamId: 'UBF8T346G9' } },
      { ...policy, attributes: { allows: 'com.kaspersky.kav.sysext b', teamId: '2Y8XE5CQ94' } },
    ]);
    expect(coverage.gaps).toEqual([]);
    expect(coverage.notPresent).toEqual([
      'configuration profiles in /private/var/db/ConfigurationProfiles/Store, whose form is not described',
    ]);
  });

  it.each([
    ['nothing', {}, []],
    ['a torn database', { [database]: 'bplist00' }, [`malformed-source ${database}`]],
  ])('reads %s', async (_, files, gaps) => {
    const collected = await runOnMac(configurationProfiles, files);
    expect(collected.items).toEqual([]);
    expect(gapsOf(collected)).toEqual(gaps);
    expect(collected.coverage.notPresent ?? []).toEqual([]);
  });

  it('knows of a store that is closed', async () => {
    const { coverage } = await runOnMac(configurationProfiles, {
      '/private/var/db/ConfigurationProfiles/Store': { error: 'permission-denied', type: 'directory' },
    });
    expect(coverage.notPresent).toHaveLength(1);
  });
});
