import { describe, expect, it } from 'vitest';
import { launchdJobs } from '../../../../src/collect/macos/launchd-jobs.ts';
import { machO } from '../../../support/macho-writer.ts';
import { xmlPlist } from '../../../support/write-plist.ts';
import { gapsOf } from '../../run-on.ts';
import { runOnMac } from '../macos-host.ts';

const kav = '/Library/Application Support/Kaspersky Lab/KAV/Binaries/kav';
const daemon = '/Library/LaunchDaemons/com.kaspersky.kav.plist';
const files = {
  [daemon]: xmlPlist({ Label: 'com.kaspersky.kav', ProgramArguments: [kav, '-start'], RunAtLoad: true }),
  [kav]: machO({ identifier: 'kav', teamId: '2Y8XE5CQ94' }),
};
const item = {
  kind: 'service',
  collector: 'launchd-jobs',
  name: 'com.kaspersky.kav',
  path: kav,
  state: 'enabled',
  origin: daemon,
  platform: 'macos',
  attributes: { launchd: 'daemon', teamId: '2Y8XE5CQ94' },
};
const state = async (tree: Parameters<typeof runOnMac>[1], telling?: Parameters<typeof runOnMac>[2]) =>
  (await runOnMac(launchdJobs, tree, telling)).items.map(({ name, state }) => `${name} ${state}`);

describe('launchd-jobs', () => {
  it('reads a daemon with its program and team', async () => {
    const { items, coverage } = await runOnMac(launchdJobs, files);
    expect(items).toEqual([item]);
    expect(coverage.gaps).toEqual([]);
  });

  const xpc = '/private/var/db/com.apple.xpc.launchd';
  it('holds what was decided above what a job says', async () => {
    const job = (Label: string, Disabled?: boolean) =>
      xmlPlist({ Label, Program: '/bin/sh', ...(Disabled !== undefined && { Disabled }) });
    const { items } = await runOnMac(launchdJobs, {
      '/Library/LaunchDaemons/off.plist': job('off', true),
      '/Library/LaunchDaemons/on.plist': job('on', true),
      '/Library/LaunchDaemons/out.plist': job('out'),
      '/Library/LaunchDaemons/old.plist': job('old'),
      '/Library/LaunchAgents/agent.plist': job('agent'),
      '/Users/anna/Library/LaunchAgents/hers.plist': job('hers'),
      '/Users/ben/Library/LaunchAgents/hers.plist': job('hers'),
      [`${xpc}/disabled.plist`]: xmlPlist({ on: false, out: true, agent: true }),
      [`${xpc}/disabled.501.plist`]: xmlPlist({ hers: true, agent: true }),
      [`${xpc}/disabled.migrated`]: '',
      '/private/var/db/launchd.db/com.apple.launchd/overrides.plist': xmlPlist({ old: { Disabled: true } }),
      '/private/var/db/dslocal/nodes/Default/users/anna.plist': xmlPlist({
        uid: ['501'],
        home: ['/Users/anna'],
      }),
      '/private/var/db/dslocal/nodes/Default/users/_www.plist': 'x',
    });
    expect(
      items.map(({ name, scope, state, attributes }) => [name, scope, state, attributes?.['disabledFor']]),
    ).toEqual([
      ['off', undefined, 'disabled', undefined],
      ['old', undefined, 'disabled', undefined],
      ['on', undefined, 'enabled', undefined],
      ['out', undefined, 'disabled', undefined],
      ['agent', undefined, 'enabled', 'anna'],
      ['hers', 'anna', 'disabled', undefined],
      ['hers', 'ben', 'enabled', undefined],
    ]);
  });

  it.each([
    ['its label has a process', { jobs: new Map([['com.kaspersky.kav', 412]]) }, 'running'],
    ['its program runs', { programs: [{ pid: 1, path: kav }] }, 'running'],
    ['its label has none', { jobs: new Map([['com.kaspersky.kav', undefined]]) }, 'stopped'],
    ['nobody names it', { jobs: new Map([['other', 7]]) }, 'enabled'],
  ])('tells where %s', async (_, telling, expected) => {
    expect(await state(files, telling)).toEqual([`com.kaspersky.kav ${expected}`]);
  });

  it('takes no shell that runs for a job that starts one', async () => {
    const shell = {
      '/Library/LaunchDaemons/a.plist': xmlPlist({ Label: 'a', ProgramArguments: ['/bin/sh', 'x'] }),
    };
    expect(await state(shell, { programs: [{ pid: 1, path: '/bin/sh' }] })).toEqual(['a enabled']);
  });

  it('says where a program is gone, but not of programs of the system volume', async () => {
    const { items } = await runOnMac(launchdJobs, {
      [daemon]: xmlPlist({ Label: 'com.kaspersky.kav', Program: kav }),
      '/Library/LaunchDaemons/z.plist': xmlPlist({ Label: 'z', Program: '/usr/libexec/z' }),
      '/Library/LaunchDaemons/zz.plist': xmlPlist({ Label: 'zz', Program: '/usr/local/bin/zz' }),
    });
    expect(items.map(({ name, attributes }) => [name, attributes?.['programMissing']])).toEqual([
      ['com.kaspersky.kav', true],
      ['z', undefined],
      ['zz', true],
    ]);
  });

  it('names a job by its file where nothing else does, and reads no job of Apple’s own', async () => {
    const collected = await runOnMac(launchdJobs, {
      '/Library/LaunchDaemons/com.torn.plist': 'bplist00',
      '/Library/LaunchDaemons/gone.plist': { link: '/nowhere' },
      '/Library/LaunchDaemons/list.plist': xmlPlist(['no', 'dictionary']),
      '/Library/LaunchDaemons/readme.txt': '',
      '/System/Library/LaunchDaemons/com.apple.a.plist': 'x',
      '/System/Library/LaunchDaemons/com.kaspersky.old.plist': xmlPlist({ Label: 'com.kaspersky.old' }),
    });
    expect(collected.items.map(({ name }) => name)).toEqual(['com.torn', 'list', 'com.kaspersky.old']);
    expect(gapsOf(collected)).toEqual(['malformed-source /Library/LaunchDaemons/com.torn.plist']);
  });

  it('says what launchctl did not tell', async () => {
    const gap = {
      reason: 'timeout',
      source: '/bin/launchctl list',
      message: 'no answer',
      couldHide: 'active',
    } as const;
    expect(gapsOf(await runOnMac(launchdJobs, files, { jobs: gap }))).toEqual([
      'timeout /bin/launchctl list',
    ]);
  });
});
