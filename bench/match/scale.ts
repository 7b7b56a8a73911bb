import { compileMatcher, type Matcher } from '../../src/match/matcher.ts';
import type { Item } from '../../src/model/item.ts';
import type { RulePack } from '../../src/model/rule-pack.ts';
import { multiplyPack } from './multiply-pack.ts';
import { syntheticItems } from './synthetic-items.ts';

const times = 100;
const count = 200_000;
const rounds = 9;

/** What the benchmark measured, for whoever wants to fail on it. */
export interface ScaleResult {
  readonly nsPerItem: number;
  readonly nsPerItemMultiplied: number;
  readonly ratio: number;
}

/**
 * Time per item with the pack as it is and with a hundredfold one; the target is a ratio below 1.3.
 * The rounds of both alternate, so that a busy machine disturbs both alike, and the fastest of each counts.
 */
export async function run({
  pack,
  print,
}: {
  pack: RulePack;
  print: (line: string) => void;
}): Promise<ScaleResult> {
  const items = syntheticItems(count);
  const one = compileMeasured(pack, 'pack × 1', print);
  const many = compileMeasured(multiplyPack(pack, times), `pack × ${times}`, print);
  const fastest = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = 0; round < rounds; round++) {
    for (const [index, matcher] of [one, many].entries()) {
      fastest[index] = Math.min(fastest[index] ?? 0, await nsPerItem(matcher, items));
    }
  }
  const [small = 0, large = 0] = fastest;
  const ratio = large / small;
  print(`matching ${count} items of 200 hosts, fastest of ${rounds} rounds:`);
  print(`  pack × 1    ${small.toFixed(0)} ns/item, ${candidates(one, items)} candidates tried`);
  print(`  pack × ${times}  ${large.toFixed(0)} ns/item, ${candidates(many, items)} candidates tried`);
  print(`  ratio ${ratio.toFixed(2)} (target below 1.30)`);
  return { nsPerItem: small, nsPerItemMultiplied: large, ratio };
}

function compileMeasured(pack: RulePack, name: string, print: (line: string) => void): Matcher {
  const before = heapBytes();
  const start = performance.now();
  const matcher = compileMatcher(pack);
  const ms = performance.now() - start;
  const grown = heapBytes() - before;
  const { signatures, probes, literals, unanchored, indexBytes } = matcher.stats;
  print(
    `${name}: ${signatures} signatures, ${probes} probes, ${literals} literals, ${unanchored} unanchored; ` +
      `compiled in ${ms.toFixed(1)} ms; indexes ${mib(indexBytes)} MiB, memory grown by ${mib(grown)} MiB` +
      `${globalThis.gc === undefined ? ' (before garbage collection: start node with --expose-gc)' : ''}`,
  );
  return matcher;
}

async function nsPerItem(matcher: Matcher, items: readonly Item[]): Promise<number> {
  // A turn of the event loop, so that collecting the former round's garbage is not billed to this one.
  await new Promise((resolve) => setImmediate(resolve));
  globalThis.gc?.();
  const session = matcher.session({ live: false });
  // Time of the processor, not of the clock: other programs on a busy machine are not billed to it.
  const start = process.cpuUsage();
  for (const item of items) session.add(item);
  session.finish();
  const { user, system } = process.cpuUsage(start);
  return ((user + system) * 1e3) / items.length;
}

function candidates(matcher: Matcher, items: readonly Item[]): number {
  const session = matcher.session({ live: false });
  for (const item of items) session.add(item);
  return session.work.candidates;
}

function heapBytes(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

function mib(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(1);
}
