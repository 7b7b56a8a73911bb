import { basename } from 'node:path/posix';
import type { Item } from '../model/item.ts';
import type { Position } from '../rules/document.ts';
import type { LocatedTest } from '../rules/parse-rule-tests.ts';

/** One row of a host, as the matcher takes it. */
export interface ExpectedRow {
  readonly item: Item;
  /** Ids of the signatures that must take it as evidence; undefined: not asked. */
  readonly expect: readonly string[] | undefined;
  readonly at: Position;
}

/** One host of a rule test with everything that the rules must say about it. */
export interface ExpectedHost {
  readonly test: string;
  readonly host: string;
  readonly live: boolean;
  readonly rows: readonly ExpectedRow[];
  readonly findings: readonly string[];
  readonly notes: readonly string[];
  /** Undefined: not asked. */
  readonly protections: readonly string[] | undefined;
  readonly file: string;
  readonly at: Position;
}

/** The hosts of a rule test, with defaults filled in: a row that names no origin has its file and line. */
export function hostsOf({ value, file, locate }: LocatedTest): ExpectedHost[] {
  const name = basename(file.replaceAll('\\', '/'));
  return value.hosts.map((host, index) => ({
    test: value.test,
    host: host.host ?? value.test,
    live: value.live,
    rows: host.items.map(({ expect, ...row }, number) => {
      const at = locate(['hosts', index, 'items', number]);
      const platform = row.platform ?? host.platform;
      const origin = row.origin ?? `${name}:${at.line}`;
      return { item: { ...row, origin, ...(platform !== undefined && { platform }) }, expect, at };
    }),
    findings: host.findings,
    notes: host.notes,
    protections: host.protections,
    file,
    at: locate(['hosts', index]),
  }));
}
