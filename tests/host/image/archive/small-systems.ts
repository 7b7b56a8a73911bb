import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { MarkerWants } from '../../../../src/collect/collector.ts';
import { collectors } from '../../../../src/collect/index.ts';
import { collectAll } from '../../../../src/collect/run.ts';
import type { Host } from '../../../../src/host/host.ts';

/** A folder of a test. Remove it. */
export interface Workplace {
  readonly path: string;
  remove(): void;
}

export function makeWorkplace(): Workplace {
  const path = mkdtempSync(join(tmpdir(), 'phaseout-archive-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Runs a program that makes an image; what it says is shown only where it fails. */
export function make(program: string, args: readonly string[], cwd: string): void {
  execFileSync(program, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 64 * 1024 * 1024 });
}

const packages = `Package: klnagent64
Status: install ok installed
Priority: extra
Section: misc
Maintainer: Kaspersky
Architecture: amd64
Version: 15.1.0-20748
Description: Network Agent

Package: base-files
Status: install ok installed
Maintainer: Santiago Vila <sanvila@debian.org>
Architecture: amd64
Version: 12.4+deb12u5
Description: Debian base system miscellaneous files
`;

const unit = `[Unit]
Description=Kaspersky Network Agent
[Service]
ExecStart=/opt/kaspersky/klnagent64/sbin/klnagent
[Install]
WantedBy=multi-user.target
`;

/** Files of a small Linux, and what is a link in it: usr-merged, with an enabled unit and an absolute link. */
export function makeLinuxRoot(root: string): void {
  const files: Readonly<Record<string, string>> = {
    'usr/lib/os-release': 'ID=debian\nVERSION_ID="12"\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n',
    'var/lib/dpkg/status': packages,
    'var/lib/dpkg/info/klnagent64.list': '/.\n/opt\n/opt/kaspersky\n',
    'usr/lib/systemd/system/klnagent64.service': unit,
    'opt/kaspersky/klnagent64/sbin/klnagent': 'ELF',
    'etc/init.d/klnagent64': '#!/bin/sh\n### BEGIN INIT INFO\n# Provides: klnagent64\n### END INIT INFO\n',
    'etc/name with space ': 'kept',
    'etc/leer/größe': 'umlaut',
    'etc/empty': '',
  };
  const links: Readonly<Record<string, string>> = {
    lib: 'usr/lib',
    'etc/os-release': '../usr/lib/os-release',
    'etc/systemd/system/multi-user.target.wants/klnagent64.service': '/lib/systemd/system/klnagent64.service',
    'etc/out': '../../../../../../etc/passwd',
  };
  for (const [name, text] of Object.entries(files)) write(join(root, name), text);
  for (const [name, target] of Object.entries(links)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    symlinkSync(target, join(root, name));
  }
  wholeSeconds(root);
}

/** Not every format keeps fractions of a second. */
export function wholeSeconds(root: string): void {
  make('find', ['.', '-exec', 'touch', '-h', '-d', '2024-05-06T07:08:09Z', '{}', '+'], root);
}

/** Writes a file and the folders above it. */
export function write(path: string, text: string | Buffer): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

const wanted: MarkerWants = { paths: ['/opt/kaspersky', '/etc/init.d/klnagent64'], reads: [] };

/** What every collector finds on a host, one line an item, without what differs from run to run. */
export async function itemsOf(host: Host, markers: MarkerWants = wanted): Promise<readonly string[]> {
  const lines: string[] = [];
  const run = collectAll({ host, collectors, markers, timeoutMs: 120_000, now: () => performance.now() });
  for await (const { collector, items, coverage } of run) {
    for (const item of items) lines.push(`${collector} ${JSON.stringify(item)}`);
    for (const gap of coverage.gaps) lines.push(`${collector} GAP ${gap.reason} ${gap.source}`);
  }
  return lines;
}

/** All patterns that collectors want, as a scan hands them in. */
export const wants: readonly string[] = collectors.flatMap((collector) => [...collector.wants]);
