import type { Item } from '../../model/item.ts';
import type { CollectContext, Collector } from '../collector.ts';
import { hasOtherManager } from '../other-managers.ts';
import { parseDesc } from '../parse/pacman-desc.ts';
import { listDirectory, readText } from '../reading.ts';

const database = '/var/lib/pacman/local';
const maxDescBytes = 1024 * 1024;

/** Packages of pacman (Arch and its kin), from the local database: one directory a package (alpm-db(7)). */
export const pacman: Collector = {
  id: 'pacman',
  platforms: ['linux'],
  kinds: ['software'],
  reads: 'pacman packages from the local database',
  rights: 'none',
  couldHide: 'active',
  wants: [`${database}/ALPM_DB_VERSION`, `${database}/*/desc`],
  async *collect(ctx) {
    const entries = await listDirectory(ctx, database);
    const packages = entries.filter(({ type }) => type === 'directory');
    for (const { name } of packages) yield await packageItem(ctx, name);
    const isThere = entries.length > 0 || (await ctx.host.files.stat(database)) !== undefined;
    if (packages.length === 0 && isThere && !(await hasOtherManager(ctx, 'pacman')))
      ctx.gap('empty-source', database, `${database} holds no package`);
  },
};

/** Where the description is missing or damaged, the directory's own name, `name-version-release`, still says what it was. */
async function packageItem(ctx: CollectContext, directory: string): Promise<Item> {
  const path = `${database}/${directory}/desc`;
  let gaps = 0;
  const gap: CollectContext['gap'] = (...args) => {
    gaps++;
    ctx.gap(...args);
  };
  const text = await readText({ ...ctx, gap }, path, maxDescBytes);
  const fields = parseDesc(text ?? '');
  const named = /^(?<name>.+)-(?<version>[^-]+-[^-]+)$/.exec(directory)?.groups;
  const name = fields.get('NAME');
  const version = fields.get('VERSION');
  if (gaps === 0 && (name === undefined || version === undefined)) {
    const what =
      text === undefined ? 'is missing' : name === undefined ? 'names no package' : 'states no version';
    ctx.gap('malformed-row', path, `${path} ${what}`);
  }
  const publisher = fields.get('PACKAGER');
  const architecture = fields.get('ARCH');
  const installed = Number(/^\d{1,10}$/.exec(fields.get('INSTALLDATE') ?? '')?.[0] ?? 0);
  const shownVersion = version ?? named?.['version'];
  return {
    kind: 'software',
    collector: 'pacman',
    name: name ?? named?.['name'] ?? directory,
    ...(shownVersion && { version: shownVersion }),
    ...(publisher && { publisher }),
    ...(installed > 0 && { installedAt: new Date(installed * 1000).toISOString().replace('.000Z', 'Z') }),
    state: 'installed',
    origin: `${database}/${directory}`,
    platform: 'linux',
    attributes: { ...(architecture && { architecture }) },
  };
}
