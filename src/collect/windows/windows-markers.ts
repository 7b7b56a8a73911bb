import type { RegistryValue } from '../../host/registry/registry.ts';
import type { Item } from '../../model/item.ts';
import { inOtherFolder } from '../../model/windows-folders.ts';
import type { CollectContext, Collector, MarkerWants } from '../collector.ts';
import { markers } from '../common/markers.ts';
import { type MarkerHost, type MarkerPlace, markerPlaces } from '../parse/marker-places.ts';
import { isAbsent } from '../presence.ts';
import { globKeys } from '../registry-glob.ts';
import { registryOf, usersOf, valuesOf } from '../registry-reading.ts';
import { windowsView } from '../windows-view.ts';

const maxValueUnits = 200;
const registryPath = /^HK[A-Z_]+[\\/]/;
/** Instants from 1990 to 9999 are times of a key; others are damage. */
const minKeyMs = 631_152_000_000;
const maxKeyMs = 253_402_214_400_000;

/** Files, folders and registry keys that products own, and single values and lines that the rule pack asks for. */
export const windowsMarkers: Collector = {
  id: 'windows-markers',
  platforms: ['windows'],
  kinds: ['marker'],
  reads:
    'files, folders and registry keys that the rule pack names (existence, type, time), and single values and lines that it asks for',
  rights: "elevated (administrator), for other users' profiles and closed keys",
  couldHide: 'residue',
  wants: [],
  async *collect(ctx) {
    yield* fileItems(ctx);
    registryOf(ctx);
    for (const pattern of ctx.markers.paths) {
      if (registryPath.test(pattern)) yield* keyItems(ctx, pattern.replaceAll('/', '\\'));
    }
    for (const read of ctx.markers.registryReads ?? []) yield* valueItems(ctx, read);
  },
};

/**
 * Files and folders. An item shows where something really lies; where the rule names it by the usual folder or by a
 * variable, `usualPath` is the path as that rule writes it, and what the rule is held against.
 */
async function* fileItems(ctx: CollectContext): AsyncGenerator<Item> {
  const { reads } = ctx.markers;
  const paths = ctx.markers.paths.filter((path) => !registryPath.test(path));
  const host = await markerHost(ctx);
  const groups = new Map<string, { stands: MarkerPlace['stands']; wants: PlacedWants }>();
  const groupOf = ({ stands }: MarkerPlace): PlacedWants => {
    const key = stands === undefined ? '' : `${stands.own} ${stands.usual}`;
    const group = groups.get(key) ?? { stands, wants: { paths: [], reads: [] } };
    groups.set(key, group);
    return group.wants;
  };
  for (const path of paths) {
    for (const place of markerPlaces(path, host)) groupOf(place).paths.push(place.pattern);
  }
  for (const read of reads) {
    for (const place of markerPlaces(read.file, host))
      groupOf(place).reads.push({ ...read, file: place.pattern });
  }
  await missingDrives(
    ctx,
    [...groups.values()].flatMap(({ stands }) => stands?.own ?? []),
  );
  for (const { stands, wants } of groups.values()) {
    for await (const item of markers.collect({ ...ctx, markers: wants })) {
      const { path = '' } = item;
      const usual = stands && inOtherFolder(path, stands.own, stands.usual)?.replaceAll('/', '\\');
      yield {
        ...item,
        collector: 'windows-markers',
        platform: 'windows',
        ...(usual !== undefined && { attributes: { ...item.attributes, usualPath: usual } }),
      };
    }
  }
}

interface PlacedWants {
  readonly paths: string[];
  readonly reads: MarkerWants['reads'][number][];
}

async function markerHost(ctx: CollectContext): Promise<MarkerHost> {
  const users = ctx.host.registry === undefined ? [] : await usersOf(ctx);
  const profiles = users.flatMap(({ profilePath }) => profilePath ?? []);
  return { context: await windowsView(ctx), profiles, live: ctx.host.live };
}

/** Folders that this Windows has on a drive that is not here, as when only its system disk was mounted. */
async function missingDrives(ctx: CollectContext, folders: readonly string[]): Promise<void> {
  const drives = new Map(folders.map((folder) => [folder.slice(0, 2), folder]));
  for (const [drive, folder] of drives) {
    if (!(await isAbsent(ctx, `${drive}/`))) continue;
    const what = `this Windows has ${folder.replaceAll('/', '\\')} on another disk, which is not here`;
    ctx.gap('outside-root', `${drive}/`, `${what}; look at that disk too`);
  }
}

async function* keyItems(ctx: CollectContext, pattern: string): AsyncGenerator<Item> {
  for (const { path, key } of await globKeys(ctx, pattern)) {
    const ms = key?.lastWrittenMs;
    const isModified = ms !== undefined && ms > minKeyMs && ms < maxKeyMs;
    yield {
      ...markerOf(path),
      origin: path,
      attributes: {
        type: 'registry-key',
        ...(isModified && { modified: new Date(ms).toISOString() }),
        ...(key === undefined && { unreadable: true }),
      },
    };
  }
}

async function* valueItems(
  ctx: CollectContext,
  read: { readonly id: string; readonly key: string; readonly value: string },
): AsyncGenerator<Item> {
  for (const { path, key } of await globKeys(ctx, read.key)) {
    const item = { ...markerOf(path), origin: `${path}#${read.id}` };
    if (key === undefined) {
      yield { ...item, attributes: { read: read.id, unreadable: true } };
      continue;
    }
    const value = valueText((await valuesOf(ctx, key)).get(read.value));
    if (value !== undefined) yield { ...item, attributes: { read: read.id, value } };
  }
}

/** Text as it is, numbers in decimal, a list joined by `; `, bytes in hexadecimal; cut to 200 units. */
function valueText(value: RegistryValue | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value.data === 'string') return value.data.slice(0, maxValueUnits).trim();
  if (typeof value.data === 'number' || typeof value.data === 'bigint') return String(value.data);
  if (Buffer.isBuffer(value.data)) return value.data.toString('hex', 0, maxValueUnits / 2);
  return value.data.slice(0, maxValueUnits).join('; ').slice(0, maxValueUnits);
}

function markerOf(path: string): Omit<Item, 'origin'> {
  return {
    kind: 'marker',
    collector: 'windows-markers',
    name: path.slice(path.lastIndexOf('\\') + 1),
    path,
    platform: 'windows',
  };
}
