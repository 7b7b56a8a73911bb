import { closeSync, mkdtempSync, openSync, readSync, rmSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OutputError } from '../../errors.ts';
import { ofEndedProcess, removeLeftovers } from '../../fleet-store/leftovers.ts';
import { processScope } from '../process-scope.ts';

const prefix = 'phaseout-fleet-';
const folders = /^phaseout-fleet-(?<scope>[0-9a-f]{8})-(?<pid>\d+)-/;
const flushBytes = 16 * 1024;
/** What the runs that are merged may hold together, and what each reads at once. */
const mergedBytes = 4 * 1024 * 1024;
const readBytes = { least: 8 * 1024, most: 64 * 1024 } as const;
const linesAtOnce = 100;

/** A folder for temporary files that leaves nothing behind, however the program ends. */
export class SpillFolder {
  readonly #path: string;
  readonly #open = new Set<number>();

  constructor(root = tmpdir()) {
    const scope = processScope();
    removeLeftovers(root, ofEndedProcess(folders, scope));
    try {
      this.#path = mkdtempSync(join(root, `${prefix}${scope}-${process.pid}-`));
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

/** Lines of a part: those on the disk, and in a buffer those on their way there. */
interface Part {
  waiting: Buffer;
  used: number;
  bytes: number;
  readonly segments: Segment[];
}

/**
 * Lines divided into parts, in one temporary file; memory holds less than 16 KiB of each part. Waiting lines are bytes:
 * as texts they would outlive the young ones and grow the heap with everything that is written.
 */
export class Spill {
  readonly #handle: number;
  readonly #parts: Part[];
  #end = 0;

  constructor(folder: SpillFolder, name: string, parts: number) {
    this.#handle = folder.file(name);
    this.#parts = Array.from({ length: parts }, () => ({
      waiting: nothing,
      used: 0,
      bytes: 0,
      segments: [],
    }));
  }

  /** Bytes of a part. */
  size(part: number): number {
    const { bytes = 0, used = 0 } = this.#parts[part] ?? {};
    return bytes + used;
  }

  /** A line without its end; it must hold no line feed. */
  write(part: number, line: string): void {
    const own = this.#parts[part];
    if (own === undefined) throw new RangeError(`there is no part ${part}`);
    const most = maxBytesOf(line) + 1;
    if (own.used + most > flushBytes) this.#flush(own);
    if (most > flushBytes) {
      const bytes = room(most);
      this.#append(own, bytes, bytes.write(`${line}\n`, 'utf8'));
      return;
    }
    if (own.used + most > own.waiting.length) own.waiting = grown(own.waiting, own.used, own.used + most);
    own.used += own.waiting.write(line, own.used, 'utf8');
    own.waiting[own.used++] = lineFeed;
  }

  /** The lines of a part, in the order in which they were written. */
  *lines(part: number): Generator<string> {
    const own = this.#parts[part];
    if (own === undefined) return;
    for (const { at, length } of own.segments)
      yield* linesIn(readInto(room(length), this.#handle, at, length), length);
    yield* linesIn(own.waiting, own.used);
  }

  #flush(own: Part): void {
    if (own.used > 0) this.#append(own, own.waiting, own.used);
    own.used = 0;
  }

  #append(own: Part, bytes: Buffer, length: number): void {
    writeBytes(this.#handle, bytes, length, this.#end);
    own.segments.push({ at: this.#end, length });
    this.#end += length;
    own.bytes += length;
  }
}

const nothing = Buffer.alloc(0);
const lineFeed = 0x0a;
const leastBytes = 1024;

/** No character of a text takes more in UTF-8. */
function maxBytesOf(text: string): number {
  return 3 * text.length;
}

/** A longer buffer with the same beginning, at most {@link flushBytes}. */
function grown(old: Buffer, used: number, least: number): Buffer {
  let length = Math.max(leastBytes, old.length);
  while (length < least) length *= 2;
  const buffer = Buffer.allocUnsafeSlow(Math.min(length, flushBytes));
  old.copy(buffer, 0, 0, used);
  return buffer;
}

/** The lines of bytes that end with a line feed. */
function linesIn(bytes: Buffer, length: number): readonly string[] {
  return length === 0 ? [] : bytes.toString('utf8', 0, length - 1).split('\n');
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
    for (let start = 0; start < lines.length; start += linesAtOnce) {
      const piece = `${lines.slice(start, start + linesAtOnce).join('\n')}\n`;
      this.#end += writeText(this.#handle, piece, this.#end);
    }
    this.#runs.push({ at, length: this.#end - at });
  }

  /** The lines of one run. */
  lines(run: number): Generator<string> {
    const { at = 0, length = 0 } = this.#runs[run] ?? {};
    const share = Math.floor(mergedBytes / this.count);
    const atOnce = Math.min(readBytes.most, Math.max(readBytes.least, share));
    return linesOf(this.#handle, { from: at, to: at + length, atOnce });
  }
}

/** Bytes on their way to and from files. One for all: nothing keeps them, and memory that is used again does not grow. */
let scratch = Buffer.allocUnsafeSlow(256 * 1024);

function room(length: number): Buffer {
  if (length > scratch.length) scratch = Buffer.allocUnsafeSlow(2 * length);
  return scratch;
}

/** Writes a text at a place; the number of its bytes. Throws OutputError, e.g. on a full disk. */
function writeText(handle: number, text: string, at: number): number {
  const bytes = room(maxBytesOf(text));
  const length = bytes.write(text, 'utf8');
  writeBytes(handle, bytes, length, at);
  return length;
}

function writeBytes(handle: number, bytes: Buffer, length: number, at: number): void {
  try {
    for (let done = 0; done < length; ) done += writeSync(handle, bytes, done, length - done, at + done);
  } catch (error) {
    throw cannot('write temporary files', error);
  }
}

/** Reads bytes from a place to the beginning of a buffer that is long enough. */
function readInto(buffer: Buffer, handle: number, at: number, length: number): Buffer {
  for (let done = 0; done < length; ) {
    const read = readSync(handle, buffer, done, length - done, at + done);
    if (read === 0) throw new OutputError('a temporary file ended early');
    done += read;
  }
  return buffer.subarray(0, length);
}

/** The lines between two places of a file, read bit by bit. */
function* linesOf(
  handle: number,
  { from, to, atOnce }: { readonly from: number; readonly to: number; readonly atOnce: number },
): Generator<string> {
  let rest: Buffer = Buffer.alloc(0);
  for (let at = from; at < to; ) {
    const length = Math.min(atOnce, to - at);
    const bytes = room(rest.length + length);
    rest.copy(bytes);
    readInto(bytes.subarray(rest.length), handle, at, length);
    at += length;
    const end = rest.length + length;
    const last = bytes.subarray(0, end).lastIndexOf(0x0a);
    const text = last < 0 ? '' : bytes.toString('utf8', 0, last);
    rest = Buffer.from(bytes.subarray(last + 1, end));
    if (last >= 0) yield* text.split('\n');
  }
}

function cannot(what: string, error: unknown): OutputError {
  const reason = error instanceof Error ? error.message : String(error);
  return new OutputError(`cannot ${what}: ${reason}`, {
    hint: 'temporary files go to TMPDIR (TEMP on Windows); a fleet of a million hosts needs about 2 GB there',
    cause: error,
  });
}
