import { forPlatform } from '../../match/for-platform.ts';
import type { RulePack } from '../../model/rule-pack.ts';
import type { Exported, ExportOptions } from '../exported.ts';
import type { Dialect } from './dialect.ts';
import { duckdb } from './dialects/duckdb.ts';
import { postgres } from './dialects/postgres.ts';
import { sqlite } from './dialects/sqlite.ts';
import { entriesOf } from './entries.ts';
import { evidenceExpressions } from './evidence-query.ts';
import { headerOf } from './header.ts';
import { packLists, resultQuery, verdictExpressions } from './verdict-query.ts';

/** The dialects of SQL, the usual one first. */
export const dialects: readonly Dialect[] = [duckdb, sqlite, postgres];

/**
 * The pack as one query over a table `inventory` in the shape of the native inventory (docs/exports.md). It gives the
 * findings, notes and protection products of `phaseout match`, a row for each piece of evidence; deadlines and advice
 * are not part of it.
 */
export function exportSql(pack: RulePack, options: ExportOptions): Exported {
  const dialect = dialects.find(({ id }) => id === options.dialect) ?? duckdb;
  const part = options.platform === undefined ? pack : forPlatform(pack, options.platform);
  const entries = entriesOf(part);
  const lists = packLists(entries).map((list) => dialect.values(list));
  const evidence = evidenceExpressions(entries, dialect);
  const verdict = verdictExpressions(dialect);
  const recursive = dialect.id === 'sqlite' ? 'WITH RECURSIVE' : 'WITH';
  const body = `${recursive}\n${[...lists, ...evidence, ...verdict].join(',\n')}\n${resultQuery};\n`;
  return {
    files: [{ name: `phaseout-${dialect.id}.sql`, text: `${headerOf(part, dialect, options)}\n${body}` }],
    notExpressed: [],
  };
}
