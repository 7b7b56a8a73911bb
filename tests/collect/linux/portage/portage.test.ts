import { describe, expect, it } from 'vitest';
import { portage } from '../../../../src/collect/linux/portage.ts';
import type { MemoryEntry } from '../../../../src/host/memory-host.ts';
import { gapsOf, runOnFiles } from '../../run-on.ts';

describe('portage', () => {
  const cases: readonly {
    readonly name: string;
    readonly files: Readonly<Record<string, MemoryEntry>>;
    readonly items: readonly string[];
    readonly gaps: readonly string[];
  }[] = [
    { name: 'nothing there', files: { '/etc/hostname': 'a' }, items: [], gaps: [] },
    {
      name: 'names with dashes and digits, versions with letters and revisions',
      files: {
        '/var/db/pkg/app-antivirus/kesl-12.3.0/PF': 'x',
        '/var/db/pkg/dev-libs/openssl-1.1.1w-r2/PF': 'x',
        '/var/db/pkg/x11-base/xorg-server-21.1.0_rc2_p3/PF': 'x',
        '/var/db/pkg/media-fonts/font-100-dpi-1.0/PF': 'x',
      },
      items: ['kesl 12.3.0', 'openssl 1.1.1w-r2', 'font-100-dpi 1.0', 'xorg-server 21.1.0_rc2_p3'],
      gaps: [],
    },
    {
      name: 'a package that is being installed, and a file',
      files: { '/var/db/pkg/a/-MERGING-b-1/PF': 'x', '/var/db/pkg/a/c-2/PF': 'x', '/var/db/pkg/.lock': '' },
      items: ['c 2'],
      gaps: [],
    },
    {
      name: 'a name without a version',
      files: { '/var/db/pkg/a/kesl/PF': 'x' },
      items: ['kesl undefined'],
      gaps: ['malformed-row /var/db/pkg/a/kesl'],
    },
    {
      name: 'categories without a package',
      files: { '/var/db/pkg/a': { type: 'directory' } },
      items: [],
      gaps: ['empty-source /var/db/pkg'],
    },
  ];
  it.each(cases)('$name', async ({ files, items, gaps }) => {
    const collected = await runOnFiles(portage, files);
    expect(collected.items.map(({ name, version }) => `${name} ${version}`)).toEqual(items);
    expect(gapsOf(collected)).toEqual(gaps);
  });
});
