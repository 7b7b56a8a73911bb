import { describe, expect, it } from 'vitest';
import { collectors } from '../../src/collect/index.ts';
import { type CollectOptions, collectAll } from '../../src/collect/run.ts';
import { type MemoryEntry, memoryHost } from '../../src/host/memory-host.ts';
import type { Coverage } from '../../src/model/gap.ts';

async function check(
  files: Readonly<Record<string, MemoryEntry>>,
  distribution: boolean,
  more: Partial<CollectOptions> = {},
): Promise<Coverage | undefined> {
  let last: Coverage | undefined;
  const options: CollectOptions = {
    host: memoryHost({ files }),
    collectors,
    markers: { paths: [], reads: [] },
    timeoutMs: 10_000,
    now: () => performance.now(),
    distribution,
    ...more,
  };
  for await (const { coverage } of collectAll(options)) last = coverage;
  return last;
}

const record = 'Package: dash\nStatus: install ok installed\nVersion: 1\n\n';

describe('packages', () => {
  const cases: readonly {
    readonly name: string;
    readonly files: Readonly<Record<string, MemoryEntry>>;
    readonly distribution: boolean;
    readonly gaps: readonly string[];
  }[] = [
    { name: 'a Debian root', files: { '/var/lib/dpkg/status': record }, distribution: true, gaps: [] },
    { name: 'a distribution without a database', files: {}, distribution: true, gaps: ['empty-source /'] },
    {
      name: 'a distribution whose database is empty, which dpkg itself has said already',
      files: { '/var/lib/dpkg/status': '' },
      distribution: true,
      gaps: [],
    },
    { name: 'a scratch image', files: { '/app': 'ELF' }, distribution: false, gaps: [] },
    ...(
      [
        ['Guix', '/gnu/store'],
        ['xbps', '/var/db/xbps'],
      ] as const
    ).map(([manager, path]) => ({
      name: `${manager} at ${path}`,
      files: { [`${path}/a`]: 'x' },
      distribution: true,
      gaps: [`unsupported-format ${path}`],
    })),
    {
      name: 'a rpm database that cannot be read, which the collector itself has said already',
      files: { '/var/lib/rpm/Packages': 'x' },
      distribution: true,
      gaps: [],
    },
    {
      name: 'an rpm database of no bytes, which a tool leaves behind',
      files: { '/var/lib/dpkg/status': record, '/var/lib/rpm/Packages': '' },
      distribution: true,
      gaps: [],
    },
  ];
  it.each(cases)('$name', async ({ files, distribution, gaps }) => {
    const coverage = await check(files, distribution);
    expect(coverage?.collector).toBe('packages');
    expect(coverage?.gaps.map(({ reason, source }) => `${reason} ${source}`)).toEqual(gaps);
    expect(coverage?.gaps.every(({ couldHide }) => couldHide === 'active')).toBe(true);
  });

  it('names the package manager', async () => {
    expect((await check({ '/var/db/xbps/pkgdb-0.38.plist': '<plist/>' }, true))?.gaps[0]?.message).toBe(
      'this version does not read the package database of xbps',
    );
  });

  it('claims nothing where a package collector was not run', async () => {
    expect((await check({}, true, { skip: ['dpkg'] }))?.gaps).toEqual([]);
    expect(await check({}, true, { only: ['dpkg'] })).toMatchObject({
      status: 'skipped',
      reason: 'not-selected',
    });
  });
});
