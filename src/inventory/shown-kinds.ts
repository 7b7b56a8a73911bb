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

/** How gaps of hosts are worded. */
export interface GapOptions {
  readonly softwareOnly: boolean;
  readonly nameOf: (host: string | undefined) => string | undefined;
}

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

  /** A host has rows of these kinds (each a {@link kindBit}); 0 where its answer was empty. */
  addAll(host: string | undefined, kinds: number): void {
    this.#hosts.set(host, (this.#hosts.get(host) ?? 0) | kinds);
  }

  /**
   * One gap for what the format never shows, and one for each set of kinds that some hosts lack. With `softwareOnly` the
   * other kinds were not asked for. `nameOf` gives a host its name.
   */
  gaps(source: string, { softwareOnly, nameOf }: GapOptions): Gap[] {
    const asked = softwareOnly ? (['software'] as const) : needed;
    const never = asked.filter((kind) => !this.#importer.kinds.includes(kind));
    // Where the format never shows all, software alone is worth asking for of each host.
    const always =
      never.length > 0 ? asked.filter((kind) => kind === 'software' && !never.includes(kind)) : asked;
    const lacking = new Map<string, (string | undefined)[]>();
    for (const [name, shown] of this.#byName(nameOf)) {
      const missing = always.filter((kind) => (shown & kindBit(kind)) === 0);
      if (missing.length === 0) continue;
      const key = `${list(missing)}${softwareOnly ? '' : ask(missing)}`;
      lacking.set(key, [...(lacking.get(key) ?? []), name]);
    }
    return [
      ...(never.length > 0 ? [`${this.#importer.id} lists no ${list(never)}${ask(never)}`] : []),
      ...[...lacking].map(([text, hosts]) => `${ofHosts(hosts)}no ${text}`),
    ].map((message) => ({ reason: 'missing-source', source, message, couldHide: 'active' }));
  }

  #byName(nameOf: GapOptions['nameOf']): ReadonlyMap<string | undefined, number> {
    const byName = new Map<string | undefined, number>();
    for (const [host, kinds] of this.#hosts) {
      const name = nameOf(host);
      byName.set(name, (byName.get(name) ?? 0) | kinds);
    }
    return byName;
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
