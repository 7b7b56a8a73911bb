import { type DiskSource, memorySource, windowOf } from '../../disk/disk-source.ts';
import type { ShownFile } from './worker-protocol.ts';

/** Bytes that hold an archive, for our own readers (`source`) and for 7-Zip, which opens the file anew in its thread. */
export interface Piece {
  readonly source: DiskSource;
  /** The same bytes as 7-Zip is shown them, under a name of ours. */
  show(name: string, patches?: readonly Patch[]): ShownFile;
  /** A part of them; only of a piece that lies in a file as it is. */
  window(start: number, size: number): Piece;
}

/** A byte that 7-Zip is shown instead of the one that is there. */
export interface Patch {
  readonly at: number;
  readonly byte: number;
}

/** A window on a file of this machine. */
export function filePiece(path: string, file: DiskSource, start = 0, size = file.size - start): Piece {
  return {
    source: windowOf(file, start, size),
    show: (name, patches = []) => ({ name, path, start, size, patches }),
    window: (from, length) => filePiece(path, file, start + from, Math.min(length, size - from)),
  };
}

/** Bytes that were unpacked. */
export function bytesPiece(bytes: Buffer): Piece {
  return {
    source: memorySource(bytes),
    show: (name, patches = []) => ({ name, bytes, patches }),
    window: (from, length) => bytesPiece(bytes.subarray(from, from + length)),
  };
}
