import { DatabaseFile } from '../../src/collect/parse/database-file.ts';
import { readRpmHeader } from '../../src/collect/parse/rpm/rpm-header.ts';
import { rpmHeaders } from '../../src/collect/parse/rpm/rpm-headers.ts';
import type { ByteSource } from '../../src/host/byte-source.ts';
import { HostError } from '../../src/host/host.ts';
import { Random } from '../random.ts';
import { mutate } from './mutate.ts';
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
  /** Cases of which at least one package was read. */
  readonly pastHeader: number;
  /** How often each kind of damage was reached. */
  readonly reached: ReadonlyMap<string, number>;
  /** A line for each case that crashed, hung or read outside its source, with what makes it again. */
  readonly failures: readonly string[];
}

/** Everything that a run of a few thousand cases must have met; the run fails where one is missing. */
const expected = [
  ...['sqlite', 'sqlite under its log', 'ndb', 'bdb', 'bdb-big-endian'].map((kind) => `read ${kind}`),
  'damage: page N is used twice',
  'damage: there is no page N',
  'damage: page N has a cell outside it',
  'damage: page N is no page of a table',
  'damage: page N is no overflow page',
  'damage: page N has an item outside it',
  'damage: package N is not where its slot says',
  'damage: package N is longer than what is left of the file',
  'damage: the write-ahead log is damaged at byte N: what follows was not read',
  'damage: it states N records; N were found',
  'damage: the slot of package N leads nowhere',
  'damage: package N, which the index calls …, was not found',
  'fault: this is no header of a package',
  'fault: its name cannot be read',
  'fault: the header is cut off: N bytes stated, N read',
  'refused: malformed-source',
  'refused: unsupported-format',
];

const maxCaseMs = 5_000;
const maxFailures = 20;
const maxRssMiB = 700;
/** More rows than this of databases with five packages would mean that something is read over and over. */
const maxPackages = 5_000;

/** Reads mutated databases of all three formats. Every seed is first read as it is, without damage. */
export async function run({ cases, seed, print }: FuzzOptions): Promise<FuzzResult> {
  const sources = seeds();
  const reached = new Map<string, number>();
  const reach = (what: string): void => void reached.set(what, (reached.get(what) ?? 0) + 1);
  const failures: string[] = [];
  for (const one of sources) {
    const met: string[] = [];
    const packages = await readCase(one, false, (what) => met.push(what));
    if (packages < 4 || met.length !== 1) failures.push(`${one.kind} as it is: ${packages}, ${met.join()}`);
  }
  let pastHeader = 0;
  const started = performance.now();
  for (let number = 0; number < cases && failures.length < maxFailures; number++) {
    const random = new Random(Math.imul(seed, 0x9e3779b1) + number);
    const one = random.pick(sources);
    const begun = performance.now();
    try {
      const packages = await readCase(mutate(one, random), number % 16 === 0, reach);
      if (packages > 0) pastHeader++;
      if (packages > maxPackages) failures.push(`case ${number} of seed ${seed}: ${packages} packages`);
    } catch (error) {
      failures.push(
        `case ${number} of seed ${seed} (${one.kind}): ${error instanceof Error ? error.stack : error}`,
      );
    }
    const ms = performance.now() - begun;
    if (ms > maxCaseMs) failures.push(`case ${number} of seed ${seed}: took ${Math.round(ms)} ms`);
  }
  const rssMiB = process.resourceUsage().maxRSS / 1024;
  if (rssMiB > maxRssMiB) failures.push(`memory rose to ${Math.round(rssMiB)} MiB`);
  if (pastHeader * 2 < cases) failures.push(`only ${pastHeader} of ${cases} cases gave a package`);
  if (cases >= 2000)
    for (const what of expected) if (!reached.has(what)) failures.push(`never reached: ${what}`);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  print(`rpm: ${cases} cases in ${seconds} s, ${pastHeader} with a package, peak ${Math.round(rssMiB)} MiB`);
  for (const [what, count] of [...reached].sort(([a], [b]) => (a < b ? -1 : 1)))
    print(`  ${String(count).padStart(8)}  ${what}`);
  for (const failure of failures) print(`  FAILED ${failure}`);
  return { cases, pastHeader, reached, failures };
}

/** How many packages with a name were read of one database. */
async function readCase(one: Seed, slow: boolean, reach: (what: string) => void): Promise<number> {
  const file = (bytes: Buffer): DatabaseFile =>
    new DatabaseFile(guarded(bytes, slow), {
      path: 'F',
      damage: (message) =>
        reach(`damage: ${message.replace(/\d+/g, 'N').replace(/calls .*, was/, 'calls …, was')}`),
    });
  let packages = 0;
  try {
    for await (const { bytes } of rpmHeaders(file(one.database), one.log && file(one.log))) {
      const { name, faults } = readRpmHeader(bytes);
      if (name !== undefined) packages++;
      for (const fault of faults) reach(`fault: ${fault.replace(/\d+/g, 'N')}`);
    }
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    reach(`refused: ${error.reason}`);
  }
  if (packages > 0) reach(`read ${one.kind}`);
  return packages;
}

/** A source that fails the case where anybody reads outside it. */
function guarded(bytes: Buffer, slow: boolean): ByteSource {
  const readSync = (offset: number, length: number): Buffer => {
    if (!Number.isSafeInteger(offset) || offset < 0 || offset > bytes.length || length < 0)
      throw new Error(`read ${length} at ${offset} of ${bytes.length}`);
    return bytes.subarray(offset, offset + length);
  };
  const read = async (offset: number, length: number): Promise<Buffer> => readSync(offset, length);
  return slow ? { size: bytes.length, read } : { size: bytes.length, read, readSync };
}
