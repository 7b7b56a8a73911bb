import { forPlatform } from '../../match/for-platform.ts';
import type { RulePack } from '../../model/rule-pack.ts';
import type { Exported, ExportOptions } from '../exported.ts';
import type { Dialect, Step } from './dialect.ts';
import { clickhouse } from './dialects/clickhouse.ts';
import { duckdb } from './dialects/duckdb.ts';
import { postgres } from './dialects/postgres.ts';
import { spark } from './dialects/spark.ts';
import { sqlite } from './dialects/sqlite.ts';
import { trino } from './dialects/trino.ts';
import { entriesOf } from './entries.ts';
import { evidenceExpressions } from './evidence-query.ts';
import { headerOf } from './header.ts';
import { packLists } from './pack-lists.ts';
import { resultQuery } from './result-query.ts';
import { statementsOf } from './statements.ts';
import { verdictExpressions } from './verdict-query.ts';

/** The dialects of SQL, the usual one first. */
export const dialects: readonly Dialect[] = [duckdb, sqlite, postgres, clickhouse, trino, spark];

/**
 * The pack as a query over a table `inventory` in the shape of the native inventory (docs/exports.md). It gives the
 * findings, notes and protection products of `phaseout match`, a row for each piece of evidence; deadlines and advice
 * are not part of it.
 */
export function exportSql(pack: RulePack, options: ExportOptions): Exported {
  const dialect = dialects.find(({ id }) => id === options.dialect) ?? duckdb;
  const part = options.platform === undefined ? pack : forPlatform(pack, options.platform);
  const { entries, notExpressed } = entriesOf(part);
  const steps: Step[] = [
    ...packLists(entries).map((list) => ({ name: list.name, text: dialect.values(list) })),
    ...evidenceExpressions(entries, dialect),
    ...verdictExpressions(dialect, options.platform !== undefined),
  ];
  const body = statementsOf(steps, resultQuery, dialect)
    .map((statement) => `${statement};\n`)
    .join('\n');
  const header = headerOf(part, dialect, options, notExpressed);
  return { files: [{ name: `phaseout-${dialect.id}.sql`, text: `${header}\n${body}` }], notExpressed };
}
