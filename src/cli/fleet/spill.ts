import {
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OutputError } from '../../errors.ts';

const prefix = 'phaseout-fleet-';
const flushBytes = 64 * 1024;
const readBytes = 64 * 1024;
const linesAtOnce = 10_000;

/** A folder for temporary files that leaves nothing behind, however the program ends. */
export class SpillFolder {
  readonly #path: string;
  readonly #open = new Set<number>();

  constructor(root = tmpdir()) {
    removeLeftovers(root);
    try {
      this.#path = mkdtempSync(join(root, `${prefix}${process.pid}-`));
    } catch (error) {
      throw cannot(`make a folder in ${root}`, error);
    }
  }

  /** A file of its own. Where the system allows, its name is gone at once, so that it ends with the program. */
  file(name: string): number {
    const path = join(this.#path, name);
    try {
      const handle = openSync(path, 'wx+', 0o600);
      this.#open.add(handle);
      if (process.platform !== 'win32') unlinkSync(path);
      return handle;
    } catch (error) {
      throw cannot(`make ${path}`, error);
    }
  }

  /** Closes and removes everything. */
  remove(): void {
    for (const handle of this.#open) closeSync(handle);
    this.#open.clear();
    rmSync(this.#path, { recursive: true, force: true });
  }
}

/** Where a stretch of whole lines lies. */
interface Segment {
  readonly at: number;
  readonly length: number;
}

/** Lines divided into parts, in one temporary file; memory holds less than 64 KiB of each part. */
export class Spill {
  readonly #handle: number;
  readonly #parts: { waiting: string[]; length: number; bytes: number; segments: Segment[] }[];
  #end = 0;

  constructor(folder: SpillFolder, name: string, parts: number) {
    this.#handle = folder.file(name);
    this.#parts = Array.from({ length: parts }, () => ({ waiting: [], length: 0, bytes: 0, segments: [] }));
  }

  get parts(): number {
    return this.#parts.length;
  }

  /** Characters of a part, about as many as its bytes. */
  size(part: number): number {
    const { bytes = 0, length = 0 } = this.#parts[part] ?? {};
    return bytes + length;
  }

  /** A line without its end; it must hold no line feed. */
  write(part: number, line: string): void {
    const own = this.#parts[part];
    if (own === undefined) throw new RangeError(`there is no part ${part}`);
    own.waiting.push(line);
    own.length += line.length + 1;
    if (own.length < flushBytes) return;
    const bytes = Buffer.from(own.waiting.join('\n'));
    own.segments.push({ at: this.#end, length: bytes.length });
    this.#end = writeAll(this.#handle, bytes, this.#end);
    own.bytes += bytes.length;
    own.waiting = [];
    own.length = 0;
  }

  /** The lines of a part, in the order in which they were written. */
  *lines(part: number): Generator<string> {
    const own = this.#parts[part];
    if (own === undefined) return;
    for (const { at, length } of own.segments)
      yield* readAll(this.#handle, at, length).toString('utf8').split('\n');
    yield* own.waiting;
  }
}

/** Texts that were sorted before, one stretch after the other in one temporary file. */
export class Runs {
  readonly #handle: number;
  readonly #runs: Segment[] = [];
  #end = 0;

  constructor(folder: SpillFolder, name: string) {
    this.#handle = folder.file(name);
  }

  get count(): number {
    return this.#runs.length;
  }

  /** Lines without their ends. */
  add(lines: readonly string[]): void {
    if (lines.length === 0) return;
    const at = this.#end;
    for (let start = 0; start < lines.length; start += linesAtOnce)
      this.#end = writeAll(
        this.#handle,
        Buffer.from(`${lines.slice(start, start + linesAtOnce).join('\n')}\n`),
        this.#end,
      );
    this.#runs.push({ at, length: this.#end - at });
  }

  /** The lines of one run. */
  lines(run: number): Generator<string> {
    const { at = 0, length = 0 } = this.#runs[run] ?? {};
    return linesOf(this.#handle, at, at + length);
  }
}

/** Writes bytes at a place; the place behind them. Throws OutputError, e.g. on a full disk. */
function writeAll(handle: number, bytes: Uint8Array, at: number): number {
  let done = 0;
  try {
    while (done < bytes.length) done += writeSync(handle, bytes, done, bytes.length - done, at + done);
  } catch (error) {
    throw cannot('write temporary files', error);
  }
  return at + done;
}

function readAll(handle: number, at: number, length: number): Buffer {
  const buffer = Buffer.allocUnsafe(length);
  for (let done = 0; done < length; ) {
    const read = readSync(handle, buffer, done, length - done, at + done);
    if (read === 0) throw new OutputError('a temporary file ended early');
    done += read;
  }
  return buffer;
}

/** The lines between two places of a file, read bit by bit. */
function* linesOf(handle: number, from: number, to: number): Generator<string> {
  let rest: Buffer = Buffer.alloc(0);
  for (let at = from; at < to; ) {
    const length = Math.min(readBytes, to - at);
    const chunk = readAll(handle, at, length);
    at += length;
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const end = bytes.lastIndexOf(0x0a);
    rest = bytes.subarray(end + 1);
    if (end >= 0) yield* bytes.toString('utf8', 0, end).split('\n');
  }
}

/** Folders of runs that were killed: their process is gone. */
function removeLeftovers(root: string): void {
  let names: string[];
  try {
    names = readdirSync(root).filter((name) => name.startsWith(prefix));
  } catch {
    // A folder that cannot be listed cannot be written either, which the next step says.
    return;
  }
  for (const name of names) {
    const pid = Number(/^\d+/.exec(name.slice(prefix.length))?.[0]);
    if (Number.isInteger(pid) && !isAlive(pid)) rmSync(join(root, name), { recursive: true, force: true });
  }
}

/** Whether a process runs, as far as one may know. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function cannot(what: string, error: unknown): OutputError {
  const reason = error instanceof Error ? error.message : String(error);
  return new OutputError(`cannot ${what}: ${reason}`, {
    hint: 'temporary files go to TMPDIR (TEMP on Windows); a fleet of a million hosts needs about 2 GB there',
    cause: error,
  });
}
