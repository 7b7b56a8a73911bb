import { type DiskSource, windowOf } from '../../src/host/disk/disk-source.ts';
import { openDisk } from '../../src/host/disk/open-disk.ts';
import { partitionsOf } from '../../src/host/disk/partitions.ts';
import { HostError } from '../../src/host/host.ts';
import { openVolume } from '../../src/host/volume/open-volume.ts';
import { VolumeTree } from '../../src/host/volume/volume-tree.ts';
import { Random } from '../random.ts';
import { diskSeeds, type Seed } from './seeds.ts';

const maxCaseMs = 10_000;
const maxNodes = 150;
const maxFailures = 20;
const maxRssMiB = 900;

/** What a run saw. It passed where `failures` is empty. */
export interface FuzzResult {
  readonly cases: number;
  /** Cases in which a file system could be listed. */
  readonly listed: number;
  readonly reached: ReadonlyMap<string, number>;
  readonly failures: readonly string[];
}

/**
 * Reads mutated disk images, partition tables and file systems as a scan does. A case fails where anything but a
 * HostError is thrown, where it takes over ten seconds, or where a read leaves the source.
 */
export async function run({
  cases,
  seed,
  print,
}: {
  readonly cases: number;
  readonly seed: number;
  readonly print: (line: string) => void;
}): Promise<FuzzResult> {
  const seeds = diskSeeds();
  const reached = new Map<string, number>();
  const failures: string[] = [];
  let listed = 0;
  const started = performance.now();
  for (let number = 0; number < cases && failures.length < maxFailures; number++) {
    const random = new Random(Math.imul(seed, 0x9e3779b1) + number);
    const one = random.pick(seeds);
    const reach = (what: string): void => {
      reached.set(what, (reached.get(what) ?? 0) + 1);
    };
    const begun = performance.now();
    try {
      // The first round is not mutated: what cannot be read whole would make the others worthless.
      const bytes = number < seeds.length ? (seeds[number] ?? one).bytes : mutate(one, random);
      const kind = number < seeds.length ? (seeds[number]?.kind ?? '') : one.kind;
      const nodes = await readCase(bytes, reach);
      if (nodes > 0) {
        listed++;
        reach(`listed ${kind}`);
      }
      if (number < seeds.length && nodes < 1 && kind !== 'table')
        failures.push(`the seed ${kind} cannot be listed`);
    } catch (error) {
      failures.push(
        `case ${number} of seed ${seed} (${one.kind}): ${error instanceof Error ? (error.stack ?? error.message) : error}`,
      );
    }
    const ms = performance.now() - begun;
    if (ms > maxCaseMs)
      failures.push(`case ${number} of seed ${seed} (${one.kind}): took ${Math.round(ms)} ms`);
  }
  const rssMiB = process.resourceUsage().maxRSS / 1024;
  if (rssMiB > maxRssMiB) failures.push(`memory rose to ${Math.round(rssMiB)} MiB`);
  if (listed * 2 < cases) failures.push(`only in ${listed} of ${cases} cases a file system could be listed`);
  print(
    `Disks: ${cases} cases in ${((performance.now() - started) / 1000).toFixed(1)} s, ${listed} listed, peak ${Math.round(rssMiB)} MiB`,
  );
  for (const [what, count] of [...reached].sort(([a], [b]) => (a < b ? -1 : 1)))
    print(`  ${String(count).padStart(8)}  ${what}`);
  for (const failure of failures) print(`  FAILED ${failure}`);
  return { cases, listed, reached, failures };
}

/** A few bytes changed where there are any, now and then a field set to a telling number, or the end cut off. */
function mutate({ bytes, places }: Seed, random: Random): Buffer {
  const mutated = Buffer.from(bytes);
  const count = 1 + random.below(12);
  for (let index = 0; index < count; index++) {
    const place = random.percent(90) ? random.pick(places) : random.below(bytes.length);
    // Tables and headers lie at the front.
    const at = random.percent(30) ? (places[random.below(Math.min(places.length, 400))] ?? place) : place;
    if (random.percent(50)) mutated[at] = random.below(256);
    else
      mutated.writeUInt32LE(
        random.pick([0, 1, 0x7fffffff, 0x80000000, 0xffffffff, 0xfffffffe, 512, 65_536]),
        Math.min(at & ~3, bytes.length - 4),
      );
  }
  return random.percent(5) ? mutated.subarray(0, random.below(bytes.length)) : mutated;
}

async function readCase(bytes: Buffer, reach: (what: string) => void): Promise<number> {
  try {
    const { disk, format, doubts } = openDisk(guarded(bytes), 'disk', () => undefined);
    reach(`disk ${format}`);
    if (doubts.length > 0) reach('disk with doubts');
    let nodes = 0;
    for (const partition of partitionsOf(disk, 'disk').partitions.slice(0, 8)) {
      nodes += await readVolume(windowOf(disk, partition.start, partition.size), reach);
    }
    return nodes;
  } catch (error) {
    if (error instanceof HostError) {
      reach(`error ${error.reason}`);
      return 0;
    }
    throw error;
  }
}

async function readVolume(source: DiskSource, reach: (what: string) => void): Promise<number> {
  const volume = openVolume(source, 'disk');
  if (volume === undefined) return 0;
  reach(`volume ${volume.format}`);
  const tree = new VolumeTree(volume);
  let nodes = 0;
  const pending = ['/'];
  for (let folder = pending.pop(); folder !== undefined && nodes < maxNodes; folder = pending.pop()) {
    try {
      for (const { name } of (await tree.list(folder, 10_000)) ?? []) {
        const path = `${folder === '/' ? '' : folder}/${name}`;
        if (++nodes > maxNodes) break;
        await readNode(tree, path, pending, reach);
      }
    } catch (error) {
      if (!(error instanceof HostError)) throw error;
      reach(`error in a folder ${error.reason}`);
    }
  }
  return nodes;
}

async function readNode(
  tree: VolumeTree,
  path: string,
  pending: string[],
  reach: (what: string) => void,
): Promise<void> {
  try {
    const stat = await tree.lstat(path);
    if (stat?.type === 'directory' && path.length < 500) pending.push(path);
    if (stat?.type === 'symlink') await tree.readLink(path);
    if (stat?.type !== 'file') return;
    const file = await tree.open(path);
    await file?.readAt(0, 20_000);
    await file?.readAt(Math.max(0, (file.size >> 1) - 100), 5000);
    reach('file read');
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    reach(`error in a file ${error.reason}`);
  }
}

/** A source that fails the case where anybody reads from a place that cannot be. */
function guarded(bytes: Buffer): DiskSource {
  const readSync = (offset: number, length: number): Buffer => {
    if (!Number.isSafeInteger(offset) || offset < 0 || !(length >= 0))
      throw new Error(`read of ${length} at ${offset}`);
    return bytes.subarray(offset, offset + length);
  };
  return { size: bytes.length, readSync, read: async (offset, length) => readSync(offset, length) };
}
