import type { Item } from '../model/item.ts';
import type { CollectContext, Collector } from './collector.ts';
import type { Collected } from './run-collector.ts';

/** Collectors of packages. A distribution in which all of them found nothing is not believed to be empty. */
const packageCollectors: ReadonlySet<string> = new Set([
  'dpkg',
  'rpm',
  'apk',
  'pacman',
  'portage',
  'nix',
  'snap',
  'flatpak',
]);

/** Package databases that no collector reads yet, by the files that show that one is in use. */
const unreadDatabases: readonly { readonly manager: string; readonly paths: readonly string[] }[] = [
  { manager: 'Guix', paths: ['/gnu/store'] },
  { manager: 'xbps', paths: ['/var/db/xbps'] },
];

/** The check that packages were read at all: described like a collector, run after them. */
export const packageCheck: Omit<Collector, 'collect'> = {
  id: 'packages',
  platforms: ['linux'],
  kinds: [],
  reads:
    'whether there is a package database that nothing here reads, or a distribution without a single package',
  rights: 'none',
  couldHide: 'active',
  wants: unreadDatabases.flatMap(({ paths }) => paths),
};

/** What the package collectors gave. */
export interface PackageAnswer {
  /** True where the host should have packages and every package collector ran and found none. */
  readonly empty: boolean;
}

/** Counts the packages while the collectors' results pass by. */
export class PackageCount {
  readonly #missing: Set<string>;
  #packages = 0;

  constructor(collectors: readonly Collector[]) {
    this.#missing = new Set(collectors.map(({ id }) => id).filter((id) => packageCollectors.has(id)));
  }

  /** Takes note of what one collector gave. */
  add({ collector, items, coverage }: Collected): void {
    if (!packageCollectors.has(collector)) return;
    if (coverage.status === 'ok') this.#missing.delete(collector);
    this.#packages += items.length;
  }

  /** The answer, once all have passed. A collector that was skipped, or has a gap of its own, leaves it open, so nothing is claimed. */
  answer(distribution: boolean): PackageAnswer {
    return { empty: distribution && this.#missing.size === 0 && this.#packages === 0 };
  }
}

/** Records the gaps; never gives an item. */
export async function* checkPackages(ctx: CollectContext, answer: PackageAnswer): AsyncGenerator<Item> {
  let databases = 0;
  for (const { manager, paths } of unreadDatabases) {
    const path = await firstPresent(ctx, paths);
    if (path === undefined) continue;
    databases++;
    ctx.gap('unsupported-format', path, `this version does not read the package database of ${manager}`);
  }
  if (answer.empty && databases === 0) {
    ctx.gap(
      'empty-source',
      '/',
      'this is a Linux distribution, but not one installed package was found; is the right directory or disk mounted here?',
    );
  }
  yield* noItems;
}

const noItems: readonly Item[] = [];

/** The first of several paths that is a file with something in it, or a directory with entries. */
async function firstPresent(ctx: CollectContext, paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) {
    const stat = await ctx.host.files.stat(path);
    if (stat === undefined) continue;
    const filled = stat.type === 'directory' ? (await ctx.host.files.list(path)).length > 0 : stat.size > 0;
    if (filled) return path;
  }
  return undefined;
}
