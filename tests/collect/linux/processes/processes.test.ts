import { describe, expect, it } from 'vitest';
import { processes } from '../../../../src/collect/linux/processes.ts';
import { liveHost } from '../../../../src/host/live-host.ts';
import type { MemoryEntry } from '../../../../src/host/memory-host.ts';
import { gapsOf, runOn, runOnFiles } from '../../run-on.ts';

function status(name: string, more: { state?: string; ppid?: number; uid?: number } = {}): string {
  const { state = 'S (sleeping)', ppid = 1, uid = 0 } = more;
  return `Name:\t${name}\nUmask:\t0022\nState:\t${state}\nTgid:\t9\nPid:\t9\nPPid:\t${ppid}\nUid:\t${uid}\t${uid}\t${uid}\t${uid}\n`;
}

async function only(files: Readonly<Record<string, MemoryEntry>>) {
  const { items, coverage } = await runOnFiles(processes, files, { live: true });
  expect(coverage.gaps).toEqual([]);
  expect(items.length).toBeLessThan(2);
  return items[0];
}

describe('processes', () => {
  it('reads name, program, unit and user', async () => {
    expect(
      await only({
        '/proc/812/status': status('wdserver', { uid: 107 }),
        '/proc/812/cmdline': '/opt/kaspersky/kesl/libexec/wdserver\0-d\0',
        '/proc/812/exe': { link: '/opt/kaspersky/kesl/libexec/wdserver' },
        '/proc/812/cgroup': '0::/system.slice/kesl.service\n',
      }),
    ).toEqual({
      kind: 'process',
      collector: 'processes',
      name: 'wdserver',
      path: '/opt/kaspersky/kesl/libexec/wdserver',
      state: 'running',
      origin: '/proc/812',
      platform: 'linux',
      attributes: { pid: 812, uid: 107, argv0: '/opt/kaspersky/kesl/libexec/wdserver', unit: 'kesl.service' },
    });
  });

  it('without rights, a process whose name can be read is an item and no gap', async () => {
    const item = await only({
      '/proc/812/status': status('klnagent'),
      '/proc/812/cmdline': 'klnagent\0',
      '/proc/812/exe': { error: 'permission-denied' },
      '/proc/812/cgroup': { error: 'permission-denied' },
    });
    expect(item).toMatchObject({ name: 'klnagent', attributes: { pid: 812, uid: 0, argv0: 'klnagent' } });
    expect(item).not.toHaveProperty('path');
  });

  it('names a program that was replaced while it runs', async () => {
    const item = await only({
      '/proc/812/status': status('kesl'),
      '/proc/812/exe': { link: '/opt/kaspersky/kesl/bin/kesl (deleted)' },
    });
    expect(item).toMatchObject({
      name: 'kesl',
      path: '/opt/kaspersky/kesl/bin/kesl',
      attributes: { deleted: true },
    });
  });

  it.each([
    {
      name: 'a kernel thread',
      files: { status: status('kworker/0:1', { ppid: 2 }), cmdline: '' },
    },
    {
      name: 'the parent of kernel threads',
      files: { status: status('kthreadd', { ppid: 0 }).replace('Pid:\t9', 'Pid:\t2'), cmdline: '' },
    },
    { name: 'a dead process', files: { status: status('kesl', { state: 'Z (zombie)' }), cmdline: '' } },
    { name: 'a process that ended meanwhile', files: { cmdline: '' } },
  ])('leaves out $name', async ({ files }) => {
    const entries = Object.entries(files).map(([file, text]) => [`/proc/9/${file}`, text]);
    expect(await only(Object.fromEntries(entries))).toBeUndefined();
  });

  it('keeps a program that was started without arguments', async () => {
    const item = await only({
      '/proc/9/status': status('kesl'),
      '/proc/9/cmdline': '',
      '/proc/9/exe': { link: '/x/kesl' },
    });
    expect(item?.name).toBe('kesl');
  });

  it('shows the name that a process gave itself, and undoes the escapes', async () => {
    const item = await only({
      '/proc/9/status': status('a\\nb\\\\c'),
      '/proc/9/exe': { link: '/usr/bin/python3' },
    });
    expect(item).toMatchObject({ name: 'python3', attributes: { comm: 'a\nb\\c' } });
  });

  it.each([
    ['0::/system.slice/docker-0123abcd.scope\n', true],
    ['0::/kubepods.slice/kubepods-burstable.slice/cri-containerd-12.scope\n', true],
    ['5:cpu:/docker/0123abcd\n', true],
    ['0::/machine.slice/libpod-77.scope\n', true],
    ['0::/system.slice/docker.service\n', undefined],
    ['0::/user.slice/user-1000.slice/session-2.scope\n', undefined],
  ])('of a container, %j: %s', async (cgroup, container) => {
    const item = await only({
      '/proc/9/status': status('x'),
      '/proc/9/cmdline': 'x\0',
      '/proc/9/cgroup': cgroup,
    });
    expect(item?.attributes?.['container']).toBe(container);
  });

  it('cuts a long first argument', async () => {
    const item = await only({ '/proc/9/status': status('x'), '/proc/9/cmdline': 'a'.repeat(100_000) });
    expect(item?.attributes?.['argv0']).toBe('a'.repeat(200));
  });

  it.each([
    ['rw,nosuid,hidepid=invisible', false, ['permission-denied /proc']],
    ['rw,hidepid=2,gid=27', false, ['permission-denied /proc']],
    ['rw,hidepid=1', false, ['permission-denied /proc']],
    ['rw,hidepid=0', false, []],
    ['rw,nosuid', false, []],
    ['rw,hidepid=2', true, []],
  ])('/proc mounted with %s, root: %s', async (options, privileged, gaps) => {
    const mounts = `/dev/vda / ext4 rw 0 0\nproc /proc proc ${options} 0 0\n`;
    const files = { '/proc/self/mounts': mounts, '/proc/9/status': status('node') };
    expect(gapsOf(await runOnFiles(processes, files, { live: true, privileged }))).toEqual(gaps);
  });

  it('sees this very process on the machine it runs on', { skip: process.platform !== 'linux' }, async () => {
    const { items } = await runOn(processes, liveHost('linux'));
    const self = items.find(({ attributes }) => attributes?.['pid'] === process.pid);
    expect(self).toMatchObject({ kind: 'process', state: 'running', path: process.execPath, name: 'node' });
  });
});

