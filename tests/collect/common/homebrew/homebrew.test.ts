import { describe, expect, it } from 'vitest';
import { homebrew } from '../../../../src/collect/common/homebrew.ts';
import { type MemoryEntry, memoryHost } from '../../../../src/host/memory-host.ts';
import { gapsOf, runOn, runOnFiles } from '../../run-on.ts';

const receipt = JSON.stringify({
  homebrew_version: '4.3.9',
  time: 1_719_000_000,
  source: { tap: 'homebrew/core', versions: { stable: '1.24.5' } },
});

describe('homebrew', () => {
  it('reads formulae and casks on macOS', async () => {
    const files = {
      '/opt/homebrew/Cellar/wget/1.24.5/INSTALL_RECEIPT.json': receipt,
      '/opt/homebrew/Caskroom/example/2.0,35/Example.app': { type: 'directory' },
      '/opt/homebrew/Caskroom/example/.metadata/INSTALL_RECEIPT.json': receipt.replace('core', 'cask'),
      '/usr/local/Caskroom/other/latest/x': '',
    } as const;
    const { items, coverage } = await runOn(homebrew, memoryHost({ platform: 'macos', files }));
    expect(coverage.gaps).toEqual([]);
    expect(items).toEqual([
      {
        kind: 'software',
        collector: 'homebrew',
        name: 'wget',
        version: '1.24.5',
        path: '/opt/homebrew/Cellar/wget/1.24.5',
        installedAt: '2024-06-21T20:00:00Z',
        state: 'installed',
        origin: '/opt/homebrew/Cellar/wget/1.24.5',
        platform: 'macos',
        attributes: { type: 'formula', tap: 'homebrew/core' },
      },
      {
        kind: 'software',
        collector: 'homebrew',
        name: 'example',
        version: '2.0,35',
        path: '/opt/homebrew/Caskroom/example/2.0,35',
        installedAt: '2024-06-21T20:00:00Z',
        state: 'installed',
        origin: '/opt/homebrew/Caskroom/example/2.0,35',
        platform: 'macos',
        attributes: { type: 'cask', tap: 'homebrew/cask' },
      },
      {
        kind: 'software',
        collector: 'homebrew',
        name: 'other',
        path: '/usr/local/Caskroom/other/latest',
        state: 'installed',
        origin: '/usr/local/Caskroom/other/latest',
        platform: 'macos',
        attributes: { type: 'cask' },
      },
    ]);
  });

  const cellar = '/home/linuxbrew/.linuxbrew/Cellar';
  const cases: readonly {
    readonly name: string;
    readonly files: Readonly<Record<string, MemoryEntry>>;
    readonly items: readonly string[];
    readonly gaps: readonly string[];
  }[] = [
    { name: 'nothing there', files: { '/etc/hostname': 'a' }, items: [], gaps: [] },
    {
      name: 'Linux, the prefix and a user of his own, read once each',
      files: {
        [`${cellar}/jq/1.7.1/bin/jq`]: '',
        [`${cellar}/jq/1.6/bin/jq`]: '',
        '/home/ada/.linuxbrew/Cellar/tree/2.1.1/bin/tree': '',
      },
      items: ['jq 1.6', 'jq 1.7.1', 'tree 2.1.1'],
      gaps: [],
    },
    {
      name: 'a receipt that is no JSON, and one with odd values',
      files: {
        [`${cellar}/a/1/INSTALL_RECEIPT.json`]: '{',
        [`${cellar}/b/1/INSTALL_RECEIPT.json`]: '{"time":1e300,"source":{"tap":7}}',
      },
      items: ['a 1', 'b 1'],
      gaps: [`malformed-source ${cellar}/a/1/INSTALL_RECEIPT.json`],
    },
    {
      name: 'a package without a version',
      files: { [`${cellar}/a`]: { type: 'directory' } },
      items: [],
      gaps: [`empty-source ${cellar}/a`],
    },
  ];
  it.each(cases)('$name', async ({ files, items, gaps }) => {
    const collected = await runOnFiles(homebrew, files);
    expect(collected.items.map(({ name, version }) => `${name} ${version}`)).toEqual(items);
    expect(gapsOf(collected)).toEqual(gaps);
    expect(collected.items.every(({ installedAt }) => installedAt === undefined)).toBe(true);
  });
});
