import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { writeTree } from '../support/debian-root.ts';
import { describeWith } from '../support/needs.ts';
import { programPath, runCommand } from '../support/phaseout.ts';
import { makeNtfs, makeWim } from '../support/windows-disk.ts';
import { makeWindowsRoot, type WindowsRoot } from '../support/windows-root.ts';

const kesl =
  'Package: kesl\nStatus: install ok installed\nArchitecture: amd64\nVersion: 12.1\nMaintainer: Kaspersky Lab\n';
const hosts = join(import.meta.dirname, 'windows', 'hosts');
const slow = 120_000;

/** What the loader, the C library, OpenSSL and ICU of Node itself ask for. */
const ofNode =
  /^\/(?:(?:usr\/)?lib(?:64)?\/|etc\/(?:ld\.so\.|ssl\/|localtime$)|usr\/share\/zoneinfo|sys\/fs\/cgroup\/|proc\/(?:self|\d+)\/|proc\/(?:meminfo|version_signature|sys\/vm\/overcommit_memory)|dev\/(?:null|urandom)|sys\/devices\/system\/cpu)/;

interface Seen {
  readonly code: number | null;
  readonly report: Report;
  /** Every path that a system call was given. */
  readonly named: readonly string[];
  /** Those that were opened. */
  readonly opened: readonly string[];
}

