import { describe, expect, it } from 'vitest';
import { nix } from '../../../../src/collect/linux/nix.ts';
import type { MemoryEntry } from '../../../../src/host/memory-host.ts';
import { gapsOf, runOnFiles } from '../../run-on.ts';

const hash = '0c0yl3sa1a2fkv0zqr9m1b7qpkcv9b3s';
const inStore = (name: string) => `/nix/store/${hash}-${name}`;

describe('nix', () => {
  const cases: readonly {
    readonly name: string;
    readonly files: Readonly<Record<string, MemoryEntry>>;
    readonly items: readonly string[];
    readonly gaps: readonly string[];
  }[] = [
    { name: 'nothing there', files: { '/etc/hostname': 'a' }, items: [], gaps: [] },
    {
      name: 'packages, one of them in two parts',
      files: {
        [`${inStore('kesl-12.4.0.1225')}/bin/x`]: '',
        [`${inStore('glibc-2.40-36')}/lib/x`]: '',
        [`${inStore('glibc-2.40-36-bin')}/bin/x`]: '',
        [`${inStore('python3.12-requests-2.32.3')}/x`]: '',
      },
      items: ['glibc 2.40-36', 'kesl 12.4.0.1225', 'python3.12-requests 2.32.3'],
      gaps: [],
    },
    {
      name: 'what is no package: derivations, files, names without a version',
      files: {
        [`${inStore('kesl-12.drv')}`]: 'Derive()',
        [`${inStore('system-path')}/x`]: '',
        [`${inStore('hello-2.12')}/x`]: '',
        '/nix/store/.links/x': '',
      },
      items: ['hello 2.12'],
      gaps: [],
    },
    {
      name: 'a store without a package',
      files: { '/nix/store/.links/x': '' },
      items: [],
      gaps: ['empty-source /nix/store'],
    },
    {
      name: 'a database without a store',
      files: { '/nix/var/nix/db/db.sqlite': 'x' },
      items: [],
      gaps: ['missing-source /nix/store'],
    },
  ];
  it.each(cases)('$name', async ({ files, items, gaps }) => {
    const collected = await runOnFiles(nix, files);
    expect(collected.items.map(({ name, version }) => `${name} ${version}`).sort()).toEqual(items);
    expect(gapsOf(collected)).toEqual(gaps);
  });
});
