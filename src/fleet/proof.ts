import type { Observation } from './observation.ts';

/**
 * What a later scan must have looked with before it says anything about a product: every collector that looked when the
 * product was found, and the rules that found it.
 */
export class Needed {
  readonly #looked = new Set<string>();
  readonly #packs = new Map<string, KnownPack>();

  /** Counts a report that has the product. */
  add({ looked, packs }: Pick<Observation, 'looked' | 'packs'>): void {
    for (const collector of looked) this.#looked.add(collector);
    for (const { id, version, date, sha256 } of packs) this.#addPack(id, { version, date, texts: [sha256] });
  }

  /** What two hosts need, as one. */
  addAll(other: Needed): void {
    for (const collector of other.#looked) this.#looked.add(collector);
    for (const [id, pack] of other.#packs) this.#addPack(id, pack);
  }

  /** Why a scan with these collectors and rules proves nothing; undefined where it does. */
  doubt({ looked, packs }: Pick<Observation, 'looked' | 'packs'>): string | undefined {
    const missing = [...this.#looked].filter((collector) => !looked.includes(collector));
    if (missing.length > 0) return `the later scan did not look with ${missing.slice(0, 3).join(', ')}`;
    if (this.#packs.size === 0) return 'the report that has it does not say by which rules it was made';
    for (const [id, known] of this.#packs) {
      // A report that names one pack twice is taken by the worse of the two.
      const later = packs.filter((pack) => pack.id === id);
      if (later.length === 0) return `the later scan was made without the rules ${id}`;
      if (later.some((pack) => isOlder(pack, known)))
        return `the later scan was made with older rules (${id})`;
      if (later.some((pack) => isOther(pack, known)))
        return `the later scan was made with other rules of the same version (${id})`;
    }
    return undefined;
  }

  #addPack(id: string, pack: KnownPack): void {
    const known = this.#packs.get(id);
    if (known === undefined) {
      this.#packs.set(id, pack);
      return;
    }
    const order = compareVersions(known.version, pack.version);
    const newest = order < 0 ? pack : known;
    const dates = [known.date, pack.date].flatMap((date) => date ?? []).sort();
    const texts = order === 0 ? [...new Set([...known.texts, ...pack.texts])] : newest.texts;
    this.#packs.set(id, { version: newest.version, date: dates.at(-1), texts });
  }
}

/** The newest version of a pack that found a product, and the hashes under which that version was seen. */
interface KnownPack {
  readonly version: string;
  readonly date: string | undefined;
  readonly texts: readonly string[];
}

type Pack = Observation['packs'][number];

function isOlder({ version, date }: Pack, known: KnownPack): boolean {
  if (compareVersions(version, known.version) < 0) return true;
  return date !== undefined && known.date !== undefined && date < known.date;
}

function isOther({ version, sha256 }: Pack, known: KnownPack): boolean {
  return compareVersions(version, known.version) === 0 && !known.texts.includes(sha256);
}

/** By the numbers in them: `2026.9.1` is before `2026.11.22`. */
function compareVersions(a: string, b: string): number {
  const numbers = (text: string): number[] => (text.match(/\d{1,12}/g) ?? []).slice(0, 6).map(Number);
  const [left, right] = [numbers(a), numbers(b)];
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Whether a scan was made with any of the packs by which the fleet is judged: with others it says nothing here. */
export function isMadeWith({ packs }: Pick<Observation, 'packs'>, judgedBy: readonly string[]): boolean {
  return packs.some(({ id }) => judgedBy.includes(id));
}
