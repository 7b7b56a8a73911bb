import { describe, expect, it } from 'vitest';
import { systemdUnits } from '../../../../src/collect/linux/systemd-units.ts';
import type { MemoryEntry } from '../../../../src/host/memory-host.ts';
import { gapsOf, runOnFiles, runOnRoot } from '../../run-on.ts';

const etc = '/etc/systemd/system';
const usr = '/usr/lib/systemd/system';
const unit =
  '[Unit]\nDescription=Kaspersky\n[Service]\nExecStart=/opt/k/bin/start\n[Install]\nWantedBy=multi-user.target\n';

describe('systemd-units on a Debian root', () => {
  it('tells enabled, disabled, static and masked from links alone', async () => {
    const { items, coverage } = await runOnRoot(systemdUnits, import.meta.dirname);
    expect(coverage.gaps).toEqual([]);
    expect(items.map(({ name, state, path }) => [name, state, path])).toEqual([
      ['cryptdisks.service', 'masked', undefined],
      ['dbus.service', 'static', '/usr/bin/dbus-daemon'],
      ['debug-shell.service', 'disabled', '/bin/bash'],
      ['e2scrub_reap.service', 'enabled', '/sbin/e2scrub_all'],
      ['getty@.service', 'enabled', '/sbin/agetty'],
      ['rc-local.service', 'static', '/etc/rc.local'],
      ['systemd-localed.service', 'static', '/lib/systemd/systemd-localed'],
      ['systemd-timesyncd.service', 'enabled', '/lib/systemd/systemd-timesyncd'],
      ['postgresql.service', 'disabled', undefined],
    ]);
  });

  it('names the program, its absence, aliases, instances and drop-ins', async () => {
    const { items } = await runOnRoot(systemdUnits, import.meta.dirname);
    const attributes = Object.fromEntries(items.map((item) => [item.name, item.attributes]));
    expect(items.find(({ name }) => name === 'systemd-timesyncd.service')).toEqual({
      kind: 'service',
      collector: 'systemd-units',
      name: 'systemd-timesyncd.service',
      displayName: 'Network Time Synchronization',
      path: '/lib/systemd/systemd-timesyncd',
      state: 'enabled',
      origin: `${usr}/systemd-timesyncd.service`,
      platform: 'linux',
      attributes: { enabled: 'enabled', aliases: 'dbus-org.freedesktop.timesync1.service' },
    });
    expect(attributes['getty@.service']).toEqual({
      enabled: 'enabled',
      programMissing: true,
      aliases: 'autovt@.service',
      instances: 'getty@tty1.service',
    });
    expect(attributes['rc-local.service']).toEqual({
      enabled: 'static',
      programMissing: true,
      dropIns: 'debian.conf',
    });
    expect(attributes['systemd-localed.service']).toEqual({
      enabled: 'static',
      programMissing: true,
      aliases: 'dbus-org.freedesktop.locale1.service',
    });
    expect(attributes['postgresql.service']).toEqual({ enabled: 'disabled', danglingLink: true });
  });
});