describe('processes that would rather not be seen', () => {
  // The kernel escapes only newline and backslash in a name (proc_pid_status(5)).
  const names = ['k\rState:Z', 'k\rPPid:2', 'k\u2028State:Z', 'k\u2029PPid:2'];
  it.each(names)('a name that imitates another line hides nothing: %j', async (name) => {
    const item = await only({
      '/proc/812/status': status(name),
      '/proc/812/exe': { error: 'permission-denied' },
    });
    expect(item).toMatchObject({ name, state: 'running', attributes: { pid: 812, uid: 0 } });
  });

  it('a running machine without any process is a machine whose /proc is not mounted', async () => {
    const collected = await runOnFiles(processes, { '/proc': { type: 'directory' } }, { live: true });
    expect(gapsOf(collected)).toEqual(['missing-source /proc']);
    expect(collected.coverage.gaps[0]?.couldHide).toBe('active');
  });

  it('of two mounts on /proc the later one says what is hidden', async () => {
    const mounts = 'proc /proc proc rw 0 0\nproc /proc proc rw,hidepid=invisible 0 0\n';
    const collected = await runOnFiles(
      processes,
      { '/proc/self/mounts': mounts, '/proc/812/status': status('kesl') },
      { live: true },
    );
    expect(gapsOf(collected)).toEqual(['permission-denied /proc']);
  });
});
