import type { Item } from '../../model/item.ts';
import type { Collector } from '../collector.ts';
import { listDirectory } from '../reading.ts';

const store = '/nix/store';
const database = '/nix/var/nix/db/db.sqlite';

/** `<hash>-<name>-<version>`; as builtins.parseDrvName has it, the version begins at the first dash before a digit. */
const storeName = /^[0-9a-df-np-sv-z]{32}-(?<name>.+?)-(?<version>\d.*)$/;
/** Parts of one package that are built apart: the attribute `outputs` of a derivation. */
const output = /-(bin|dev|lib|out|man|doc|info|static|debug|data|dist|terminfo)$/;

/**
 * Packages in the Nix store, from the names in it. The store also holds what earlier generations used and what others
 * were built with, so a name says that a package lies there, not that a profile uses it.
 */
export const nix: Collector = {
  id: 'nix',
  platforms: ['linux'],
  kinds: ['software'],
  reads: 'packages in the Nix store, from their names, used by a profile or not',
  rights: 'none',
  couldHide: 'installed',
  wants: [`${store}/*`, database],
  async *collect(ctx) {
    const entries = await listDirectory(ctx, store);
    const seen = new Set<string>();
    for (const { name: entry, type } of entries) {
      const found = type === 'directory' ? storeName.exec(entry)?.groups : undefined;
      const name = found?.['name'];
      const version = found?.['version']?.replace(output, '');
      if (name === undefined || version === undefined || seen.has(`${name} ${version}`)) continue;
      seen.add(`${name} ${version}`);
      yield packageItem(name, version, `${store}/${entry}`);
    }
    if (seen.size > 0) return;
    if (entries.length > 0) ctx.gap('empty-source', store, `no name in ${store} is one of a package`);
    else if ((await ctx.host.files.stat(database)) !== undefined)
      ctx.gap('missing-source', store, 'there is a database of Nix, but no store');
  },
};

function packageItem(name: string, version: string, path: string): Item {
  return {
    kind: 'software',
    collector: 'nix',
    name,
    version,
    path,
    origin: path,
    platform: 'linux',
  };
}
