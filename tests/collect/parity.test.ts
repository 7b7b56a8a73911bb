import { cpSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { collectors } from '../../src/collect/index.ts';
import { directoryHost } from '../../src/host/directory-host.ts';
import { type MemoryEntry, memoryHost } from '../../src/host/memory-host.ts';
import type { Item } from '../../src/model/item.ts';
import { runOn } from './run-on.ts';

/** One tree out of all captured ones. */
const root = mkdtempSync(join(tmpdir(), 'phaseout-parity-'));
const linux = join(import.meta.dirname, 'linux');
for (const id of readdirSync(linux)) {
  if (!readdirSync(join(linux, id)).includes('root')) continue;
  const captured = join(linux, id, 'root');
  for (const name of readdirSync(captured)) {
    // `lib` is a link in one tree and a folder in another: the merged layout wins.
    const into = name === 'lib' && id !== 'systemd-units' ? 'usr/lib' : name;
    cpSync(join(captured, name), join(root, into), { recursive: true, verbatimSymlinks: true });
  }
}
afterAll(() => rmSync(root, { recursive: true }));

function intoMemory(directory: string, path = ''): Record<string, MemoryEntry> {
  const files: Record<string, MemoryEntry> = {};
  for (const entry of readdirSync(join(directory, path), { withFileTypes: true })) {
    const inside = `${path}/${entry.name}`;
    const real = join(directory, inside);
    if (entry.isDirectory())
      Object.assign(files, { [inside]: { type: 'directory' } }, intoMemory(directory, inside));
    else files[inside] = entry.isSymbolicLink() ? { link: readlinkSync(real) } : readFileSync(real);
  }
  return files;
}

/** Times are the one thing that a copy in memory does not have. */
function withoutTimes(items: readonly Item[]): Item[] {
  return items.map((item) => {
    const { modified: _, ...attributes } = item.attributes ?? {};
    return { ...item, attributes };
  });
}

describe('a directory and a memory host with the same files', () => {
  const markers = {
    paths: ['/etc/init.d', '/etc/init.d/d*', '/usr/*/systemd', '/lib/**/*.ko', '/nowhere'],
    reads: [{ id: 'a/b', file: '/usr/src/other-1.4/dkms.conf', linePrefix: 'PACKAGE_VERSION=' }],
  };
  const counts: Readonly<Record<string, number>> = {
    dpkg: 5,
    rpm: 0,
    apk: 0,
    pacman: 0,
    portage: 0,
    nix: 0,
    homebrew: 0,
    snap: 0,
    flatpak: 0,
    'systemd-units': 9,
    'sysv-init': 3,
    'kernel-modules': 8,
    processes: 0,
    'browser-extensions': 0,
    'package-sources': 0,
    'first-boot': 0,
    'kept-packages': 0,
    markers: 7,
  };

  it.each(collectors.filter(({ platforms }) => platforms.includes('linux')))(
    '$id gives equal items',
    async (collector) => {
      const directory = await runOn(collector, await directoryHost(root, 'linux'), markers);
      const memory = await runOn(
        collector,
        memoryHost({ files: intoMemory(root), privileged: true }),
        markers,
      );
      expect(withoutTimes(directory.items)).toEqual(withoutTimes(memory.items));
      expect(directory.items).toHaveLength(counts[collector.id] ?? -1);
      expect(directory.coverage.gaps).toEqual(memory.coverage.gaps);
    },
  );
});
