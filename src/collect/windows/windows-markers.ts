import type { RegistryValue } from '../../host/registry/registry.ts';
import type { Item } from '../../model/item.ts';
import type { CollectContext, Collector, MarkerWants } from '../collector.ts';
import { markers } from '../common/markers.ts';
import { plainPath } from '../parse/program-path.ts';
import { globKeys } from '../registry-glob.ts';
import { registryOf, valuesOf } from '../registry-reading.ts';

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
    for await (const item of markers.collect({ ...ctx, markers: fileWants(ctx.markers) })) {
      yield { ...item, collector: 'windows-markers', platform: 'windows' };
    }
    registryOf(ctx);
    for (const pattern of ctx.markers.paths) {
      if (registryPath.test(pattern)) yield* keyItems(ctx, pattern.replaceAll('/', '\\'));
    }
    for (const read of ctx.markers.registryReads ?? []) yield* valueItems(ctx, read);
  },
};

/** What is wanted of files, as patterns that the host takes: `C:/…`. A path without drive is on the system's. */
function fileWants({ paths, reads }: MarkerWants): MarkerWants {
  return {
    paths: paths.filter((path) => !registryPath.test(path)).flatMap(filePattern),
    reads: reads.flatMap((read) => filePattern(read.file).map((file) => ({ ...read, file }))),
  };
}

function filePattern(path: string): string[] {
  // A wildcard is no character of a Windows path: stand-ins take its place while the rest is normalised.
  const masked = path.replaceAll('*', '\ue000').replaceAll('?', '\ue001');
  const { file } = plainPath(masked, true);
  return file === undefined ? [] : [file.replaceAll('\ue000', '*').replaceAll('\ue001', '?')];
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
