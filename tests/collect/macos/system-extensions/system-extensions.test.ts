import { describe, expect, it } from 'vitest';
import { systemExtensions } from '../../../../src/collect/macos/system-extensions.ts';
import { xmlPlist } from '../../../support/write-plist.ts';
import { gapsOf } from '../../run-on.ts';
import { runOnMac } from '../macos-host.ts';

const database = '/Library/SystemExtensions/db.plist';
const uuid = '0F1B3D2C-0000-4000-8000-000000000001';
const entry = (state: string) => ({
  bundleVersion: { CFBundleShortVersionString: '26.0.0', CFBundleVersion: '26.0.0.150' },
  categories: ['com.apple.system_extension.endpoint_security'],
  container: { bundlePath: '/Applications/Kaspersky Anti-Virus For Mac.app' },
  identifier: 'com.kaspersky.kav.sysext',
  originPath: '/x',
  state,
  teamID: '2Y8XE5CQ94',
  uniqueID: uuid,
});
const files = (...states: readonly string[]) => ({
  [database]: xmlPlist({ extensions: states.map(entry), version: 1 }),
});
const item = {
  kind: 'driver',
  collector: 'system-extensions',
  name: 'com.kaspersky.kav.sysext',
  version: '26.0.0',
  path: `/Library/SystemExtensions/${uuid}/com.kaspersky.kav.sysext.systemextension`,
  origin: database,
  platform: 'macos',
  attributes: {
    extensionState: 'activated enabled',
    teamId: '2Y8XE5CQ94',
    category: 'endpoint_security',
    within: '/Applications/Kaspersky Anti-Virus For Mac.app',
  },
};

describe('system-extensions', () => {
  it.each([
    ['activated_enabled', 'enabled', 'activated enabled'],
    ['activated_waiting_for_user', 'disabled', 'activated waiting for user'],
    ['terminated_waiting_to_uninstall_on_reboot', 'disabled', 'terminated waiting to uninstall on reboot'],
  ])('reads one that is %s at rest', async (written, state, extensionState) => {
    const { items, coverage } = await runOnMac(systemExtensions, files(written));
    expect(items).toEqual([{ ...item, state, attributes: { ...item.attributes, extensionState } }]);
    expect(coverage.gaps).toEqual([]);
  });

  it('believes the running system more than its database', async () => {
    const listed = {
      identifier: item.name,
      version: '26.0.0',
      teamId: '2Y8XE5CQ94',
      title: 'Kaspersky',
      state: 'activated enabled',
    };
    const going = {
      ...listed,
      version: '25.0.0',
      title: undefined,
      state: 'terminated waiting to uninstall on reboot',
    };
    const { items } = await runOnMac(systemExtensions, files('activated_waiting_for_user'), {
      systemExtensions: [listed, going],
    });
    expect(items).toEqual([
      { ...item, displayName: 'Kaspersky', state: 'loaded' },
      {
        kind: 'driver',
        collector: 'system-extensions',
        name: item.name,
        version: '25.0.0',
        state: 'disabled',
        origin: 'systemextensionsctl list',
        platform: 'macos',
        attributes: { extensionState: going.state, teamId: '2Y8XE5CQ94' },
      },
    ]);
  });

  it.each([
    ['nothing', {}, 0, []],
    [
      'an entry without a name',
      { [database]: xmlPlist({ extensions: [{ state: 'x' }, entry('x')] }) },
      1,
      [`malformed-row ${database}`],
    ],
    ['a torn database', { [database]: '<plist>' }, 0, [`malformed-source ${database}`]],
    [
      'a closed one',
      { [database]: { error: 'permission-denied' } as const },
      0,
      [`permission-denied ${database}`],
    ],
  ])('reads %s', async (_, tree, count, gaps) => {
    const collected = await runOnMac(systemExtensions, tree);
    expect(collected.items).toHaveLength(count);
    expect(gapsOf(collected)).toEqual(gaps);
  });
});
