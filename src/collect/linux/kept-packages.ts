import { baseName, parentOf } from '../../host/paths.ts';
import type { Item } from '../../model/item.ts';
import type { CollectContext, Collector } from '../collector.ts';
import { listDirectory } from '../reading.ts';

const collector = 'kept-packages';
const maxPackages = 5_000;

/** Where somebody puts a package before it is installed; only what lies directly in them. */
const places = ['/', '/root', '/tmp', '/var/tmp', '/opt', '/srv', '/usr/local/src'];
/** Where package managers keep what they fetched. */
const caches = [
  '/var/cache/apt/archives/*',
  '/var/cache/dnf/*/packages/*',
  '/var/cache/libdnf5/*/packages/*',
  '/var/cache/yum/*/*/*/packages/*',
  '/var/cache/zypp/packages/*/*/*',
];
/** Packages, and programs that hold one: `*.deb.setup`, `*_amd64.sh`, `*.run`. */
const installer = /\.(?:deb|rpm|run|setup)$|[-_.](?:amd64|arm64|i386|x86_64|aarch64)\.sh$/i;

/**
 * Installers and packages that lie on the disk, by name alone: in the places where an administrator puts them (homes of
 * users are not looked at), and in the caches of package managers. A row is a marker with `staged`: it can be
 * installed, and is not by lying there. In an inventory of a machine most of them are the distribution's own.
 * Source: apt-get(8) ("FILES"), dnf.conf(5) (`cachedir`), zypper(8) (`packages`).
 */
export const keptPackages: Collector = {
  id: collector,
  platforms: ['linux'],
  kinds: ['marker'],
  reads:
    'names of packages and installers in /root, /tmp, /opt and the like, and in the caches of apt, dnf, yum and zypper',
  rights: 'root, for /root',
  couldHide: 'residue',
  wants: [...places.map((place) => (place === '/' ? '/*' : `${place}/*`)), ...caches],
  async *collect(ctx) {
    const counted = { packages: 0 };
    for (const place of places) yield* packagesIn(ctx, place, 'place', counted);
    for (const cache of caches) {
      for (const folder of await foldersAt(ctx, parentOf(cache))) {
        yield* packagesIn(ctx, folder, 'cache', counted);
      }
    }
  },
};

async function subfolders(ctx: CollectContext, folder: string): Promise<readonly string[]> {
  const entries = await listDirectory(ctx, folder);
  return entries.filter(({ type }) => type === 'directory').map(({ name }) => `${folder}/${name}`);
}

/** Folders that fit a pattern of whole segments, `*` for any. */
async function foldersAt(ctx: CollectContext, pattern: string): Promise<readonly string[]> {
  const [before = '', ...parts] = pattern.split('/*');
  let folders: readonly string[] = [before];
  for (const part of parts) {
    const next: string[] = [];
    for (const folder of folders) {
      for (const inner of await subfolders(ctx, folder)) next.push(`${inner}${part}`);
    }
    folders = next.slice(0, maxPackages);
  }
  return folders;
}

async function* packagesIn(
  ctx: CollectContext,
  folder: string,
  kept: 'place' | 'cache',
  counted: { packages: number },
): AsyncGenerator<Item> {
  for (const { name, type } of await listDirectory(ctx, folder)) {
    if (type !== 'file' || !installer.test(name)) continue;
    if (counted.packages === maxPackages) {
      ctx.gap('too-large', folder, `more than ${maxPackages} packages; the others were not listed`);
      counted.packages++;
    }
    if (counted.packages > maxPackages) return;
    counted.packages++;
    const path = folder === '/' ? `/${name}` : `${folder}/${name}`;
    yield {
      kind: 'marker',
      collector,
      name: baseName(path),
      path,
      origin: path,
      platform: 'linux',
      attributes: { kept, staged: true },
    };
  }
}