describe('systemd-units', () => {
  const states: readonly {
    readonly name: string;
    readonly files: Readonly<Record<string, MemoryEntry>>;
    readonly state: string;
    readonly enabled: string;
  }[] = [
    { name: 'no link', files: { [`${usr}/k.service`]: unit }, state: 'disabled', enabled: 'disabled' },
    {
      name: 'wanted',
      files: {
        [`${usr}/k.service`]: unit,
        [`${etc}/multi-user.target.wants/k.service`]: { link: `${usr}/k.service` },
      },
      state: 'enabled',
      enabled: 'enabled',
    },
    {
      name: 'required',
      files: { [`${usr}/k.service`]: unit, [`${etc}/a.target.requires/k.service`]: { link: '../k.service' } },
      state: 'enabled',
      enabled: 'enabled',
    },
    {
      name: 'an alias made by an administrator',
      files: { [`${usr}/k.service`]: unit, [`${etc}/other.service`]: { link: `${usr}/k.service` } },
      state: 'enabled',
      enabled: 'enabled',
    },
    {
      name: 'an alias that came with the package',
      files: { [`${usr}/k.service`]: unit, [`${usr}/other.service`]: { link: 'k.service' } },
      state: 'disabled',
      enabled: 'disabled',
    },
    {
      name: 'masked by a link',
      files: { [`${usr}/k.service`]: unit, [`${etc}/k.service`]: { link: '/dev/null' } },
      state: 'masked',
      enabled: 'masked',
    },
    {
      name: 'masked by an empty file',
      files: { [`${usr}/k.service`]: unit, [`${etc}/k.service`]: '' },
      state: 'masked',
      enabled: 'masked',
    },
    {
      name: 'linked from outside the search path',
      files: {
        '/opt/k/k.service': unit,
        [`${etc}/k.service`]: { link: '/opt/k/k.service' },
        [`${etc}/multi-user.target.wants/k.service`]: { link: '/opt/k/k.service' },
      },
      state: 'enabled',
      enabled: 'enabled',
    },
    {
      name: 'on a system whose /lib is a folder of its own',
      files: { '/lib/systemd/system/k.service': unit },
      state: 'disabled',
      enabled: 'disabled',
    },
  ];
  it.each(states)('$name: $state', async ({ files, state, enabled }) => {
    const { items, coverage } = await runOnFiles(systemdUnits, files);
    expect(coverage.gaps).toEqual([]);
    expect(items.map((item) => [item.name, item.state, item.attributes?.['enabled']])).toEqual([
      ['k.service', state, enabled],
    ]);
  });

  const programs: readonly (readonly [
    line: string,
    path: string | undefined,
    program: string | undefined,
  ])[] = [
    ['/usr/bin/k --daemon', '/usr/bin/k', undefined],
    ['-@/usr/bin/k k --daemon', '/usr/bin/k', undefined],
    ['!!+:/usr/bin/k', '/usr/bin/k', undefined],
    ['|/usr/bin/k', '/usr/bin/k', undefined],
    ['"/opt/with space/k" x', '/opt/with space/k', undefined],
    ["'/opt/with space/k'", '/opt/with space/k', undefined],
    ['/opt/with\\x20space/k x', '/opt/with space/k', undefined],
    ['/opt/%p/k', '/opt/%p/k', undefined],
    ['\\\n  /usr/bin/k', '/usr/bin/k', undefined],
    ['k --daemon', undefined, 'k'],
    ['', undefined, undefined],
  ];
  it.each(programs)('ExecStart=%s', async (line, path, program) => {
    const { items } = await runOnFiles(systemdUnits, {
      [`${usr}/k.service`]: `[Service]\nExecStart=${line}\n`,
    });
    expect([items[0]?.path, items[0]?.attributes?.['program']]).toEqual([path, program]);
  });

  it('claims that a program is missing only where it was looked for', async () => {
    const service = (program: string) => `[Service]\nExecStart=${program}\n`;
    const { items } = await runOnFiles(systemdUnits, {
      '/opt/here': '#!',
      '/opt/closed/k': { error: 'permission-denied' },
      '/opt/closed': { error: 'permission-denied' },
      [`${usr}/a.service`]: service('/opt/here'),
      [`${usr}/b.service`]: service('/opt/gone'),
      [`${usr}/c.service`]: service('/opt/%i/gone'),
      [`${usr}/d.service`]: service('/opt/closed/k'),
      [`${usr}/e.service`]: service('gone'),
    });
    expect(items.map(({ attributes }) => attributes?.['programMissing'])).toEqual([
      undefined,
      true,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('shows a link whose unit is gone', async () => {
    const { items } = await runOnFiles(systemdUnits, {
      [`${etc}/kesl.service`]: { link: '/opt/kaspersky/kesl/kesl.service' },
      [`${etc}/multi-user.target.wants/klnagent64.service`]: { link: `${usr}/klnagent64.service` },
    });
    expect(items.map(({ name, origin, attributes }) => [name, origin, attributes])).toEqual([
      [
        'kesl.service',
        `${etc}/kesl.service`,
        { linkedTo: '/opt/kaspersky/kesl/kesl.service', danglingLink: true },
      ],
      [
        'klnagent64.service',
        `${etc}/multi-user.target.wants/klnagent64.service`,
        { enabled: 'disabled', danglingLink: true },
      ],
    ]);
  });

  it('does not read what /run holds on a system at rest', async () => {
    const files = { '/run/systemd/system/k.service': unit };
    expect((await runOnFiles(systemdUnits, files)).items).toEqual([]);
    expect((await runOnFiles(systemdUnits, files, { live: true })).items).toHaveLength(1);
  });

  const live: readonly {
    readonly name: string;
    readonly files: Readonly<Record<string, MemoryEntry>>;
    readonly state: string;
  }[] = [
    {
      name: 'control groups, version 2',
      files: {
        '/run/systemd/system': { type: 'directory' },
        '/sys/fs/cgroup/system.slice/k.service/cgroup.procs': '',
        '/sys/fs/cgroup/system.slice/k.service/cgroup.events': 'populated 1\nfrozen 0\n',
      },
      state: 'running',
    },
    {
      name: 'an empty control group, version 2',
      files: {
        '/run/systemd/system': { type: 'directory' },
        '/sys/fs/cgroup/system.slice/k.service/cgroup.procs': '',
        '/sys/fs/cgroup/system.slice/k.service/cgroup.events': 'populated 0\nfrozen 0\n',
      },
      state: 'stopped',
    },
    {
      name: 'control groups, version 1, in a nested slice',
      files: {
        '/run/systemd/system': { type: 'directory' },
        '/sys/fs/cgroup/systemd/system.slice/system-k.slice/k.service/cgroup.procs': '812\n',
      },
      state: 'running',
    },
    {
      name: 'version 1, the process in a group below',
      files: {
        '/run/systemd/system': { type: 'directory' },
        '/sys/fs/cgroup/systemd/system.slice/k.service/cgroup.procs': '',
        '/sys/fs/cgroup/systemd/system.slice/k.service/worker/cgroup.procs': '812\n',
      },
      state: 'running',
    },
    {
      name: 'no groups to be seen, but the group of a process',
      files: {
        '/run/systemd/system': { type: 'directory' },
        '/proc/812/cgroup': '3:cpu:/\n1:name=systemd:/system.slice/k.service\n0::/system.slice/k.service\n',
      },
      state: 'running',
    },
    {
      name: 'a process of a container is no service of this system',
      files: {
        '/run/systemd/system': { type: 'directory' },
        '/proc/812/cgroup': '0::/system.slice/containerd.service/docker/k.service\n',
      },
      state: 'stopped',
    },
    {
      name: 'no systemd, but a living PID file',
      files: { '/run/k.pid': '812\n', '/proc/812/status': 'Name:\tk\n' },
      state: 'running',
    },
    {
      name: 'no systemd and a dead PID file: only the start is known',
      files: { '/run/k.pid': '812\n' },
      state: 'disabled',
    },
    { name: 'no systemd: only the start is known', files: {}, state: 'disabled' },
  ];
  it.each(live)('live, $name: $state', async ({ files, state }) => {
    const pidFile = unit.replace('[Install]', 'PIDFile=k.pid\n[Install]');
    const { items } = await runOnFiles(
      systemdUnits,
      { ...files, [`${usr}/k.service`]: pidFile },
      { live: true },
    );
    expect(items.map((item) => [item.state, item.attributes?.['enabled']])).toEqual([[state, 'disabled']]);
  });

  it('keeps the name of a unit file that is closed, too large, no file or no text', async () => {
    const collected = await runOnFiles(systemdUnits, {
      [`${usr}/a.service`]: { error: 'permission-denied' },
      [`${usr}/b.service`]: `[Service]\n${'#'.repeat(70_000)}`,
      [`${usr}/c.service`]: { type: 'other' },
      [`${usr}/d.service`]: Buffer.from([0xff, 0xfe, 0x00, 0x0a, 0x5b]),
      [`${usr}/e.service`]: '[Service\nExecStart\n=\\',
      [`${etc}/multi-user.target.wants`]: { error: 'permission-denied', type: 'directory' },
    });
    expect(collected.items.map(({ name, state }) => [name, state])).toEqual([
      ['a.service', undefined],
      ['b.service', undefined],
      ['c.service', undefined],
      ['d.service', 'static'],
      ['e.service', 'static'],
    ]);
    expect(gapsOf(collected)).toEqual([
      `permission-denied ${etc}/multi-user.target.wants`,
      `permission-denied ${usr}/a.service`,
      `too-large ${usr}/b.service`,
      `malformed-source ${usr}/c.service`,
    ]);
  });

  it('reads no more than ten thousand units', async () => {
    const files: Record<string, string> = {};
    for (let index = 0; index <= 10_000; index++) files[`${usr}/u${index}.service`] = '[Service]\n';
    const collected = await runOnFiles(systemdUnits, files);
    expect(collected.items).toHaveLength(10_000);
    expect(gapsOf(collected)).toEqual([`too-large ${usr}`]);
  });
});

describe('systemd-units in hostile trees', () => {
  const many = (count: number, path: (index: number) => string, entry: MemoryEntry) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [path(index), entry]));

  it('a linked unit outside the search path is known by the name of its link', async () => {
    const { items } = await runOnFiles(systemdUnits, {
      '/opt/k/real.service': unit,
      [`${etc}/k.service`]: { link: '/opt/k/real.service' },
    });
    expect(items.map(({ name, path }) => [name, path])).toEqual([['k.service', '/opt/k/bin/start']]);
  });

  it('finds units below a /lib that leads elsewhere than to /usr/lib', async () => {
    const { items } = await runOnFiles(systemdUnits, {
      '/lib': { link: 'other' },
      '/other/systemd/system/k.service': unit,
    });
    expect(items.map(({ name }) => name)).toEqual(['k.service']);
  });

  it('90,000 drop-ins of one unit take no time to speak of', async () => {
    const { items } = await runOnFiles(systemdUnits, {
      [`${etc}/k.service`]: unit,
      ...many(90_000, (index) => `${etc}/k.service.d/${index}.conf`, ''),
    });
    expect(items.map(({ name }) => name)).toEqual(['k.service']);
  });

  it('more second names, or more start links, than are read are a gap', async () => {
    const aliases = await runOnFiles(
      systemdUnits,
      many(20_000, (index) => `${etc}/a${index}.service`, { link: 'k.service' }),
    );
    expect(gapsOf(aliases)).toEqual([`too-large ${etc}`]);
    const wants = `${etc}/multi-user.target.wants`;
    const starts = await runOnFiles(
      systemdUnits,
      many(10_001, (index) => `${wants}/a${index}.service`, { link: `${usr}/k.service` }),
    );
    expect(gapsOf(starts)).toEqual([`too-large ${wants}`]);
  });

  it('more control groups than are read are a gap', async () => {
    const group = '/sys/fs/cgroup/system.slice';
    const collected = await runOnFiles(
      systemdUnits,
      {
        '/run/systemd/system': { type: 'directory' },
        ...many(20_001, (index) => `${group}/a${index}.scope/cgroup.events`, 'populated 0\n'),
      },
      { live: true },
    );
    expect(gapsOf(collected)).toEqual([`too-large ${group}`]);
  });
});
