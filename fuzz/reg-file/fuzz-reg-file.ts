import { readRegFile } from '../../src/host/registry/reg-file/read-reg-file.ts';
import type { RegKey } from '../../src/host/registry/reg-file/reg-key.ts';
import type { RegistryValue } from '../../src/host/registry/registry.ts';
import { Random } from '../random.ts';
import { encodings, mutate } from './mutate.ts';
import { type Seed, seeds } from './seeds.ts';

/** How many cases to run, from which number on the random choices start, and where lines go. */
export interface FuzzOptions {
  readonly cases: number;
  readonly seed: number;
  readonly print: (line: string) => void;
}

/** What a run saw. It passed where `failures` is empty. */
export interface FuzzResult {
  readonly cases: number;
  /** Cases of which at least one key was read. */
  readonly pastHeader: number;
  /** How often each kind of value, encoding and gap was reached. */
  readonly reached: ReadonlyMap<string, number>;
  /** A line for each case that threw, hung or kept more than it may, with what makes it again. */
  readonly failures: readonly string[];
}

const types: readonly RegistryValue['type'][] = [
  'none',
  'sz',
  'expand-sz',
  'multi-sz',
  'dword',
  'qword',
  'binary',
  'link',
  'other',
];

/** Everything that a run of a few thousand cases must have met; the run fails where one is missing. */
const expected = [
  ...types.map((type) => `value ${type}`),
  ...encodings.map((encoding) => `encoding ${encoding}`),
  ...['malformed-row', 'too-large', 'unsupported-format'].map((reason) => `gap ${reason}`),
];

const limits = { maxGaps: 20, maxKeys: 5000, maxValueUnits: 65_536 };
const maxCaseMs = 10_000;
const maxFailures = 20;
const maxRssMiB = 700;

/**
 * Reads mutated exports of the registry, in chunks of any size. A case fails where anything is thrown, where it takes
 * over ten seconds, or where more gaps come than its bound. Every seed is first read as it is, without a gap.
 */
export async function run({ cases, seed, print }: FuzzOptions): Promise<FuzzResult> {
  const sources = await seeds();
  const reached = new Map<string, number>();
  const reach = (what: string): void => void reached.set(what, (reached.get(what) ?? 0) + 1);
  const failures = await unmutated(sources);
  let pastHeader = 0;
  const started = performance.now();
  for (let number = 0; number < cases && failures.length < maxFailures; number++) {
    const random = new Random(Math.imul(seed, 0x9e3779b1) + number);
    const { bytes, encoding } = mutate(random.pick(sources), random);
    reach(`encoding ${encoding}`);
    const begun = performance.now();
    try {
      const { keys, gaps } = await readCase(bytes, random.pick([7, 512, 65_536, bytes.length]), reach);
      if (keys > 1) pastHeader++;
      if (gaps > limits.maxGaps + 3) failures.push(`case ${number} of seed ${seed}: ${gaps} gaps`);
    } catch (error) {
      failures.push(`case ${number} of seed ${seed}: ${error instanceof Error ? error.stack : error}`);
    }
    const ms = performance.now() - begun;
    if (ms > maxCaseMs) failures.push(`case ${number} of seed ${seed}: took ${Math.round(ms)} ms`);
  }
  const rssMiB = process.resourceUsage().maxRSS / 1024;
  if (rssMiB > maxRssMiB) failures.push(`memory rose to ${Math.round(rssMiB)} MiB`);
  if (pastHeader * 2 < cases) failures.push(`only ${pastHeader} of ${cases} cases came past the header`);
  if (cases >= 1000)
    for (const what of expected) if (!reached.has(what)) failures.push(`never reached: ${what}`);
  const result = { cases, pastHeader, reached, failures };
  printResult(print, result, performance.now() - started, rssMiB);
  return result;
}

async function unmutated(sources: readonly Seed[]): Promise<string[]> {
  const failures: string[] = [];
  for (const [index, lines] of sources.entries()) {
    const stated = lines.filter((line) => line.startsWith('[')).length;
    const bytes = Buffer.from(`\ufeff${lines.join('')}`, 'utf16le');
    const { keys, gaps } = await readCase(bytes, bytes.length, () => {});
    // The root above HKLM, and HKLM itself, have no line.
    if (keys !== stated + 2 || gaps !== 0)
      failures.push(`seed ${index} as it is: ${keys} keys for ${stated} lines, ${gaps} gaps`);
  }
  return failures;
}

async function readCase(
  bytes: Buffer,
  chunkBytes: number,
  reach: (what: string) => void,
): Promise<{ readonly keys: number; readonly gaps: number }> {
  let gaps = 0;
  const root = await readRegFile(chunks(bytes, chunkBytes), {
    source: 'x.reg',
    onGap: (reason) => {
      gaps++;
      reach(`gap ${reason}`);
    },
    limits,
  });
  return { keys: await walk(root, reach), gaps };
}

function* chunks(bytes: Buffer, size: number): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function walk(key: RegKey, reach: (what: string) => void): Promise<number> {
  let keys = 1;
  for (const { type } of await key.values()) reach(`value ${type}`);
  for (const subkey of await key.subkeys()) keys += await walk(subkey, reach);
  return keys;
}

function printResult(print: (line: string) => void, result: FuzzResult, ms: number, rssMiB: number): void {
  const { cases, pastHeader, reached, failures } = result;
  print(
    `Exports: ${cases} cases in ${(ms / 1000).toFixed(1)} s, ${pastHeader} past the header, peak ${Math.round(rssMiB)} MiB`,
  );
  for (const [what, count] of [...reached].sort(([a], [b]) => (a < b ? -1 : 1)))
    print(`  ${String(count).padStart(8)}  ${what}`);
  for (const failure of failures) print(`  FAILED ${failure}`);
  print(failures.length === 0 ? '  nothing thrown, no hang' : `  ${failures.length} failures`);
}