describeWith(
  [
    ...['root', 'strace', 'mknod', 'mkfifo', 'tar', 'gzip', 'umoci', 'skopeo', 'mksquashfs', 'mkfs.ext4'],
    ...['qemu-img', 'wimlib-imagex', 'mkntfs'],
  ],
  'a hostile system seen from outside',
  () => {
    let folder: string;
    let planted: string;
    let infected: WindowsRoot;
    let windows: WindowsRoot;
    const at = (name: string): string => join(folder, name);
    const make = (command: string, ...args: readonly string[]): void =>
      void execFileSync(command, args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });

    /** A Linux whose every way in leads to a product that was planted on this machine, or to what must not be opened. */
    function makeLinux(root: string): void {
      const up = '../'.repeat(20);
      writeTree(root, {
        'etc/os-release': 'ID=debian\n',
        'usr/bin/env': '',
        'var/lib/dpkg': { link: `${planted}/dpkg` },
        'usr/lib/sysimage/rpm': { link: '/var/lib/rpm' },
        'var/lib/rpm': { link: '/usr/lib/sysimage/rpm' },
        'etc/systemd/system': { link: `${up}${planted.slice(1)}/units` },
        'usr/lib/systemd/system': { link: `/proc/self/root${planted}/units` },
        'etc/init.d': { link: `${up}proc/self/cwd/planted/init.d` },
        opt: { link: `${planted}/opt` },
        home: { link: 'home' },
        root: { link: `..${planted}` },
        'etc/rc.local': { link: '/dev/zero' },
      });
      make('mkfifo', join(root, 'etc/hostname'));
      make('mkfifo', join(root, 'etc/machine-id'));
      make('mknod', join(root, 'etc/modules'), 'c', '1', '5');
      make('mknod', join(root, 'etc/crontab'), 'b', '7', '200');
    }

    /** Archives of containers cannot hold sockets. A socket lives longer than its server where it has a second name. */
    async function addSocket(path: string): Promise<void> {
      mkdirSync(dirname(path), { recursive: true });
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(`${path}.first`, resolve));
      linkSync(`${path}.first`, path);
      await new Promise((resolve) => server.close(resolve));
    }

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'phaseout-hostile-image-'));
      planted = at('planted');
      writeTree(planted, {
        'dpkg/status': kesl,
        'units/kesl.service': '[Service]\nExecStart=/opt/kaspersky/kesl/libexec/launcher\n',
        'init.d/kesl-supervisor': '#!/bin/sh\n',
        'opt/kaspersky/kesl/bin/kesl-control': 'x',
      });
      makeLinux(at('linux'));
      make('tar', '-C', 'linux', '-cf', 'root.tar', '.');
      make('gzip', '-k', 'root.tar');
      make('umoci', 'init', '--layout', 'oci');
      make('umoci', 'new', '--image', 'oci:v1');
      make('umoci', 'insert', '--image', 'oci:v1', 'linux', '/');
      make('skopeo', 'copy', '--insecure-policy', '-q', 'oci:oci:v1', 'docker-archive:docker.tar:a:1');
      await addSocket(at('linux/lib/apk/db/installed'));
      make('mksquashfs', 'linux', 'root.squashfs', '-quiet', '-no-progress');
      make('mkfs.ext4', '-q', '-d', 'linux', 'root.ext4', '32M');
      make('qemu-img', 'convert', '-O', 'qcow2', 'root.ext4', 'root.qcow2');

      infected = makeWindowsRoot(join(hosts, 'fleet-workstation'));
      windows = makeWindowsRoot(join(hosts, 'clean'));
      for (const path of [
        'Windows/System32/config/SOFTWARE',
        'Users/alice/NTUSER.DAT',
        'Program Files (x86)',
      ]) {
        rmSync(join(windows.path, path), { recursive: true });
        symlinkSync(join(infected.path, path), join(windows.path, path));
      }
      makeWim(windows.path, at('windows.wim'));
      makeNtfs(at('windows.wim'), at('windows.ntfs'));
    }, slow);

    afterAll(() => {
      infected?.remove();
      windows?.remove();
      if (folder) rmSync(folder, { recursive: true, force: true });
    });

    async function traced(args: readonly string[]): Promise<Seen> {
      const trace = at('trace');
      const run = await runCommand(
        'strace',
        [
          ...['-f', '-qq', '-s', '4096', '-o', trace, '-e', 'trace=%file', process.execPath, programPath()],
          ...['scan', ...args, '--format', 'json', '--as-of', '2026-11-22'],
        ],
        { cwd: folder },
      );
      expect(run.stderr).toBe('');
      const named: string[] = [];
      const opened: string[] = [];
      for (const line of readFileSync(trace, 'utf8').split('\n')) {
        const { call = '', path } =
          /^\d+ +(?<call>\w+)\((?:AT_FDCWD, |\d+, )?"(?<path>[^"]*)"/.exec(line)?.groups ?? {};
        if (path === undefined) continue;
        named.push(path);
        if (call.startsWith('open') && !/ = -1 /.test(line)) opened.push(path);
      }
      return { code: run.code, report: JSON.parse(run.stdout) as Report, named, opened };
    }

    /** Nothing was found, nothing of this machine was asked for, and only the target, the program and Node's own were opened. */
    function expectConfined({ code, report, named, opened }: Seen, target: string): void {
      expect(report.findings).toEqual([]);
      expect(code).toBe(3);
      const outside = [planted, infected.folder];
      expect(named.filter((path) => outside.some((each) => path.startsWith(each)))).toEqual([]);
      expect(opened.some((path) => path === target || path.startsWith(`${target}/`))).toBe(true);
      const own = [
        target,
        dirname(dirname(dirname(dirname(programPath())))),
        dirname(dirname(process.execPath)),
      ];
      expect(
        opened.filter((path) => !own.some((each) => path.startsWith(each)) && !ofNode.test(path)),
      ).toEqual([]);
    }

    it('the product that is planted would be found', async () => {
      writeTree(at('direct'), { 'etc/os-release': 'ID=debian\n', 'var/lib/dpkg/status': kesl });
      const { report, code } = await traced(['--root', at('direct')]);
      expect(report.findings.map(({ product }) => product.id)).toEqual(['kesl']);
      expect(code).toBe(1);
    });

    it('a Linux root: links stay inside, and no pipe, device or socket is opened', async () => {
      const seen = await traced(['--root', at('linux')]);
      expectConfined(seen, at('linux'));
      for (const path of [
        'etc/hostname',
        'etc/machine-id',
        'etc/modules',
        'etc/crontab',
        'lib/apk/db/installed',
      ]) {
        expect(seen.opened).not.toContain(at(`linux/${path}`));
      }
    });

    it.each(['root.tar', 'root.tar.gz', 'oci', 'docker.tar', 'root.squashfs', 'root.ext4', 'root.qcow2'])(
      'the same Linux as %s',
      async (name) => {
        expectConfined(await traced(['--image', at(name)]), at(name));
      },
      slow,
    );

    it('a Windows root whose hives and folders are links', async () => {
      expectConfined(await traced(['--root', windows.path]), windows.path);
    });

    it.each(['windows.wim', 'windows.ntfs'])('the same Windows as %s', async (name) => {
      expectConfined(await traced(['--image', at(name)]), at(name));
    });
  },
);
