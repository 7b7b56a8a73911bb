import { blockBytes, numberAt } from './header.ts';

/** A part of a sparse file that is in the archive. What lies between is zeros. */
export interface SparsePart {
  readonly offset: number;
  readonly length: number;
}

/** Parts in an old GNU header (4) or in one of the blocks that continue it (21), and whether another block follows. */
export function gnuParts(block: Buffer, isHeader: boolean): { parts: SparsePart[]; more: boolean } {
  const [at, count, flagAt] = isHeader ? [386, 4, 482] : [0, 21, 504];
  const parts: SparsePart[] = [];
  for (let index = 0; index < count; index++) {
    const offset = numberAt(block, at + index * 24, 12) ?? 0;
    const length = numberAt(block, at + index * 24 + 12, 12) ?? 0;
    if (length > 0) parts.push({ offset, length });
  }
  return { parts, more: (block[flagAt] ?? 0) !== 0 };
}

/**
 * The map of format 1.0 at the start of stored data: decimal numbers, a line each, the first is how many pairs follow;
 * filled up to a whole block. Undefined where it is damaged.
 */
function mapOf(stored: Buffer): { parts: SparsePart[]; end: number } | undefined {
  let at = 0;
  const next = (): number | undefined => {
    const end = stored.indexOf(0x0a, at);
    if (end < 0 || end - at > 20 || end === at) return undefined;
    const value = Number(stored.toString('latin1', at, end));
    at = end + 1;
    return Number.isSafeInteger(value) && value >= 0 ? value : undefined;
  };
  const count = next();
  if (count === undefined || count > stored.length) return undefined;
  const parts: SparsePart[] = [];
  for (let index = 0; index < count; index++) {
    const [offset, length] = [next(), next()];
    if (offset === undefined || length === undefined) return undefined;
    parts.push({ offset, length });
  }
  return { parts, end: Math.ceil(at / blockBytes) * blockBytes };
}

/** The whole of a sparse file out of what is stored of it. Undefined where its parts do not fit together. */
export function expandSparse(
  stored: Buffer,
  size: number,
  known: readonly SparsePart[] | undefined,
): Buffer | undefined {
  const map = known === undefined ? mapOf(stored) : { parts: known, end: 0 };
  if (map === undefined) return undefined;
  const whole = Buffer.alloc(size);
  let at = map.end;
  for (const { offset, length } of map.parts) {
    if (offset + length > size || at + length > stored.length) return undefined;
    stored.copy(whole, offset, at, at + length);
    at += length;
  }
  return whole;
}
