import { sealEntry } from '../../tests/support/hive-log-writer.ts';
import { sealBaseBlock } from '../../tests/support/hive-writer.ts';
import type { Random } from '../random.ts';
import type { Seed } from './seeds.ts';

/** Places of the fields of each record, after its signature: [offset, width in bytes]. */
const fields: Readonly<Record<string, readonly (readonly [number, 2 | 4])[]>> = {
  nk: [
    [2, 2],
    [12, 4],
    [16, 4],
    [20, 4],
    [28, 4],
    [36, 4],
    [40, 4],
    [48, 4],
    [72, 2],
    [74, 2],
  ],
  vk: [
    [2, 2],
    [4, 4],
    [8, 4],
    [12, 4],
    [16, 2],
  ],
  lf: [
    [2, 2],
    [4, 4],
    [8, 4],
    [12, 4],
  ],
  lh: [
    [2, 2],
    [4, 4],
    [8, 4],
    [12, 4],
  ],
  li: [
    [2, 2],
    [4, 4],
    [8, 4],
  ],
  ri: [
    [2, 2],
    [4, 4],
    [8, 4],
  ],
  db: [
    [2, 2],
    [4, 4],
  ],
};

const headerFields = [4, 8, 12, 16, 20, 24, 28, 36, 40, 44, 144];
const entryFields = [4, 8, 12, 16, 20, 40, 44, 48];

/** A cell in use: where its content starts in the file, and its signature where it has a known one. */
interface Place {
  readonly at: number;
  readonly size: number;
  readonly signature: string;
}

/** The cells in use of a hive, found by going through its bins. */
export function cellsOf(hive: Buffer): Place[] {
  const places: Place[] = [];
  for (let at = 4096; at + 32 <= hive.length; ) {
    if (hive.toString('latin1', at, at + 4) !== 'hbin') {
      at += 4096;
      continue;
    }
    const end = Math.min(hive.length, at + hive.readUInt32LE(at + 8));
    for (let cell = at + 32; cell + 8 <= end; ) {
      const size = hive.readInt32LE(cell);
      if (size === 0) break;
      if (size < 0)
        places.push({
          at: cell + 4,
          size: -size - 4,
          signature: hive.toString('latin1', cell + 4, cell + 6),
        });
      cell += Math.abs(size);
    }
    if (end <= at) break;
    at = end;
  }
  return places;
}

/** A mutated copy of a seed: one to four changes, checksums and hashes made right again in most cases. */
export function mutate(seed: Seed, places: readonly Place[], random: Random): Seed {
  let hive = Buffer.from(seed.hive);
  const logs = seed.logs.map((log) => Buffer.from(log));
  const rounds = 1 + random.below(4);
  for (let round = 0; round < rounds; round++) {
    const log = logs.length > 0 && random.percent(40) ? random.pick(logs) : undefined;
    if (log !== undefined) mutateLog(log, random);
    else if (random.percent(6)) mutateHeader(hive, random);
    else mutateCell(hive, places, random);
  }
  if (random.percent(3)) hive = hive.subarray(0, random.below(hive.length));
  if (hive.length >= 512 && random.percent(95)) sealBaseBlock(hive);
  return { ...seed, hive, logs };
}

function mutateCell(hive: Buffer, places: readonly Place[], random: Random): void {
  const place = random.pick(places);
  const change = random.below(10);
  if (change === 0) return void hive.writeInt32LE(value(hive, places, random) | 0, place.at - 4);
  if (change === 1) return void hive.write(random.pick(Object.keys(fields)), place.at, 'latin1');
  if (change === 2) {
    flip(hive, place.at + random.below(place.size), random);
    return;
  }
  if (change === 3) {
    const other = random.pick(places);
    return void hive.copy(hive, place.at, other.at, other.at + Math.min(place.size, other.size));
  }
  const known = fields[place.signature];
  // A cell without a signature is data or a list of offsets: change one word of it.
  const [offset, width] = known === undefined ? [4 * random.below(place.size >> 2), 4] : random.pick(known);
  if (offset + width > place.size) return;
  const written = value(hive, places, random);
  if (width === 2) hive.writeUInt16LE(written & 0xffff, place.at + offset);
  else hive.writeUInt32LE(written, place.at + offset);
}

function mutateHeader(hive: Buffer, random: Random): void {
  const number = random.pick([0, 1, 2, 3, 6, 8, 32, 36, 4096, 0x7fffffff, 0xffffffff, hive.length]);
  hive.writeUInt32LE(number, random.pick(headerFields));
}

/** Changes a field or a byte of a log, and in most cases seals what was changed. */
function mutateLog(log: Buffer, random: Random): void {
  const inHeader = random.percent(20);
  const at = inHeader ? random.pick(headerFields) : 512 + random.pick(entryFields);
  if (at + 4 > log.length) return;
  if (random.percent(70)) {
    log.writeUInt32LE(random.pick([0, 1, 6, 7, 8, 512, 4096, 8192, 0x7ffffe00, 0xffffffff, log.length]), at);
  } else {
    flip(log, random.below(log.length), random);
  }
  if (random.percent(80)) sealBaseBlock(log);
  const isEntry = log.length >= 1024 && log.toString('latin1', 512, 516) === 'HvLE';
  if (isEntry && random.percent(80) && log.readUInt32LE(516) <= log.length - 512)
    sealEntry(log.subarray(512));
}

/** A number that hurts: a limit, the place of some cell, or something near. */
function value(hive: Buffer, places: readonly Place[], random: Random): number {
  const cell = random.pick(places).at - 4100;
  const near = random.pick([0, 0, 0, 0, 8, -8, 4, 1]);
  const limits = [
    0,
    1,
    2,
    3,
    4,
    7,
    8,
    0x7f,
    0x100,
    0x3fd8,
    0x3fd9,
    0x7fff,
    0xffff,
    0x7fffffff,
    0x80000000,
    0x80000004,
    0x80000005,
    0xfffffff8,
    0xffffffff,
    hive.length - 4096,
  ];
  return (random.percent(60) ? cell + near : random.pick(limits)) >>> 0;
}

function flip(bytes: Buffer, at: number, random: Random): void {
  if (at < bytes.length) bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
}
