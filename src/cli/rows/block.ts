import type { Asked, NamedHost } from '../../inventory/importers/importer.ts';
import type { ItemKind } from '../../model/vocabulary.ts';

/** Whole lines of an inventory: `bytes[start]` up to `bytes[end]`, the last of which is a line feed. */
export interface Block {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly start: number;
  readonly end: number;
  /** The block stands for one line that was too long to be kept. */
  readonly tooLong: boolean;
}

/** A line that whoever puts the blocks together has to read itself. */
export interface WantedLine {
  /** Number of the line in its block, from 0. */
  readonly line: number;
  /** Where it begins and ends in the block, without its line feed; `begin` is -1 where it was too long. */
  readonly begin: number;
  readonly end: number;
  /** Rows that were counted since the wanted line before. */
  readonly items: number;
  /** Of these, software. */
  readonly software: number;
}

/**
 * What a block of lines amounts to: lines that are wanted, in their order, and what is left to know of the others, each of
 * which was whole and means nothing to the rule pack.
 */
export interface BlockSummary {
  readonly lines: number;
  readonly wanted: readonly WantedLine[];
  /** Rows behind the last wanted line, and of these, software. */
  readonly items: number;
  readonly software: number;
  /**
   * Hosts in the order of their first rows, wanted ones too, with the kinds that they showed as bits: none where they gave
   * an empty answer alone.
   */
  readonly hosts: readonly ShownHost[];
  /** What is to be said of the file as a whole, before the first wanted line. */
  readonly limits: readonly string[];
  /** Results of queries that could be used and are not wanted. */
  readonly usable: number;
  readonly kinds: readonly (readonly [kind: ItemKind, count: number])[];
  readonly snapshots: readonly { readonly asked: Asked; readonly time: number }[];
}

/** A host, and the kinds of its rows as bits (see {@link kindBit}). */
export interface ShownHost extends NamedHost {
  readonly kinds: number;
}

/** Which lines these are. */
export type RowFormat =
  | { readonly way: 'native'; readonly wantsHosts: boolean }
  | { readonly way: 'osquery'; readonly part: string | undefined };
