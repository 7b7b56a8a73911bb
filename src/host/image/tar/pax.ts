import type { SparsePart } from './sparse.ts';

/** What an extended header says of the next entry, as far as it matters here. */
export interface PaxFields {
  path?: string;
  linkpath?: string;
  size?: number;
  mtimeMs?: number;
  /** Name and size of a sparse file, and its parts where they stand in the header (formats 0.0 and 0.1). */
  sparseName?: string;
  realSize?: number;
  sparseParts?: SparsePart[];
  /** Format 1.0: the parts stand in front of the data. */
  hasSparseMap?: true;
}

/** Parts of a sparse file that are followed. */
export const maxSparseParts = 100_000;

/**
 * The records of an extended header, `LENGTH KEY=VALUE\n`. Undefined where they are damaged.
 * Source: POSIX.1-2017, pax Extended Header; GNU tar manual, Storing Sparse Files.
 */
export function parsePax(bytes: Buffer): PaxFields | undefined {
  const fields: PaxFields = {};
  const numbers: number[] = [];
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(0x20, at);
    if (space < 0 || space - at > 10) return undefined;
    const length = Number(bytes.toString('latin1', at, space));
    const end = at + length;
    if (!Number.isInteger(length) || length < space - at + 3 || end > bytes.length) return undefined;
    if (bytes[end - 1] !== 0x0a) return undefined;
    const equals = bytes.indexOf(0x3d, space);
    if (equals < 0 || equals >= end) return undefined;
    const key = bytes.toString('utf8', space + 1, equals);
    const value = bytes.toString('utf8', equals + 1, end - 1);
    // An empty value takes a field back, so that what the header itself says counts.
    if (value !== '' && !setField(fields, numbers, key, value)) return undefined;
    at = end;
  }
  if (numbers.length > 0) {
    fields.sparseParts = [];
    for (let at = 0; at + 1 < numbers.length; at += 2) {
      fields.sparseParts.push({ offset: numbers[at] as number, length: numbers[at + 1] as number });
    }
  }
  return fields;
}

function setField(fields: PaxFields, numbers: number[], key: string, value: string): boolean {
  switch (key) {
    case 'path':
      fields.path = value;
      return !fields.path.includes('\0');
    case 'linkpath':
      fields.linkpath = value;
      return !fields.linkpath.includes('\0');
    case 'size':
      fields.size = countOf(value);
      return isCount(fields.size);
    case 'mtime': {
      const seconds = Number(value);
      if (Number.isFinite(seconds)) fields.mtimeMs = Math.floor(seconds * 1000);
      return true;
    }
    case 'GNU.sparse.name':
      fields.sparseName = value;
      return !fields.sparseName.includes('\0');
    case 'GNU.sparse.size':
    case 'GNU.sparse.realsize':
      fields.realSize = countOf(value);
      return isCount(fields.realSize);
    case 'GNU.sparse.major':
      if (value === '1') fields.hasSparseMap = true;
      return true;
    case 'GNU.sparse.offset':
    case 'GNU.sparse.numbytes':
      numbers.push(countOf(value));
      return isCount(numbers.at(-1) ?? 0) && numbers.length <= 2 * maxSparseParts;
    case 'GNU.sparse.map': {
      const list = value.split(',').map(countOf);
      if (list.length > 2 * maxSparseParts || !list.every(isCount)) return false;
      numbers.push(...list);
      return true;
    }
    default:
      return true;
  }
}

/** A decimal number; other spellings (`0x10`, `1e3`) would be read differently by other programs. */
function countOf(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : Number.NaN;
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
