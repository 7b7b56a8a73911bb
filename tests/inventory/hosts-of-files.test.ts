import { describe, expect, it } from 'vitest';
import { hostsOfFiles } from '../../src/cli/inventories/hosts-of-files.ts';
import type { Collection } from '../../src/judge.ts';
import { readBothWays } from '../support/read-both-ways.ts';

const findings = ({ matched }: Collection): string[] => matched.findings.map(({ id }) => id);
const hosts = ({ hosts: named }: Collection): string[] => [...(named ?? [])].sort();

/** A snapshot of osquery's table `programs`. */
function snapshot(program: string, unixTime: number, host?: string): string {
  const row = {
    name: program,
    version: '1',
    publisher: 'AO Kaspersky Lab',
    install_location: '',
    identifying_number: '1',
  };
  return `${JSON.stringify({ name: 'programs', hostIdentifier: host, unixTime, action: 'snapshot', snapshot: [row] })}\n`;
}

const product = 'Kaspersky Internet Security';

describe('a file whose rows name no host is a host by its name', () => {
  it.each<[files: string[], names: string[]]>([
    [
      ['facts/web-1.json', 'facts/web-2.json.gz'],
      ['web-1', 'web-2'],
    ],
    [
      ['a/o.log', 'b/o.log'],
      ['a/o', 'b/o'],
    ],
    [
      ['b/o.log', 'a/o.log', 'p.log'],
      ['b/o', 'a/o', 'p'],
    ],
    [
      ['hosts/pc1/packages.json', 'hosts/pc2/packages.json'],
      ['pc1/packages', 'pc2/packages'],
    ],
    [
      ['x/a/o.log', 'y/a/o.log', 'b/o.log'],
      ['x/a/o', 'y/a/o', 'b/o'],
    ],
    [
      ['o.log', 'a/o.log', 'x/a/o.log'],
      ['o', 'a/o', 'x/a/o'],
    ],
    [
      ['a/O.log', 'b/o.log'],
      ['a/O', 'b/o'],
    ],
    [
      ['C:\\a\\o.log', 'C:\\b\\o.log'],
      ['a/o', 'b/o'],
    ],
    [
      ['pc1/software.csv', 'pc1/software.json'],
      ['software', 'software'],
    ],
    [
      ['./a/o.log', 'a/../a/o.log', '../a/o.log'],
      ['a/o', 'a/o', '../a/o'],
    ],
    [
      ['standard input', 'o.log'],
      ['standard input', 'o'],
    ],
  ])('%j', (files, names) => {
    const named = hostsOfFiles(files);
    expect(files.map((file) => named.get(file))).toEqual(names);
    expect(hostsOfFiles(files.toReversed())).toEqual(named);
  });

  it('and files of one name in two folders are two, of which neither takes the place of the other', async () => {
    const read = await readBothWays({
      'a/o.log': snapshot(product, 100),
      'b/o.log': snapshot('Editor', 200),
    });
    expect(findings(read)).toEqual(['kaspersky-home-windows@a/o']);
    expect(hosts(read)).toEqual(['a/o', 'b/o']);
  });

  it('and so are lists of packages, of which nothing else tells whose they are', async () => {
    const list = (name: string): string =>
      JSON.stringify([{ Name: name, Version: '1', ProviderName: 'msi' }]);
    const read = await readBothWays({
      'pc1/packages.json': list(product),
      'pc2/packages.json': list('Editor'),
      'pc3/packages.json': list(product),
    });
    expect(findings(read)).toEqual([
      'kaspersky-home-windows@pc1/packages',
      'kaspersky-home-windows@pc3/packages',
    ]);
    expect(hosts(read)).toEqual(['pc1/packages', 'pc2/packages', 'pc3/packages']);
  });

  it('and a snapshot of one file does not replace that of another that lies beside it', async () => {
    const read = await readBothWays({ 'o.log': snapshot(product, 100), 'o.json': snapshot('Editor', 200) });
    expect(findings(read)).toEqual(['kaspersky-home-windows@o']);
  });
});

describe('snapshots of one host', () => {
  it('replace each other whatever the case of its name and a dot at its end', async () => {
    const log = snapshot(product, 100, 'PC1') + snapshot('Editor', 200, 'pc1.');
    expect(findings(await readBothWays({ 'o.log': log }))).toEqual([]);
  });

  it.each([
    ['of nothing by another', snapshot('Editor', 100, 'PC1') + snapshot('Editor', 300, 'PC1')],
    ['of a finding by a clean one', snapshot(product, 100, 'PC1') + snapshot('Editor', 300, 'PC1')],
    ['that comes late', snapshot('Editor', 300, 'PC1') + snapshot(product, 100, 'PC1')],
  ])('are counted with all rows that were read: %s', async (_name, log) => {
    const [read, kept] = [
      await readBothWays({ 'o.log': log }),
      await readBothWays({ 'o.log': log }, { keepItems: true }),
    ];
    expect([read.matched.items, read.coverage[0]?.items]).toEqual([2, 2]);
    expect([kept.matched.items, kept.coverage[0]?.items]).toEqual([2, 2]);
    expect(kept.items).toHaveLength(1);
  });
});
