import type { Random } from '../random.ts';
import type { Seed } from './seeds.ts';

const frameHeaderBytes = 24;

/** A mutated copy of a seed: one to four changes, most of them where the formats keep numbers. */
export function mutate(seed: Seed, random: Random): Seed {
  let database = Buffer.from(seed.database);
  const log = seed.log === undefined ? undefined : Buffer.from(seed.log);
  const rounds = 1 + random.below(4);
  for (let round = 0; round < rounds; round++) {
    if (log !== undefined && random.percent(40)) mutateLog(log, seed.pageBytes, random);
    else mutateDatabase(database, seed, random);
  }
  if (random.percent(5)) database = database.subarray(0, random.below(database.length));
  return { ...seed, database, ...(log && { log }) };
}

function mutateDatabase(bytes: Buffer, seed: Seed, random: Random): void {
  const { pageBytes, headers } = seed;
  const pages = Math.floor(bytes.length / pageBytes);
  const page = random.below(pages) * pageBytes;
  const change = random.below(10);
  if (change === 0) {
    const other = random.below(pages) * pageBytes;
    bytes.copy(bytes, page, other, other + pageBytes);
  } else if (change === 1) flip(bytes, random.below(bytes.length), random);
  // Slots and the first page.
  else if (change <= 3) write(bytes, 16 * random.below(20) + 4 * random.below(4), random);
  // The entries of a package's header, and what it states of itself.
  else if (change <= 5 && headers.length > 0)
    write(bytes, random.pick(headers) + 4 * random.below(300), random);
  // The header of a page, and the offsets behind it.
  else if (change <= 8) write(bytes, page + random.below(48), random);
  else write(bytes, page + random.below(pageBytes), random);
}

function mutateLog(log: Buffer, pageBytes: number, random: Random): void {
  const frames = Math.floor((log.length - 32) / (frameHeaderBytes + pageBytes));
  const frame = 32 + random.below(frames) * (frameHeaderBytes + pageBytes);
  if (random.percent(15)) write(log, 4 * random.below(8), random);
  else if (random.percent(30)) write(log, frame + 4 * random.below(6), random);
  else write(log, frame + frameHeaderBytes + random.below(64), random);
  if (random.percent(70)) sealLog(log, pageBytes);
}

/** Makes the checksums of a log right again, so that what was changed is believed. */
function sealLog(log: Buffer, pageBytes: number): void {
  const bigEndian = (log.readUInt32BE(0) & 1) === 1;
  let [a, b] = [0, 0];
  const add = (from: number, to: number): void => {
    for (let at = from; at + 8 <= to; at += 8) {
      a = ((bigEndian ? log.readUInt32BE(at) : log.readUInt32LE(at)) + a + b) | 0;
      b = ((bigEndian ? log.readUInt32BE(at + 4) : log.readUInt32LE(at + 4)) + b + a) | 0;
    }
  };
  const put = (at: number): void => {
    log.writeInt32BE(a, at);
    log.writeInt32BE(b, at + 4);
  };
  add(0, 24);
  put(24);
  for (let at = 32; at + frameHeaderBytes + pageBytes <= log.length; at += frameHeaderBytes + pageBytes) {
    add(at, at + 8);
    add(at + frameHeaderBytes, at + frameHeaderBytes + pageBytes);
    put(at + 16);
  }
}

/** A number that hurts, of one, two or four bytes, in either byte order. */
function write(bytes: Buffer, at: number, random: Random): void {
  const width = random.pick([1, 2, 4]);
  if (at < 0 || at + width > bytes.length) return;
  const limits = [
    0, 1, 2, 3, 7, 16, 0x7f, 0x80, 0xff, 0xffff, 0x7fffffff, 0x80000000, 0x0fffffff, 0xffffffff,
  ];
  const near = [bytes.length, Math.floor(bytes.length / 4096), at, random.below(100), random.below(5000)];
  const value = random.pick([...limits, ...near]);
  if (width === 1) bytes[at] = value & 0xff;
  else if (width === 2)
    random.percent(50) ? bytes.writeUInt16LE(value & 0xffff, at) : bytes.writeUInt16BE(value & 0xffff, at);
  else random.percent(50) ? bytes.writeUInt32LE(value >>> 0, at) : bytes.writeUInt32BE(value >>> 0, at);
}

function flip(bytes: Buffer, at: number, random: Random): void {
  if (at < bytes.length) bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
}
