import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { osquerySqlite } from '../../../src/export/osquery/dialect.ts';
import { oneHostResult, oneHostSteps } from '../../../src/export/osquery/one-host.ts';
import { inventoryColumns } from '../../../src/export/sql/columns.ts';
import { entriesOf } from '../../../src/export/sql/entries.ts';
import { evidenceExpressions } from '../../../src/export/sql/evidence-query.ts';
import { statementsOf } from '../../../src/export/sql/statements.ts';
import { forPlatform } from '../../../src/match/for-platform.ts';
import type { Platform } from '../../../src/model/vocabulary.ts';
import { builtInPack } from '../../rule-pack/built-in-pack.ts';
import { describeWith } from '../../support/needs.ts';
import { type InventoryRow, inventoryRows, matchedLines, rowValues } from '../sql/inventory.ts';

/** The verdict of osquery's queries on every host of the rule tests, the inventory a table instead of osquery's own. */
describeWith(['sqlite3'], 'the verdict on one host', () => {
  const pack = builtInPack();
  const all = inventoryRows();

  test.each(['windows', 'linux', 'macos'] as const)(
    '%s: what the matcher says of each host of the cases',
    (platform) => {
      const part = forPlatform(pack, platform);
      const hosts = [...hostsOn(platform)];
      expect(hosts.length).toBeGreaterThan(10);
      const answers = judged(part, hosts);
      const expected = hosts.map((rows) =>
        matchedLines(part, rows).map((line) => withoutHost(line, rows[0]?.host ?? '')),
      );
      expect(answers).toEqual(expected);
    },
    300_000,
  );

  /** Hosts of several rows, all of one platform. */
  function* hostsOn(platform: Platform): Generator<InventoryRow[]> {
    const byHost = new Map<string, InventoryRow[]>();
    for (const row of all) byHost.set(row.host, [...(byHost.get(row.host) ?? []), row]);
    for (const rows of byHost.values()) {
      // A row that is alone on its host decides nothing about others; those are compared in the tests of SQL.
      if (rows.length > 1 && rows.every(({ item }) => item.platform === platform)) yield rows;
    }
  }
});

function withoutHost(line: string, host: string): string {
  return line.replace(` ${host} `, ' ');
}

function judged(pack: ReturnType<typeof builtInPack>, hosts: readonly InventoryRow[][]): string[][] {
  const { entries } = entriesOf(pack);
  const steps = [...evidenceExpressions(entries, osquerySqlite), ...oneHostSteps(entries, osquerySqlite)];
  const result = oneHostResult.replace('origin AS table_name', 'ref');
  const [query = ''] = statementsOf(steps, result, osquerySqlite);
  const columns = inventoryColumns.map(({ name }) => `${name} TEXT`).join(', ');
  const line = `SELECT json_group_array(result || ' ' || product || ' ' || CASE result WHEN 'finding' THEN status || '/' || COALESCE(basis, '') || ' ' || confidence ELSE status END || ' ' || signature || ' ' || ref) FROM answer;`;
  const input = [
    `CREATE TABLE inventory (${columns}, live INTEGER);`,
    `CREATE TEMP VIEW answer AS ${query};`,
    ...hosts.flatMap((rows) => [
      'DELETE FROM inventory;',
      ...rows.map(
        (row) => `INSERT INTO inventory VALUES ('', ${rowValues(row).slice(1).map(literal).join(', ')});`,
      ),
      line,
    ]),
  ].join('\n');
  const { status, stdout, stderr } = spawnSync('sqlite3', ['-bail', ':memory:'], {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0 || stderr !== '') throw new Error(`sqlite3: ${stderr}`);
  return stdout
    .trimEnd()
    .split('\n')
    .map((answer) => (JSON.parse(answer) as string[]).sort());
}

function literal(value: string | boolean | null): string {
  if (value === null) return 'NULL';
  if (typeof value === 'boolean') return value ? '1' : '0';
  return `'${value.replaceAll("'", "''").replaceAll('\r', "' || char(13) || '")}'`;
}
