import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { exportOsquery } from '../../../src/export/osquery/export-osquery.ts';
import { osqueryTables } from '../../../src/inventory/importers/osquery-tables.ts';
import { compileMatcher } from '../../../src/match/matcher.ts';
import { builtInPack } from '../../rule-pack/built-in-pack.ts';
import { describeWith } from '../../support/needs.ts';
import { packQueries, policyQueries } from './queries.ts';
import { hostsOf, type StandIn, tables } from './stand-in-tables.ts';

/** Tables of Windows and macOS cannot be had here: empty ones with the documented columns stand in for them, in SQLite. */
describeWith(['sqlite3'], 'queries for systems that osquery does not run on here', () => {
  const pack = builtInPack();
  const exported = exportOsquery(pack, { version: '0.0.0' });
  const queries = packQueries(exported);
  const matcher = compileMatcher(pack);

  test.each(['linux', 'darwin', 'windows'] as const)(
    '%s: runs, and finds nothing in empty tables',
    (platform) => {
      expect(run(platform, queries[`phaseout_${platform}`] ?? '', {})).toEqual([]);
      expect(run(platform, policyQueries(exported)[platform] ?? '', {})).toEqual([{ '1': 1 }]);
    },
  );

  test.each(hostsOf())(
    '$name: the products that match finds in the same rows',
    ({ platform, rows, markers = [] }) => {
      const session = matcher.session({ live: true, platform: platform === 'darwin' ? 'macos' : platform });
      for (const [table, list] of Object.entries(rows)) {
        for (const row of list) {
          const made = osqueryTables[table]?.item(row);
          if (typeof made !== 'object') throw new Error(`${table}: no item of ${JSON.stringify(row)}`);
          session.add({ collector: 'osquery', origin: table, ...made });
        }
      }
      for (const path of markers) {
        session.add({
          kind: 'marker',
          collector: 'osquery',
          origin: 'file',
          name: path.split(/[\\/]/).at(-1) ?? '',
          path,
        });
      }
      const expected = session
        .finish()
        .findings.map(({ product, status, confidence }) => `${product.id} ${status} ${confidence}`);
      expect(expected.length).toBeGreaterThan(0);
      const found = run(platform, queries[`phaseout_${platform}`] ?? '', { ...rows, ...standFor(markers) })
        .filter(({ result }) => result === 'finding')
        .map(({ product, status, confidence }) => `${product} ${status} ${confidence}`);
      expect([...new Set(found)].sort()).toEqual(expected.sort());
      const policy = policyQueries(exported)[platform] ?? '';
      expect(run(platform, policy, { ...rows, ...standFor(markers) })).toEqual([]);
    },
  );
});

function standFor(markers: readonly string[]): StandIn['rows'] {
  const keys = markers.filter((path) => path.startsWith('HKLM\\'));
  const files = markers.filter((path) => !path.startsWith('HKLM\\'));
  const name = (path: string): string => path.split(/[\\/]/).at(-1) ?? '';
  return {
    file: files.map((path) => ({ path, filename: name(path) })),
    registry: keys.map((path) => ({ path: path.replace('HKLM', 'HKEY_LOCAL_MACHINE'), name: name(path) })),
  };
}

/** Runs a query in SQLite over tables of a platform with some rows. */
function run(
  platform: StandIn['platform'],
  query: string,
  rows: StandIn['rows'],
): Record<string, string | number>[] {
  const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;
  const input = [
    ...Object.entries(tables(platform)).map(
      ([table, columns]) => `CREATE TABLE ${table} (${columns.join(', ')});`,
    ),
    ...Object.entries(rows).flatMap(([table, list]) =>
      list.map(
        (row) =>
          `INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${Object.values(row).map(text).join(', ')});`,
      ),
    ),
    '.mode json',
    query,
  ].join('\n');
  const { status, stdout, stderr } = spawnSync('sqlite3', ['-bail', ':memory:'], { input, encoding: 'utf8' });
  if (status !== 0 || stderr !== '') throw new Error(`sqlite3: ${stderr}`);
  return stdout === '' ? [] : (JSON.parse(stdout) as Record<string, string | number>[]);
}
