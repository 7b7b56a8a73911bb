import { describe, expect, it } from 'vitest';
import { sysvInit } from '../../../../src/collect/linux/sysv-init.ts';
import { gapsOf, runOnFiles, runOnRoot } from '../../run-on.ts';

describe('sysv-init', () => {
  it('reads scripts, their description and their start links', async () => {
    const { items, coverage } = await runOnRoot(sysvInit, import.meta.dirname);
    expect(coverage.gaps).toEqual([]);
    expect(items).toEqual([
      {
        kind: 'service',
        collector: 'sysv-init',
        name: 'dbus',
        displayName: 'D-Bus systemwide message bus',
        path: '/etc/init.d/dbus',
        state: 'enabled',
        origin: '/etc/init.d/dbus',
        platform: 'linux',
        attributes: { enabled: 'enabled' },
      },
      {
        kind: 'service',
        collector: 'sysv-init',
        name: 'hwclock.sh',
        displayName: 'Save system clock to hardware on shutdown.',
        path: '/etc/init.d/hwclock.sh',
        state: 'disabled',
        origin: '/etc/init.d/hwclock.sh',
        platform: 'linux',
        attributes: { enabled: 'disabled' },
      },
      {
        kind: 'service',
        collector: 'sysv-init',
        name: 'procps',
        displayName: 'Configure kernel parameters at boottime',
        path: '/etc/init.d/procps',
        state: 'disabled',
        origin: '/etc/init.d/procps',
        platform: 'linux',
        attributes: { enabled: 'disabled' },
      },
    ]);
  });

  it('leaves out what is no service', async () => {
    const names = [
      'README',
      'skeleton',
      'functions',
      'rc',
      'rcS',
      '.depend.start',
      'kesl.dpkg-old',
      'kesl~',
      'kesl',
    ];
    const files = Object.fromEntries(names.map((name) => [`/etc/init.d/${name}`, '#!/bin/sh\n']));
    expect((await runOnFiles(sysvInit, files)).items.map(({ name }) => name)).toEqual(['kesl']);
  });

  it.each([
    ['/etc/rc3.d/S50kesl', 'enabled'],
    ['/etc/rc.d/rc5.d/S50kesl', 'enabled'],
    ['/etc/rc3.d/K50kesl', 'disabled'],
    ['/etc/rc6.d/S50kesl', 'disabled'],
    ['/etc/rc3.d/S50kesl-supervisor', 'disabled'],
  ])('%s: %s', async (link, state) => {
    const { items } = await runOnFiles(sysvInit, {
      '/etc/init.d/kesl': '#!/bin/sh\n',
      [link]: { link: '../init.d/kesl' },
    });
    expect(items.map((item) => [item.name, item.state])).toEqual([['kesl', state]]);
  });

  it('reads the folder of Red Hat, and each script once', async () => {
    const { items } = await runOnFiles(sysvInit, {
      '/etc/rc.d/init.d/kesl': '#!/bin/sh\n',
      '/etc/init.d': { link: 'rc.d/init.d' },
    });
    expect(items.map(({ name, origin }) => [name, origin])).toEqual([['kesl', '/etc/init.d/kesl']]);
  });

  it.each([
    { name: 'a living process', live: true, pid: '812\n', state: 'running' },
    { name: 'a process that is gone', live: true, pid: '813\n', state: 'disabled' },
    { name: 'nonsense in the PID file', live: true, pid: '../812\n', state: 'disabled' },
    { name: 'a system at rest', live: false, pid: '812\n', state: 'disabled' },
  ])('$name: $state', async ({ live, pid, state }) => {
    const files = {
      '/etc/init.d/kesl': '#!/bin/sh\n',
      '/run/kesl.pid': pid,
      '/proc/812/status': 'Name:\tkesl\n',
    };
    const { items } = await runOnFiles(sysvInit, files, { live });
    expect(items[0]?.state).toBe(state);
  });

  it('keeps a script that is closed, a link that leads nowhere and a folder that is closed', async () => {
    const collected = await runOnFiles(sysvInit, {
      '/etc/init.d/closed': { error: 'permission-denied' },
      '/etc/init.d/left': { link: '/opt/kaspersky/kesl/init' },
      '/etc/rc3.d': { error: 'permission-denied', type: 'directory' },
    });
    expect(collected.items.map(({ name, attributes }) => [name, attributes])).toEqual([
      ['closed', { enabled: 'disabled' }],
      ['left', { enabled: 'disabled', danglingLink: true }],
    ]);
    expect(gapsOf(collected)).toEqual([
      'permission-denied /etc/rc3.d',
      'permission-denied /etc/init.d/closed',
    ]);
  });
});
