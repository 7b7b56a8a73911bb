import type { OpenByteSource } from '../../host/byte-source.ts';
import { HostError } from '../../host/host.ts';
import type { Item } from '../../model/item.ts';
import type { CollectContext, Collector } from '../collector.ts';
import { hasOtherManager } from '../other-managers.ts';
import { type DatabaseContext, DatabaseFile } from '../parse/database-file.ts';
import { type RpmPackage, readRpmHeader, rpmVersion } from '../parse/rpm/rpm-header.ts';
import { rpmHeaders } from '../parse/rpm/rpm-headers.ts';
import { listDirectory, orGap } from '../reading.ts';
import { distinctPaths } from '../real-path.ts';

/** Fedora and SUSE today, everybody before, and rpm-ostree; often links to one another. */
const directories = ['/usr/lib/sysimage/rpm', '/var/lib/rpm', '/usr/share/rpm'];
/** SQLite, NDB, Berkeley DB by habit; what a file is, its first bytes say. */
const databases = ['rpmdb.sqlite', 'Packages.db', 'Packages'];
const log = 'rpmdb.sqlite-wal';
const journal = 'rpmdb.sqlite-journal';
/** Files that show that a database was here. */
const traces = ['Name', 'Index.db', log];
/** Packages of rpm, from its own database in any of its three formats. */
export const rpm: Collector = {
  id: 'rpm',
  platforms: ['linux'],
  kinds: ['software'],
  reads: 'rpm packages from the database of rpm, as SQLite, NDB or Berkeley DB',
  rights: 'none',
  couldHide: 'active',
  wants: directories.flatMap((directory) =>
    [...databases, journal, ...traces].map((file) => `${directory}/${file}`),
  ),
  async *collect(ctx) {
    for await (const directory of distinctPaths(ctx, directories)) yield* readDirectory(ctx, directory);
  },
};

async function* readDirectory(ctx: CollectContext, directory: string): AsyncGenerator<Item> {
  const names = new Set((await listDirectory(ctx, directory)).map(({ name }) => name));
  const present = databases.filter((name) => names.has(name));
  let packages = 0;
  let gaps = 0;
  for (const name of present) {
    const gap: CollectContext['gap'] = (...args) => {
      gaps++;
      ctx.gap(...args);
    };
    for await (const item of readDatabase({ ...ctx, gap }, directory, name)) {
      packages++;
      yield item;
    }
  }
  if (packages > 0 || gaps > 0) return;
  const [first] = present;
  if (first !== undefined && !(await hasOtherManager(ctx, 'rpm')))
    ctx.gap('empty-source', `${directory}/${first}`, `${directory}/${first} holds no package`);
  const trace = traces.find((name) => names.has(name));
  if (first === undefined && trace !== undefined)
    ctx.gap('missing-source', directory, `${directory} holds ${trace}, but no database of packages`);
}

async function* readDatabase(ctx: CollectContext, directory: string, name: string): AsyncGenerator<Item> {
  const path = `${directory}/${name}`;
  const open: OpenByteSource[] = [];
  const context = (file: string): DatabaseContext => ({
    path: file,
    signal: ctx.signal,
    damage: (message) => ctx.gap('malformed-source', file, message),
  });
  const openFile = async (file: string): Promise<DatabaseFile | undefined> => {
    const source = await ctx.host.files.open(file);
    if (source === undefined) return undefined;
    open.push(source);
    return source.size === 0 ? undefined : new DatabaseFile(source, context(file));
  };
  try {
    const file = await openFile(path);
    if (file === undefined) return;
    const wal = name.endsWith('.sqlite')
      ? await orGap(ctx, undefined, () => openFile(`${directory}/${log}`))
      : undefined;
    if (name.endsWith('.sqlite')) await lookForJournal(ctx, `${directory}/${journal}`);
    for await (const { number, bytes } of rpmHeaders(file, wal)) {
      const item = packageItem(ctx, path, number, readRpmHeader(bytes));
      if (item !== undefined) yield item;
    }
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    ctx.gap(error.reason, error.path, error.message);
  } finally {
    for (const source of open) await source.close();
  }
}

function packageItem(ctx: CollectContext, path: string, number: number, found: RpmPackage): Item | undefined {
  const { name, architecture, vendor, packager, installedSeconds, faults } = found;
  // Keys that packages were signed with are filed like packages, and are none.
  if (name === 'gpg-pubkey' && architecture === undefined) return undefined;
  const version = rpmVersion(found);
  const missing =
    name === undefined || name === ''
      ? 'without a name'
      : version === undefined
        ? 'without a version'
        : undefined;
  const told = faults.length === 0 && missing !== undefined ? [`a package ${missing}`] : faults;
  for (const fault of told)
    ctx.gap('malformed-row', `${path}#${number}`, `${name ?? `package ${number}`}: ${fault}`);
  if (name === undefined || name === '') return undefined;
  const publisher = vendor || packager;
  return {
    kind: 'software',
    collector: 'rpm',
    name,
    ...(version && { version }),
    ...(publisher && { publisher }),
    ...(installedSeconds && { installedAt: isoInstant(installedSeconds) }),
    state: 'installed',
    origin: `${path}#${name}${version ? `-${version}` : ''}${architecture ? `.${architecture}` : ''}`,
    platform: 'linux',
    attributes: {
      ...(architecture && { architecture }),
      ...(vendor && packager && packager !== vendor && { packager }),
    },
  };
}

/** A transaction that was broken off: what the database holds is then neither old nor new. */
async function lookForJournal(ctx: CollectContext, path: string): Promise<void> {
  const stat = await orGap(ctx, undefined, () => ctx.host.files.stat(path));
  if (stat !== undefined && stat.size > 0)
    ctx.gap('malformed-source', path, 'a change of the database was broken off, and is not undone here');
}

/** Four bytes of seconds reach to 2106, so every one is an instant. */
function isoInstant(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}
