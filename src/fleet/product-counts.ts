import type { Status } from '../model/vocabulary.ts';
import type { FleetDeadline, HostProduct, HostRow } from './host-row.ts';
import { countedNames, viewLimits } from './limits.ts';
import { greatestFirst, Top } from './top.ts';
import type { PhaseRow, ProductRow } from './view.ts';
import { compareDeadlines, deadlineKey } from './worst-deadline.ts';

interface Product {
  name: string;
  readonly class: ProductRow['class'];
  hosts: number;
  readonly byStatus: Record<Status, number>;
  unproven: number;
  accepted: number;
  unknown: number;
  cleared: number;
  readonly versions: Map<string, number>;
  deadline: FleetDeadline | null;
}

interface Phase {
  deadline: FleetDeadline;
  hosts: number;
  products: number;
  readonly meanings: Set<string>;
}

const countedVersions = 1_000;

/** Counts products and the phases that govern them over any number of hosts. */
export class ProductCounts {
  readonly #products = new Map<string, Product>();
  readonly #phases = new Map<string, Phase>();

  add(row: HostRow): void {
    const onHost = new Set<string>();
    for (const product of row.products) {
      const known = this.#product(product);
      if (known !== undefined) count(known, product, row);
      if (product.state === 'cleared') continue;
      for (const deadline of product.governing) {
        const key = `${deadline.audience}\0${deadline.regime}\0${deadline.phase}`;
        let phase = this.#phases.get(key);
        if (phase === undefined) {
          phase = { deadline, hosts: 0, products: 0, meanings: new Set() };
          this.#phases.set(key, phase);
        }
        if (compareDeadlines(deadline, phase.deadline) < 0) phase.deadline = deadline;
        phase.products++;
        phase.meanings.add(deadline.meaning);
        if (!onHost.has(key)) phase.hosts++;
        onHost.add(key);
      }
    }
  }

  /** Those on most hosts first; of as many hosts the one that is more alive. */
  products(): ProductRow[] {
    const top = new Top<ProductRow>(
      viewLimits.products,
      ({ id, hosts, byStatus: { active, installed }, unknown, cleared }) =>
        [hosts, active, installed, unknown, cleared].map(greatestFirst).join(' ') + id,
    );
    for (const [id, { versions, ...product }] of this.#products) {
      top.add({ id, ...product, versions: frequent(versions) });
    }
    return top.list();
  }

  /** The worst first. */
  phases(): PhaseRow[] {
    const top = new Top<PhaseRow>(viewLimits.phases, ({ deadline }) => deadlineKey(deadline));
    for (const { meanings, ...phase } of this.#phases.values())
      top.add({ ...phase, meanings: [...meanings].sort().slice(0, viewLimits.meanings) });
    return top.list();
  }

  #product({ id, name, class: productClass }: HostProduct): Product | undefined {
    let known = this.#products.get(id);
    if (known === undefined) {
      if (this.#products.size >= countedNames) return undefined;
      known = {
        name,
        class: productClass,
        hosts: 0,
        byStatus: { active: 0, installed: 0, residue: 0 },
        unproven: 0,
        accepted: 0,
        unknown: 0,
        cleared: 0,
        versions: new Map(),
        deadline: null,
      };
      this.#products.set(id, known);
    }
    // Reports of different rules may name it differently; the same name whatever order they come in.
    if (name < known.name) known.name = name;
    return known;
  }
}

function count(known: Product, product: HostProduct, row: HostRow): void {
  if (product.state === 'cleared') {
    known.cleared++;
    return;
  }
  if (row.state === 'unknown') known.unknown++;
  else {
    known.hosts++;
    known.byStatus[product.status]++;
    if (product.state === 'unproven') known.unproven++;
    if (product.accepted !== undefined) known.accepted++;
  }
  const { version } = product;
  if (version !== undefined && (known.versions.has(version) || known.versions.size < countedVersions))
    known.versions.set(version, (known.versions.get(version) ?? 0) + 1);
  for (const deadline of product.governing) {
    if (known.deadline === null || compareDeadlines(deadline, known.deadline) < 0) known.deadline = deadline;
  }
}

function frequent(versions: ReadonlyMap<string, number>): ProductRow['versions'] {
  return [...versions]
    .map(([version, hosts]) => ({ version, hosts }))
    .sort((a, b) => b.hosts - a.hosts || (a.version < b.version ? -1 : 1))
    .slice(0, viewLimits.versions);
}
