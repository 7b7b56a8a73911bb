import { HostError } from '../../src/host/host.ts';
import type { ByteSource } from '../../src/host/registry/regf/byte-source.ts';
import { type Hive, openHive } from '../../src/host/registry/regf/hive.ts';
import type { HiveKey } from '../../src/host/registry/regf/hive-key.ts';
import { mergeLayers } from '../../src/host/registry/regf/layered-key.ts';
import { Random } from '../random.ts';
import { cellsOf, mutate } from './mutate.ts';
import { realSeeds, type Seed, writtenSeeds } from './seeds.ts';

/** How many cases to run, from which number on the random choices start, and where lines go. */
export interface FuzzOptions {
  readonly cases: number;
  readonly seed: number;
  /** How many of a hundred cases start from a hive that Windows wrote; these take some thirty times as long. Default 10. */
  readonly realShare?: number;
  readonly print: (line: string) => void;
}

/** What a run saw. It passed where `failures` is empty. */
export interface FuzzResult {
  readonly cases: number;
  /** Cases that had a base block and a root key. */
  readonly pastHeader: number;
  /** How often each kind of cell, list, state and damage was reached. */
  readonly reached: ReadonlyMap<string, number>;
  /** A line for each case that crashed, hung or read outside its source, with what makes it again. */
  readonly failures: readonly string[];
}

/** Everything that a run of a few thousand cases must have met; the run fails where one is missing. */
const expected = [
  ...['lf', 'lh', 'li', 'ri of lf', 'ri of lh', 'ri of li'].map((kind) => `list ${kind}`),
  ...['text', 'number', 'resident', 'big data', 'wide name', 'class name', 'link', 'tombstone', 'layers'].map(
    (kind) => `cell ${kind}`,
  ),
  ...['clean', 'recovered', 'stale'].map((state) => `state ${state}`),
  ...['real', 'real under its log'].map((kind) => `seed ${kind}`),
];

const maxCaseMs = 10_000;
const maxKeys = 4000;
const maxFailures = 20;
const maxRssMiB = 700;

/**
 * Reads mutated hives, written ones and such that Windows wrote. A case fails where
 * anything but a HostError is thrown, where it takes over ten seconds, or where a read leaves the source.
 */
export async function run({ cases, seed, realShare = 10, print }: FuzzOptions): Promise<FuzzResult> {
  const withPlaces = (one: Seed) => ({ seed: one, places: cellsOf(one.hive) });
  const written = writtenSeeds().map(withPlaces);
  const real = realSeeds().map(withPlaces);
  const reached = new Map<string, number>();
  const failures: string[] = [];
  let pastHeader = 0;
  const started = performance.now();
  for (let number = 0; number < cases && failures.length < maxFailures; number++) {
    const random = new Random(Math.imul(seed, 0x9e3779b1) + number);
    const { seed: one, places } = random.pick(random.percent(realShare) ? real : written);
    const mutated = mutate(one, places, random);
    const begun = performance.now();
    try {
      if (
        await readCase(mutated, number % 16 === 0, (what) => reached.set(what, (reached.get(what) ?? 0) + 1))
      )
        pastHeader++;
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
  if (pastHeader * 2 < cases) failures.push(`only ${pastHeader} of ${cases} cases came past the header`);
  if (cases >= 2000)
    for (const what of expected) if (!reached.has(what)) failures.push(`never reached: ${what}`);
  printResult(print, { cases, pastHeader, reached, failures }, performance.now() - started, rssMiB);
  return { cases, pastHeader, reached, failures };
}

/** Reads one hive as a scan and as a walk do. False where it is refused as no hive. */
async function readCase(seed: Seed, slow: boolean, reach: (what: string) => void): Promise<boolean> {
  let hive: Hive;
  try {
    hive = await openHive(guarded(seed.hive, slow), {
      prefix: 'R',
      logs: seed.logs.map((log) => guarded(log, slow)),
      onDamage: ({ message }) =>
        reach(
          `damage: ${message.replace(/\d+/g, 'N').replace(/(value|subkey) .* (lies|has|is|states|names) /, '$1 … $2 ')}`,
        ),
    });
  } catch (error) {
    if (error instanceof HostError) return false;
    throw error;
  }
  reach(`state ${hive.state}`);
  const left = { keys: maxKeys };
  const met = await walk(hive.root, left, reach);
  if (met > 3) reach(`${seed.kind.startsWith('real') ? 'seed' : 'list'} ${seed.kind}`);
  for (const path of ['Many\\Program 7', 'имя ключа', 'Values\\absent', 'Link']) await hive.key(path);
  await hive.root.value('');
  if (hive.layered) {
    reach('cell layers');
    const merged = mergeLayers([hive.root, hive.root]);
    for (const key of (await merged?.subkeys()) ?? []) await key.values();
  }
  return true;
}

async function walk(key: HiveKey, left: { keys: number }, reach: (what: string) => void): Promise<number> {
  let met = 1;
  if (--left.keys < 0) return 0;
  if (key.isLink) reach('cell link');
  if (/[^\x00-\xff]/.test(key.name)) reach('cell wide name');
  if ((await key.className()) !== undefined) reach('cell class name');
  if ((await key.valueTombstones()).length > 0) reach('cell tombstone');
  for (const { type, data } of await key.values()) {
    if (typeof data === 'string') reach('cell text');
    else if (typeof data === 'number') reach('cell number');
    else if (Buffer.isBuffer(data) && data.length > 16_344) reach('cell big data');
    if (type === 'dword') reach('cell resident');
  }
  for (const subkey of await key.subkeys()) met += await walk(subkey, left, reach);
  return met;
}

/** A source that fails the case where anybody reads outside it. */
function guarded(bytes: Buffer, slow: boolean): ByteSource {
  const check = (offset: number): void => {
    if (!Number.isSafeInteger(offset) || offset < 0 || offset > bytes.length) {
      throw new Error(`read at ${offset} of ${bytes.length}`);
    }
  };
  const read = async (offset: number, length: number): Promise<Buffer> => {
    check(offset);
    return bytes.subarray(offset, offset + length);
  };
  if (slow) return { size: bytes.length, read };
  const readSync = (target: Buffer, offset: number): number => {
    check(offset);
    return bytes.subarray(offset, offset + target.length).copy(target);
  };
  return { size: bytes.length, read, readSync };
}

function printResult(print: (line: string) => void, result: FuzzResult, ms: number, rssMiB: number): void {
  const { cases, pastHeader, reached, failures } = result;
  print(
    `Hives: ${cases} cases in ${(ms / 1000).toFixed(1)} s, ${pastHeader} past the header, peak ${Math.round(rssMiB)} MiB`,
  );
  for (const [what, count] of [...reached].sort(([a], [b]) => (a < b ? -1 : 1)))
    print(`  ${String(count).padStart(8)}  ${what}`);
  for (const failure of failures) print(`  FAILED ${failure}`);
  print(
    failures.length === 0
      ? '  no crash, no hang, no read outside the source'
      : `  ${failures.length} failures`,
  );
}
