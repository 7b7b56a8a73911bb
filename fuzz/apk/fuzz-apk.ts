import { type Paragraph, parseParagraphs } from '../../src/collect/parse/deb822.ts';
import { Random } from '../random.ts';

/** How many cases to run, from which number on the random choices start, and where lines go. */
export interface FuzzOptions {
  readonly cases: number;
  readonly seed: number;
  readonly print: (line: string) => void;
}

/** What a run saw. It passed where `failures` is empty. */
export interface FuzzResult {
  readonly cases: number;
  /** How often each kind of fault was reached. */
  readonly reached: ReadonlyMap<string, number>;
  /** A line for each case that failed, with what makes it again. */
  readonly failures: readonly string[];
}

const maxParagraphBytes = 4096;
const options = {
  wanted: new Set(['P', 'V', 'A', 'm']),
  caseSensitive: true,
  first: 'P',
  maxParagraphBytes,
  endsWithNewline: true,
};

/** Everything that a run of a few thousand cases must have met; the run fails where one is missing. */
const expected = [
  'read',
  'a line that is no field',
  'a continuation line without a field before it',
  'a record larger than N bytes',
  'a record that begins without a blank line before it',
  'the file breaks off in this line',
];

/** A package that no change touches: whatever comes before it, it has to be read. */
const last = '\n\nP:last\nV:1-r0\n\n';

const maxFailures = 20;
const maxCaseMs = 5_000;

/**
 * Reads mutated databases of apk, each twice: in one piece and in chunks of any size, which must give the same. A case
 * fails where anything is thrown, where the two differ, or where the package at the end is not found.
 */
export async function run({ cases, seed, print }: FuzzOptions): Promise<FuzzResult> {
  const reached = new Map<string, number>();
  const reach = (what: string): void => void reached.set(what, (reached.get(what) ?? 0) + 1);
  const failures: string[] = [];
  const started = performance.now();
  for (let number = 0; number < cases && failures.length < maxFailures; number++) {
    const random = new Random(Math.imul(seed, 0x9e3779b1) + number);
    const isCut = random.percent(10);
    const text = Buffer.concat([mutate(random), Buffer.from(isCut ? 'P:cut' : last)]);
    const begun = performance.now();
    try {
      const whole = await read(text, text.length);
      const pieces = await read(text, random.pick([1, 2, 7, 64, 1000]));
      if (JSON.stringify(pieces) !== JSON.stringify(whole))
        failures.push(`case ${number} of seed ${seed}: chunks change what is read`);
      if (!isCut && whole.at(-1)?.name !== 'last')
        failures.push(`case ${number} of seed ${seed}: the last package was not found`);
      for (const { name, faults } of whole) {
        if (name !== undefined) reach('read');
        for (const fault of faults) reach(fault.replace(/\d+/g, 'N'));
      }
    } catch (error) {
      failures.push(`case ${number} of seed ${seed}: ${error instanceof Error ? error.stack : error}`);
    }
    const ms = performance.now() - begun;
    if (ms > maxCaseMs) failures.push(`case ${number} of seed ${seed}: took ${Math.round(ms)} ms`);
  }
  if (cases >= 1000)
    for (const what of expected) if (!reached.has(what)) failures.push(`never reached: ${what}`);
  print(`apk: ${cases} cases in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  for (const [what, count] of reached) print(`  ${String(count).padStart(8)}  ${what}`);
  for (const failure of failures) print(`  FAILED ${failure}`);
  return { cases, reached, failures };
}

interface Row {
  readonly line: number;
  readonly name: string | undefined;
  readonly version: string | undefined;
  readonly faults: readonly string[];
}

async function read(text: Buffer, chunkBytes: number): Promise<Row[]> {
  async function* chunks(): AsyncGenerator<Buffer> {
    for (let at = 0; at < text.length; at += chunkBytes) yield text.subarray(at, at + chunkBytes);
  }
  const rows: Row[] = [];
  for await (const { line, fields, faults } of parseParagraphs(
    chunks(),
    options,
  ) as AsyncIterable<Paragraph>) {
    const [name, version] = [fields.get('P'), fields.get('V')];
    rows.push({ line, name, version, faults: faults.map(({ message }) => message) });
  }
  return rows;
}

/** A few records, then one to six changes of lines and bytes. */
function mutate(random: Random): Buffer {
  const lines = Array.from({ length: 1 + random.below(6) }, (_, index) => [
    'C:Q1XZ7zlOtRTyXFALo6ZQgFZPQUm5A=',
    `P:package-${index}`,
    `V:1.${index}-r0`,
    'A:x86_64',
    'm:Ada <ada@example.org>',
    'p:so:lib.so.1=1',
    ...Array.from({ length: random.below(20) }, (_, file) => `R:file-${file}`),
    '',
  ]).flat();
  for (let round = random.below(6); round >= 0; round--) {
    const at = random.below(lines.length);
    const change = random.below(7);
    if (change === 0) lines.splice(at, 1);
    else if (change === 1) lines.splice(at, 0, random.pick(lines));
    else if (change === 2) lines.splice(at, 0, ` ${random.pick(lines)}`);
    else if (change === 3) lines[at] = (lines[at] ?? '').slice(0, random.below(6));
    else if (change === 4) lines.splice(at, 0, 'R:'.padEnd(2 + random.below(3 * maxParagraphBytes), 'x'));
    else if (change === 5) lines.splice(at, 0, random.pick(['P:', 'V:', ':', 'P', '\r', '\t', 'p:P:x']));
    else lines[at] = `${lines[at] ?? ''}\r`;
  }
  const bytes = Buffer.from(lines.join('\n'));
  for (let flips = random.below(4); flips > 0 && bytes.length > 0; flips--)
    bytes[random.below(bytes.length)] = random.below(256);
  return bytes;
}
