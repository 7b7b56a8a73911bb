import type { Clause } from '../../model/signature.ts';
import type { Platform } from '../../model/vocabulary.ts';
import { listed } from '../listed.ts';
import { conditionOf } from './condition.ts';
import { findTables } from './find-tables.ts';
import type { Portal } from './table.ts';

/** A query that gives the devices of which another item must (or must not) be known; `DeviceId in (…)`. */
export interface OtherItem {
  readonly query: string;
  readonly isWanted: boolean;
}

/** Why a condition on another item cannot be asked. */
export const needsAnother = 'it needs another item of the host, which is not to be seen';

/** The query of a condition on another item of the device, over all tables that show such items; undefined where none does. */
export function otherItem(
  { kind, when }: NonNullable<Clause['host']>,
  isWanted: boolean,
  platform: Platform,
  portal: Portal,
): OtherItem | undefined {
  if (!portal.others) return undefined;
  const kinds = kind === undefined ? undefined : listed(kind);
  const queries: string[] = [];
  for (const table of findTables(portal, kinds, platform)) {
    const condition = conditionOf(when, table, portal);
    if (!('text' in condition)) continue;
    const lines = [
      ...table.source(platform),
      ...table.shape,
      `| where ${condition.text}`,
      '| distinct DeviceId',
    ];
    queries.push(lines.join(' '));
  }
  const [only] = queries;
  if (only === undefined) return undefined;
  const bracketed = queries.map((query) => `(${query})`).join(', ');
  return { query: queries.length === 1 ? only : `union ${bracketed} | distinct DeviceId`, isWanted };
}
