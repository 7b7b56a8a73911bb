import type { Item } from '../../model/item.ts';
import type { CollectContext, Collector } from '../collector.ts';
import { hasOtherManager } from '../other-managers.ts';
import { listDirectory } from '../reading.ts';

const database = '/var/db/pkg';
/** A package's version with its revision, as the Package Manager Specification (section 3.2) writes them. */
const nameAndVersion =
  /^(?<name>.+?)-(?<version>\d+(?:\.\d+)*[a-z]?(?:_(?:alpha|beta|pre|rc|p)\d*)*(?:-r\d+)?)$/;

/** Packages of Portage (Gentoo and its kin), from the names of the directories in its database. */
export const portage: Collector = {
  id: 'portage',
  platforms: ['linux'],
  kinds: ['software'],
  reads: 'Portage packages from the names in its database',
  rights: 'none',
  couldHide: 'active',
  wants: [`${database}/*/*`],
  async *collect(ctx) {
    const categories = await listDirectory(ctx, database);
    let packages = 0;
    for (const category of categories) {
      if (category.type !== 'directory') continue;
      for (const { name, type } of await listDirectory(ctx, `${database}/${category.name}`)) {
        // Portage writes a package under such a name before it is there.
        if (type !== 'directory' || name.startsWith('-MERGING-')) continue;
        packages++;
        yield packageItem(ctx, category.name, name);
      }
    }
    if (packages === 0 && categories.length > 0 && !(await hasOtherManager(ctx, 'portage')))
      ctx.gap('empty-source', database, `${database} holds no package`);
  },
};

function packageItem(ctx: CollectContext, category: string, directory: string): Item {
  const path = `${database}/${category}/${directory}`;
  const { name, version } = nameAndVersion.exec(directory)?.groups ?? {};
  if (version === undefined) ctx.gap('malformed-row', path, `${path} names no version`);
  return {
    kind: 'software',
    collector: 'portage',
    name: name ?? directory,
    ...(version && { version }),
    state: 'installed',
    origin: path,
    platform: 'linux',
    attributes: { category },
  };
}
