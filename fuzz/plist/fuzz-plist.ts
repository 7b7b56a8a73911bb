import { parsePlist } from '../../src/host/plist/parse-plist.ts';
import { PlistError, type PlistValue } from '../../src/host/plist/plist-value.ts';
import { Random } from '../random.ts';
import { mutate } from './mutate.ts';
import { seeds } from './seeds.ts';

/** How many cases to run, from which number on the random choices start, and where lines go. */
export interface FuzzOptions {
  readonly cases: number;
  readonly seed: number;
  readonly print: (line: string) => void;
}

/** What a run saw. It passed where `failures` is empty. */
export interface FuzzResult {
  readonly cases: number;
  /** Cases of which a value was read. */
  readonly read: number;
  /** How often each refusal was met. */
  readonly reached: ReadonlyMap<string, number>;
  readonly failures: readonly string[];
}

const maxCaseMs = 2_000;
const maxFailures = 20;

/** Refusals that a run of a few thousand cases must have met. */
const expected = [
  'it ends too early',
  'a value holds itself',
  'a value refers to one that is not there',
  'a value lies outside of it',
  'a value ends outside of it',
  'a key is no text',
  'its table of offsets lies outside of it',
  'it holds a value of no known kind',
  'it holds an element that no property list has',
];

/** Reads mutated property lists. A case fails where anything but a refusal is thrown, or where it takes over two seconds. */
export async function run({ cases, seed, print }: FuzzOptions): Promise<FuzzResult> {
  const sources = seeds();
  const reached = new Map<string, number>();
  const failures: string[] = [];
  let read = 0;
  for (const bytes of sources) parsePlist(bytes);
  for (let number = 0; number < cases && failures.length < maxFailures; number++) {
    const random = new Random(Math.imul(seed, 0x9e3779b1) + number);
    const bytes = mutate(random.pick(sources), random);
    const begun = performance.now();
    try {
      size(parsePlist(bytes), new Set());
      read++;
    } catch (error) {
      if (error instanceof PlistError) reached.set(error.message, (reached.get(error.message) ?? 0) + 1);
      else failures.push(`case ${number} of seed ${seed}: ${error instanceof Error ? error.stack : error}`);
    }
    const ms = performance.now() - begun;
    if (ms > maxCaseMs) failures.push(`case ${number} of seed ${seed}: took ${Math.round(ms)} ms`);
  }
  if (read * 10 < cases) failures.push(`only ${read} of ${cases} cases were read`);
  if (cases >= 2000)
    for (const what of expected) if (!reached.has(what)) failures.push(`never reached: ${what}`);
  print(`Property lists: ${cases} cases, ${read} read`);
  for (const [what, count] of [...reached].sort(([a], [b]) => (a < b ? -1 : 1)))
    print(`  ${String(count).padStart(8)}  ${what}`);
  for (const failure of failures) print(`  FAILED ${failure}`);
  return { cases, read, reached, failures };
}

/** Looks at every value once. */
function size(value: PlistValue, seen: Set<PlistValue>): number {
  if (seen.has(value)) return 0;
  if (typeof value === 'object') seen.add(value);
  if (value instanceof Map)
    return [...value.values()].reduce<number>((sum, each) => sum + size(each, seen), 1);
  if (Array.isArray(value))
    return (value as readonly PlistValue[]).reduce<number>((sum, each) => sum + size(each, seen), 1);
  return 1;
}
