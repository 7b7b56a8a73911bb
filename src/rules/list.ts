import type { Product, Protection } from '../model/product.ts';
import type { RulePack } from '../model/rule-pack.ts';
import { visible } from '../model/visible.ts';
import type { Platform, ProductClass } from '../model/vocabulary.ts';

/** One thing of a pack as a row. Its text is untrusted and unescaped. */
export interface RuleRow {
  readonly kind: 'product' | 'protection' | 'hazard' | 'alternative';
  readonly id: string;
  readonly name: string;
  readonly vendor?: string;
  readonly class?: ProductClass;
  readonly platforms?: readonly Platform[];
  /** How many; absent where the kind has none. */
  readonly signatures?: number;
}

/** Which rows are wanted; what is left out does not limit. Without `kinds`: products only. */
export interface RuleFilter {
  readonly kinds?: readonly RuleRow['kind'][];
  readonly platform?: Platform;
  readonly class?: ProductClass;
}

const rowKinds = ['product', 'protection', 'hazard', 'alternative'] as const satisfies RuleRow['kind'][];

/** Rows of a pack by kind (products, protections, hazards, alternatives) and id. */
export function rulesList(pack: RulePack, filter: RuleFilter = {}): RuleRow[] {
  const rows: RuleRow[] = [
    ...pack.products.map((product) => productRow(product)),
    ...pack.protections.map((protection) => protectionRow(protection)),
    ...pack.hazards.map(({ hazard, title }): RuleRow => ({ kind: 'hazard', id: hazard, name: title })),
    ...pack.alternatives.map(
      ({ alternative, text }): RuleRow => ({ kind: 'alternative', id: alternative, name: text }),
    ),
  ];
  const kinds = filter.kinds ?? ['product'];
  return rows
    .filter((row) => kinds.includes(row.kind))
    .filter((row) => filter.platform === undefined || row.platforms?.includes(filter.platform))
    .filter((row) => filter.class === undefined || row.class === filter.class)
    .sort((a, b) => rowKinds.indexOf(a.kind) - rowKinds.indexOf(b.kind) || (a.id < b.id ? -1 : 1));
}

/** The rows as a table that is safe to print: id, name, class and platforms, a line each; empty text without rows. */
export function rulesTable(rows: readonly RuleRow[]): string {
  if (rows.length === 0) return '';
  const cells = rows.map((row) => [
    row.id,
    cut(row.name),
    row.class ?? row.kind,
    (row.platforms ?? []).join(','),
  ]);
  const table = [['ID', 'NAME', 'CLASS', 'SYSTEMS'], ...cells];
  const widths = [0, 1, 2].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const lines = table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return `${lines.join('\n')}\n`;
}

function cut(name: string): string {
  return visible(name.length > 64 ? `${name.slice(0, 63)}…` : name);
}

function productRow(product: Product): RuleRow {
  return {
    kind: 'product',
    id: product.product,
    name: product.name,
    vendor: product.vendor,
    class: product.class,
    platforms: product.platforms,
    signatures: product.signatures.length,
  };
}

function protectionRow(protection: Protection): RuleRow {
  return {
    kind: 'protection',
    id: protection.protection,
    name: protection.name,
    vendor: protection.vendor,
    platforms: protection.platforms,
    signatures: protection.signatures.length,
  };
}
