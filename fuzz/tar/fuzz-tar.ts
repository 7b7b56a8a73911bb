import { ContentStore } from '../../src/host/image/container/content-store.ts';
import { EntryTable, rootId } from '../../src/host/image/container/entry-table.ts';
import { mergeLayer } from '../../src/host/image/container/merge-layer.ts';
import { LayerBuilder } from '../../src/host/image/container/read-layer.ts';
import { Random } from '../random.ts';
import { seeds } from './seeds.ts';

/** How many cases to run, from which number on the random choices start, and where lines go. */
export interface FuzzOptions {
  readonly cases: number;
  readonly seed: number;
  readonly print: (line: string) => void;
}

/** What a run saw. It passed where `failures` is empty. */
export interface FuzzResult {
  /** Cases of which at least one entry was read. */
  readonly withEntries: number;
  readonly damaged: number;
  readonly failures: readonly string[];
}

const maxCaseMs = 5_000;
const maxFailures = 20;

/**
 * Reads mutated layers twice, in chunks of different sizes, and merges each over a good one. A case fails where anything
 * is thrown, where the two readings differ, where a path is no path, or where it takes over five seconds.
 */
export async function run({ cases, seed, print }: FuzzOptions): Promise<FuzzResult> {
  const sources = seeds();
  const failures: string[] = [];
  let withEntries = 0;
  let damaged = 0;
  for (let index = 0; index < cases && failures.length < maxFailures; index++) {
    const random = new Random(seed + index);
    const bytes = mutate(random.pick(sources), random);
    const started = performance.now();
    try {
      const whole = readInChunks(bytes, () => bytes.length);
      const parts = readInChunks(bytes, () => 1 + random.below(1500));
      if (whole.text !== parts.text) failures.push(`seed ${seed + index}: other chunks, other entries`);
      if (whole.entries > 0) withEntries++;
      if (whole.damage > 0) damaged++;
      if (performance.now() - started > maxCaseMs) failures.push(`seed ${seed + index}: too slow`);
    } catch (error) {
      failures.push(
        `seed ${seed + index}: ${error instanceof Error ? (error.stack ?? error.message) : error}`,
      );
    }
  }
  for (const failure of failures) print(failure);
  print(`${withEntries} cases with entries, ${damaged} with damage, ${failures.length} failures`);
  return { withEntries, damaged, failures };
}

function readInChunks(bytes: Buffer, next: () => number): { text: string; entries: number; damage: number } {
  const store = new ContentStore();
  const lines: string[] = [];
  let damage = 0;
  const builder = new LayerBuilder('layer', {
    store,
    keeps: (_path, size) => size < 100_000,
    onDamage: (reason, source, message) => {
      damage++;
      lines.push(`${reason} ${source} ${message}`);
    },
    budget: { entries: 10_000 },
  });
  for (let at = 0; at < bytes.length; ) {
    const chunk = bytes.subarray(at, at + Math.max(1, next()));
    builder.reader.push(chunk);
    at += chunk.length;
  }
  builder.reader.finish();
  const log = builder.finish();
  for (const entry of log) {
    if (entry.path.split('/').some((segment) => segment === '..' || segment === '')) {
      throw new Error(`no path: ${JSON.stringify(entry.path)}`);
    }
    lines.push(`${entry.type} ${entry.path} ${entry.size} ${entry.link} ${store.size(entry.content)}`);
  }
  const table = new EntryTable();
  table.add(rootId, 'etc', 0, {
    type: 'directory',
    size: 0,
    mtimeMs: 0,
    source: 0,
    offset: 0,
    content: -1,
    link: '',
  });
  mergeLayer(table, log, {
    layer: 1,
    hasWhiteouts: true,
    isWanted: () => true,
    isSame: () => false,
    onLost: (path) => lines.push(`lost ${path}`),
    onDamage: (path, message) => lines.push(`${path} ${message}`),
  });
  lines.push(...treeOf(table));
  store.close();
  return { text: lines.join('\n'), entries: log.count, damage };
}

/** Every path that can be seen. Ends by itself, because the table is a tree. */
function treeOf(table: EntryTable): string[] {
  const paths: string[] = [];
  const pending = [rootId];
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    paths.push(table.pathOf(id));
    if (table.type(id) === 'directory') pending.push(...table.children(id, 1));
  }
  return paths.sort();
}

/** Flips bits, cuts, repeats and exchanges blocks, puts numbers and names where headers have theirs; mends checksums mostly. */
function mutate(seed: Buffer, random: Random): Buffer {
  let bytes = Buffer.from(seed);
  for (let count = 1 + random.below(4); count > 0; count--) {
    const block = random.below(Math.floor(bytes.length / 512)) * 512;
    switch (random.below(7)) {
      case 0:
        bytes[random.below(bytes.length)] = random.below(256);
        break;
      case 1:
        bytes = bytes.subarray(0, random.below(bytes.length) + 1);
        break;
      case 2:
        bytes = Buffer.concat([bytes.subarray(0, block), bytes.subarray(random.below(block + 1))]);
        break;
      case 3:
        if (block + 512 <= bytes.length)
          bytes.write(
            random.pick(['00', '77777777777', '-1', '00000001000', '\xff\xff']),
            block + 124,
            'latin1',
          );
        break;
      case 4:
        if (block + 512 <= bytes.length) bytes.write(random.pick([...'0123456789xgLKSD7VMX\0']), block + 156);
        break;
      case 5:
        if (block + 512 <= bytes.length)
          bytes.write(
            random.pick(['../../x\0', '/abs\0', '.wh.etc\0', 'a/.wh..wh..opq\0', '\0', 'etc/\0']),
            block + random.pick([0, 157, 345]),
          );
        break;
      default:
        bytes[block + random.below(512)] = random.below(256);
    }
    if (block + 512 <= bytes.length && random.percent(80)) mendChecksum(bytes, block);
  }
  return bytes;
}

function mendChecksum(bytes: Buffer, block: number): void {
  bytes.write('        ', block + 148);
  let sum = 0;
  for (let at = block; at < block + 512; at++) sum += bytes[at] ?? 0;
  bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, block + 148);
}
