import { compileMatcher } from '../../../src/match/matcher.ts';
import type { Item } from '../../../src/model/item.ts';
import type { RulePack } from '../../../src/model/rule-pack.ts';
import { caseHosts } from '../../rule-pack/cases.ts';
import { hostileHosts } from './hostile-hosts.ts';

/** A row of the table `inventory`: an item of a host, numbered by its `ref`. */
export interface InventoryRow {
  readonly host: string;
  readonly live: boolean;
  readonly item: Item;
  /** The item's attributes as a sender spelled them; else as we write them. */
  readonly attributes?: string;
}

/** Every host of every case of the rule tests, and hosts with hostile rows, as one inventory. */
export function inventoryRows(): InventoryRow[] {
  const hosts = [
    ...caseHosts().map(({ live, rows }, index) => ({
      host: `case-${index}`,
      live,
      items: rows.map(({ item }) => item),
    })),
    ...hostileHosts(),
  ];
  let ref = 0;
  return hosts.flatMap(({ host, live, items }) =>
    items.map((item) => ({ host, live, item: { ...item, ref: String(++ref) } })),
  );
}

/**
 * What the matcher says of an inventory: a line for each piece of evidence,
 * `result host product status/basis confidence signature proof ref`, sorted.
 */
export function matchedLines(pack: RulePack, rows: readonly InventoryRow[]): string[] {
  const session = compileMatcher(pack).session({ live: false });
  for (const { host, live, item } of rows) session.add(item, { host, live });
  const { findings, notes, protections, truncated } = session.finish();
  if (truncated.length > 0) throw new Error(`too much evidence to compare: ${truncated.join(', ')}`);
  const line = (parts: readonly string[], evidence: (typeof findings)[number]['evidence']): string[] =>
    evidence.flatMap(({ signature, item, also = [] }) =>
      [item, ...also].map(({ ref }) => [...parts, signature, ref].join(' ')),
    );
  return [
    ...findings.flatMap(({ host, product, status, basis, confidence, evidence }) =>
      line(['finding', host ?? '', product.id, `${status}/${basis ?? ''}`, confidence], evidence),
    ),
    ...notes.flatMap(({ host, product, kind, evidence }) =>
      line(['note', host ?? '', product, kind], evidence),
    ),
    ...protections.flatMap(({ host, protection, running, evidence }) =>
      line(['protection', host ?? '', protection.protection, running ? 'active' : 'installed'], evidence),
    ),
  ].sort();
}

/** A row of the result of an export, as the engines hand it back. */
export type ResultRow = Readonly<Record<string, string | null>>;

/** The lines of {@link matchedLines}, of the result of an export. */
export function resultLines(rows: readonly ResultRow[]): string[] {
  return rows
    .map(({ result, host, product, status, basis, confidence, signature, ref }) => {
      const verdict =
        result === 'finding'
          ? [`${status}/${basis ?? ''}`, confidence]
          : [result === 'note' ? status : status];
      return [result, host, product, ...verdict, signature, ref].join(' ');
    })
    .sort();
}

/** The columns of the table, in its order, of a row; attributes as JSON. */
export function rowValues({
  host,
  live,
  item,
  attributes: spelled,
}: InventoryRow): (string | boolean | null)[] {
  const { kind, collector, name, displayName, version, publisher, signer, path, installedAt } = item;
  const { state, scope, origin, platform, ref, attributes } = item;
  return [
    host,
    kind,
    collector,
    name,
    displayName ?? null,
    version ?? null,
    publisher ?? null,
    signer ?? null,
    path ?? null,
    installedAt ?? null,
    state ?? null,
    scope ?? null,
    origin,
    platform ?? null,
    ref ?? null,
    spelled ?? (attributes === undefined ? null : JSON.stringify(attributes)),
    live,
  ];
}
