import type { Cell } from './cells.ts';

/** Kinds of subkey list, by what an entry of it is: an offset, an offset and a hint, an offset and a hash, a list. */
export type ListKind = 'li' | 'lf' | 'lh' | 'ri';

/** One list cell, decoded. `marks` holds hint or hash of each entry; empty for `li` and `ri`. */
export interface SubkeyList {
  readonly kind: ListKind;
  readonly offsets: Uint32Array;
  readonly marks: Uint32Array;
  /** How many entries the list states, of which `offsets` holds those that fit its cell. */
  readonly stated: number;
}

/** Bytes of a list cell that are read: its header and the most entries that its 16-bit count can state. */
export const maxListBytes = 4 + 65_535 * 8;

const empty = new Uint32Array(0);

/** The list in a cell; undefined where there is none. Source: msuhanov/regf, Index leaf, Fast leaf, Hash leaf, Index root. */
export function parseSubkeyList({ buffer, start, end }: Cell): SubkeyList | undefined {
  const kind = buffer.toString('latin1', start, start + 2);
  if (kind !== 'lf' && kind !== 'lh' && kind !== 'li' && kind !== 'ri') return undefined;
  const width = kind === 'lf' || kind === 'lh' ? 8 : 4;
  const stated = buffer.readUInt16LE(start + 2);
  const count = Math.min(stated, Math.floor((end - start - 4) / width));
  const offsets = new Uint32Array(count);
  const marks = width === 8 ? new Uint32Array(count) : empty;
  for (let index = 0, at = start + 4; index < count; index++, at += width) {
    offsets[index] = buffer.readUInt32LE(at);
    if (width === 8) marks[index] = buffer.readUInt32LE(at + 4);
  }
  return { kind, offsets, marks, stated };
}
