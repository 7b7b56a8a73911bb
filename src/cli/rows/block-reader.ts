import { osquery } from '../../inventory/importers/osquery.ts';
import { addedRuns } from '../../inventory/importers/osquery-tables.ts';
import type { Matcher } from '../../match/matcher.ts';
import { LineWalker, unknown } from '../../match/prefilter/line-walker.ts';
import type { Prefilter } from '../../match/prefilter/prefilter.ts';
import { skeletonOf } from '../../match/prefilter/skeleton.ts';
import { SkeletonTree } from '../../match/prefilter/skeleton-tree.ts';
import type { Block, BlockSummary, RowFormat } from './block.ts';
import { type Lane, type Look, wanted } from './lane.ts';
import { NativeLane } from './native-lane.ts';
import { OsqueryLane } from './osquery-lane.ts';
import { Tally } from './tally.ts';

const newline = 0x0a;

/**
 * Reads blocks of lines of one format on one thread: passes over lines that the prefilter proves to mean nothing, reads the
 * others, and names those that somebody wants. Learns the skeletons of lines on the way. Reads every line until
 * it is told to use the prefilter, which takes time to make.
 */
export class BlockReader {
  readonly #matcher: Matcher;
  readonly #format: RowFormat;
  #tree: SkeletonTree | undefined;
  #lane: Lane;
  #walker: LineWalker | undefined;

  constructor(matcher: Matcher, format: RowFormat) {
    this.#matcher = matcher;
    this.#format = format;
    this.#lane = laneOf(matcher, format, undefined);
  }

  /** Longest line, in UTF-16 units. */
  get maxLine(): number {
    return this.#lane.maxLine;
  }

  /** Reads with the prefilter from here on. */
  useFilter(): void {
    const filter = this.#matcher.prefilter(derivedRows);
    if (filter === undefined) return;
    this.#lane = laneOf(this.#matcher, this.#format, filter);
    this.#tree = new SkeletonTree();
    this.#walker = new LineWalker(this.#tree, filter, this.#lane.rows?.walker);
  }

  read({ bytes, start, end, tooLong }: Block): BlockSummary {
    const tally = new Tally();
    this.#lane.begin(tally);
    if (tooLong) {
      tally.want(-1, -1);
      tally.lines++;
      return tally.summary();
    }
    for (let at = start; at < end; tally.lines++) at = this.#line(bytes, at, tally);
    return tally.summary();
  }

  /** Reads the line that begins at `at`; where the next one does. */
  #line(bytes: Uint8Array<ArrayBuffer>, at: number, tally: Tally): number {
    const walker = this.#walker;
    const outcome = walker === undefined ? unknown.content : walker.walk(bytes, at);
    // A line takes no more UTF-16 units than bytes; of a longer one the text is measured.
    const isWalked = outcome >= 0 && walker !== undefined && walker.end - at <= this.#lane.maxLine;
    if (isWalked && this.#lane.pass(outcome, bytes, walker.kept)) return walker.end;
    const end = bytes.indexOf(newline, at);
    const text = lineText(bytes, at, end);
    if (text.length > this.#lane.maxLine) {
      tally.want(-1, -1);
      return end + 1;
    }
    if (text.trim() === '') return end + 1;
    const look = this.#lane.look(text);
    if (look === wanted) tally.want(at, end);
    else if (walker !== undefined && outcome === unknown.skeleton)
      this.#learn(bytes.subarray(at, end + 1), look);
    return end + 1;
  }

  #learn(line: Uint8Array, look: Look): void {
    const tree = this.#tree;
    if (look.is !== 'counted' || look.outcome === undefined || tree === undefined || tree.isFull) return;
    const parts = skeletonOf(line, this.#lane.slotOf, this.#lane.rows?.isRows);
    if (parts === undefined) return;
    const outcome = look.outcome(parts.filter(({ type }) => type === 'rows').length);
    if (outcome !== undefined) tree.add(parts, outcome);
  }
}

/** The text of a line. A byte order mark in the middle of a file is a character like any other. */
export function lineText(bytes: Uint8Array<ArrayBuffer>, begin: number, end: number): string {
  return decoder.decode(bytes.subarray(begin, end));
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

const derivedRows = { kinds: osquery.kinds, added: addedRuns };

function laneOf(matcher: Matcher, format: RowFormat, filter: Prefilter | undefined): Lane {
  return format.way === 'native'
    ? new NativeLane(matcher, filter, format.wantsHosts)
    : new OsqueryLane(matcher, filter, format.part);
}
