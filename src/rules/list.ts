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

const classesFrom = 110;

/**
 * The rows as a table that is safe to print and fits `columns`: id and name, on wide terminals also class (or kind)
 * and systems. Empty text without rows.
 */
export function rulesTable(rows: readonly RuleRow[], columns = 80): string {
  if (rows.length === 0) return '';
  const shown = columns >= classesFrom ? 4 : 2;
  const cells = rows.map((row) => [
    row.id,
    visible(row.name),
    row.class ?? row.kind,
    (row.platforms ?? []).join(','),
  ]);
  const table = [['ID', 'NAME', 'CLASS', 'SYSTEMS'], ...cells].map((row) => row.slice(0, shown));
  const widths = Array.from({ length: shown }, (_, column) =>
    Math.max(...table.map((row) => row[column]?.length ?? 0)),
  );
  const others = widths.reduce((sum, width, column) => (column === 1 ? sum : sum + width + 2), 0);
  widths[1] = Math.max(16, Math.min(widths[1] ?? 0, columns - others));
  const lines = table.map((row) =>
    row
      .map((cell, column) => cut(cell, widths[column] ?? 0).padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return `${lines.join('\n')}\n`;
}

function cut(name: string, columns: number): string {
  return name.length > columns ? `${name.slice(0, columns - 1)}…` : name;
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
