import type { Gap } from '../model/gap.ts';
import { type ItemKind, itemKinds } from '../model/vocabulary.ts';
import type { Importer } from './importers/importer.ts';

/** Without these an inventory cannot say that a host is clean. */
const needed = ['software', 'service', 'driver'] as const satisfies readonly ItemKind[];
const words: Readonly<Record<(typeof needed)[number], string>> = {
  software: 'software',
  service: 'services',
  driver: 'drivers',
};
const maxHosts = 5;

/**
 * Which kinds each host of an inventory showed, so that a list of software alone never reads as clean. Holds a number a
 * host.
 */
export class ShownKinds {
  readonly #importer: Importer;
  readonly #hosts = new Map<string | undefined, number>();

  constructor(importer: Importer) {
    this.#importer = importer;
  }

  /** A row of this kind was there. */
  add(host: string | undefined, kind: ItemKind): void {
    this.addAll(host, kindBit(kind));
  }

  /** Rows of these kinds were there (each a {@link kindBit}). */
  addAll(host: string | undefined, kinds: number): void {
    this.#hosts.set(host, (this.#hosts.get(host) ?? 0) | kinds);
  }

  /** One gap for what the format never shows, else one for each set of kinds that some hosts lack. */
  gaps(source: string): Gap[] {
    const never = needed.filter((kind) => !this.#importer.kinds.includes(kind));
    if (never.length > 0) {
      const message = `${this.#importer.id} lists no ${list(never)}${ask(never)}`;
      return [{ reason: 'missing-source', source, message, couldHide: 'active' }];
    }
    const lacking = new Map<string, (string | undefined)[]>();
    for (const [host, shown] of this.#hosts) {
      const missing = needed.filter((kind) => (shown & kindBit(kind)) === 0);
      if (missing.length === 0) continue;
      const key = `${list(missing)}${ask(missing)}`;
      lacking.set(key, [...(lacking.get(key) ?? []), host]);
    }
    return [...lacking].map(([text, hosts]) => ({
      reason: 'missing-source',
      source,
      message: `${ofHosts(hosts)}no ${text}`,
      couldHide: 'active',
    }));
  }
}

/** A kind as one bit of a number. */
export function kindBit(kind: ItemKind): number {
  return 1 << itemKinds.indexOf(kind);
}

function list(kinds: readonly (typeof needed)[number][]): string {
  return kinds.map((kind) => words[kind]).join(' and no ');
}

function ask(kinds: readonly ItemKind[]): string {
  return kinds.includes('software') ? '' : ' (with --scope software that is all that was asked)';
}

function ofHosts(hosts: readonly (string | undefined)[]): string {
  const names = hosts.filter((host) => host !== undefined);
  if (names.length === 0) return '';
  const more = names.length > maxHosts ? ` and ${names.length - maxHosts} more` : '';
  return `of ${names.slice(0, maxHosts).join(', ')}${more}: `;
}
