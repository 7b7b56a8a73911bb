import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HostError } from '../../host.ts';

/** Where kept content lies: in memory, or so many bytes from a place in the store's file. */
type Place = Buffer | { readonly at: number; readonly size: number };

/** Content in memory beyond this goes to a file. */
const memoryBytes = 8 * 1024 * 1024;
/** A file larger than this is never kept in memory. */
const largeBytes = 1024 * 1024;
/** More than this is not kept at all. */
const maxTotalBytes = 2 * 1024 ** 3;

/**
 * Content of wanted files, as they pass by in a stream: small ones in memory, the others in one file that only this
 * process can reach and that is gone when it ends. Written once, read at any place.
 */
export class ContentStore {
  readonly #places: Place[] = [];
  #inMemory = 0;
  #inFile = 0;
  #file: { readonly fd: number; readonly folder: string | undefined } | undefined;

  /** False where content of this size cannot be kept any more. */
  hasRoom(size: number): boolean {
    return this.#inMemory + this.#inFile + size <= maxTotalBytes;
  }

  /** Takes content of at most `size` bytes in pieces; `end` gives its number. */
  begin(size: number): { write(chunk: Buffer): void; end(): number; cancel(): void } {
    const parts: Buffer[] = [];
    const isLarge = size > largeBytes || this.#inMemory + size > memoryBytes;
    const at = this.#inFile;
    if (isLarge) this.#inFile += size;
    let length = 0;
    return {
      write: (chunk) => {
        if (isLarge) this.#append(at + length, chunk);
        else parts.push(Buffer.from(chunk));
        length += chunk.length;
      },
      end: () => {
        if (!isLarge) this.#inMemory += length;
        this.#places.push(isLarge ? { at, size: length } : joined(parts));
        return this.#places.length - 1;
      },
      cancel: () => {
        parts.length = 0;
      },
    };
  }

  /** Keeps bytes that are in memory already. */
  put(bytes: Buffer): number {
    const writer = this.begin(bytes.length);
    writer.write(bytes);
    return writer.end();
  }

  size(id: number): number {
    const place = this.#places[id];
    return Buffer.isBuffer(place) ? place.length : (place?.size ?? 0);
  }

  /** Bytes of a kept content. */
  read(id: number, offset: number, length: number): Buffer {
    const place = this.#places[id];
    if (place === undefined || Buffer.isBuffer(place)) {
      return (place ?? Buffer.alloc(0)).subarray(offset, offset + Math.max(0, length));
    }
    const bytes = Buffer.alloc(Math.max(0, Math.min(length, place.size - offset)));
    if (this.#file === undefined) return bytes.subarray(0, 0);
    return bytes.subarray(0, readSync(this.#file.fd, bytes, 0, bytes.length, place.at + offset));
  }

  close(): void {
    this.#places.length = 0;
    if (this.#file === undefined) return;
    closeSync(this.#file.fd);
    if (this.#file.folder !== undefined) rmSync(this.#file.folder, { recursive: true, force: true });
    this.#file = undefined;
  }

  #append(at: number, chunk: Buffer): void {
    this.#file ??= openStore();
    let written = 0;
    while (written < chunk.length) {
      try {
        written += writeSync(this.#file.fd, chunk, written, chunk.length - written, at + written);
      } catch (error) {
        throw new HostError(
          'too-large',
          tmpdir(),
          `content of the image could not be kept in ${tmpdir()}; is the disk full? (set TMPDIR to another place)`,
          error,
        );
      }
    }
  }
}

/** Most files arrive in one piece, which need not be copied. */
function joined(parts: readonly Buffer[]): Buffer {
  const [first] = parts;
  return first !== undefined && parts.length === 1 ? first : Buffer.concat(parts);
}

/** Nobody else can enter the folder; where the system allows it the file has no name any more before it is written to. */
function openStore(): { fd: number; folder: string | undefined } {
  const folder = mkdtempSync(join(tmpdir(), 'phaseout-image-'));
  const fd = openSync(join(folder, 'content'), 'wx+', 0o600);
  if (process.platform === 'win32') return { fd, folder };
  rmSync(folder, { recursive: true, force: true });
  return { fd, folder: undefined };
}
