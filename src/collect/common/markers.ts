import { type FileStat, HostError } from '../../host/host.ts';
import { baseName } from '../../host/paths.ts';
import type { Item } from '../../model/item.ts';
import type { CollectContext, Collector, MarkerWants } from '../collector.ts';

const maxReadBytes = 256 * 1024;
const maxValueLength = 200;

/** Directories and files that products own, and lines of text that the rule pack asks for. */
export const markers: Collector = {
  id: 'markers',
  platforms: ['linux', 'macos'],
  kinds: ['marker'],
  reads:
    'paths that the rule pack names (existence, type, time), and single lines of text files that it asks for',
  rights: "root, for paths in other users' homes and in closed directories",
  couldHide: 'residue',
  wants: [],
  async *collect(ctx) {
    const denied = new Set<string>();
    for (const pattern of ctx.markers.paths) {
      for (const path of await expand(ctx, pattern, denied)) yield await markerItem(ctx, path);
    }
    for (const read of ctx.markers.reads) {
      for (const path of await expand(ctx, read.file, denied)) yield* readItem(ctx, path, read);
    }
  },
};

/** Paths that are there. A directory that may not be searched is one gap, however many patterns lead through it. */
async function expand(ctx: CollectContext, pattern: string, denied: Set<string>): Promise<readonly string[]> {
  const record = (error: HostError) => {
    if (error.reason === 'permission-denied' && denied.has(error.path)) return;
    if (error.reason === 'permission-denied') denied.add(error.path);
    ctx.gap(error.reason, error.path, error.message);
  };
  try {
    return await ctx.host.files.glob(pattern, record);
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    record(error);
    return [];
  }
}

async function markerItem(ctx: CollectContext, path: string): Promise<Item> {
  const { stat, isDenied } = await lookAt(ctx, path);
  const isModified = stat !== undefined && stat.mtimeMs > 0 && stat.mtimeMs < maxDateMs;
  return {
    ...markerOf(path),
    attributes: {
      ...(stat && { type: stat.type }),
      ...(isModified && { modified: new Date(stat.mtimeMs).toISOString() }),
      ...(isDenied && { unreadable: true }),
    },
  };
}

/** 9999-12-31: a hostile file system may claim any time, and later ones have another form of date. */
const maxDateMs = 253_402_214_400_000;

/** A path that is there, but closed to us, is still evidence. */
async function lookAt(
  ctx: CollectContext,
  path: string,
): Promise<{ stat: FileStat | undefined; isDenied: boolean }> {
  const stat = await ctx.host.files.lstat(path);
  try {
    if (ctx.host.privileged) return { stat, isDenied: false };
    if (stat?.type === 'directory') await ctx.host.files.list(path);
    // Opens the file and reads nothing of it.
    if (stat?.type === 'file') await ctx.host.files.read(path, { maxBytes: 0 });
    return { stat, isDenied: false };
  } catch (error) {
    if (!(error instanceof HostError) || error.reason === 'timeout') throw error;
    return { stat, isDenied: error.reason === 'permission-denied' };
  }
}

/** The first line with the prefix, as an item whose value is what follows it. A closed file is an item without value. */
async function* readItem(
  ctx: CollectContext,
  path: string,
  read: MarkerWants['reads'][number],
): AsyncGenerator<Item> {
  const item = { ...markerOf(path), origin: `${path}#${read.id}` };
  try {
    const text = (await ctx.host.files.read(path, { maxBytes: maxReadBytes }))?.toString('utf8');
    const prefix = read.linePrefix ?? '';
    const line = text?.split(/\r?\n/).find((candidate) => candidate.startsWith(prefix));
    if (line === undefined) return;
    const value = line.slice(prefix.length).trim().slice(0, maxValueLength);
    yield { ...item, attributes: { read: read.id, value } };
  } catch (error) {
    if (!(error instanceof HostError) || error.reason === 'timeout') throw error;
    if (error.reason !== 'permission-denied') ctx.gap(error.reason, error.path, error.message);
    else yield { ...item, attributes: { read: read.id, unreadable: true } };
  }
}

function markerOf(path: string): Item {
  return { kind: 'marker', collector: 'markers', name: baseName(path), path, origin: path };
}
