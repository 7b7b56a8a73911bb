import { createReadStream } from 'node:fs';
import { type Readable, Transform } from 'node:stream';
import * as zlib from 'node:zlib';
import { TargetError } from '../errors.ts';
import { type Peeked, peek } from '../inventory/decode-text.ts';

/** Standard input under the name that messages give it. */
export const stdinName = '(standard input)';

/** What is looked at before the format is told; a line of JSON may be longer. */
export const headBytes = 64 * 1024;
const maxHeadBytes = 64 * 1024 * 1024;
const newline = 0x0a;

/**
 * Opens an inventory (`-` is standard input), unpacks gzip and zstd, and reads as far as its format can be told: 64 KiB
 * and to the end of a line, at most `maxHead` bytes, which are kept until the rest is read. Throws TargetError where it
 * cannot be read.
 */
export async function openInventory(
  file: string,
  name: string,
  signal: AbortSignal,
  maxHead = maxHeadBytes,
): Promise<Peeked & { readonly isPacked: boolean }> {
  const raw = await peek(readChunks(file, name, signal), (bytes) => bytes >= 4);
  const chunks = unpacked(raw, name, signal);
  let lineEnd = false;
  const peeked = await peek(chunks, (bytes, last) => {
    lineEnd ||= last.includes(newline);
    return (bytes >= headBytes && lineEnd) || bytes >= maxHead;
  });
  const isPacked = chunks !== raw.chunks;
  checkForm(peeked.head, isPacked, name);
  return { ...peeked, isPacked };
}

/** Throws TargetError where the content is an archive, or is still packed after it was unpacked. */
function checkForm(head: Uint8Array, isPacked: boolean, name: string): void {
  if (isZip(head))
    throw new TargetError(`${name} is a ZIP archive`, {
      hint: 'unpack it first, and name what is in it; a workbook of Excel is one, too: save the sheet as CSV',
    });
  if (isPacked && (isGzip(head) || isZstd(head)))
    throw new TargetError(`${name} is packed twice`, { hint: 'unpack it once with gunzip or zstd -d' });
}

function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

function isZstd(head: Uint8Array): boolean {
  return head[0] === 0x28 && head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd;
}

/** APPNOTE.TXT 4.3: the first local file header, or the end of an archive without files. */
function isZip(head: Uint8Array): boolean {
  const [p, k, third, fourth] = head;
  return p === 0x50 && k === 0x4b && ((third === 3 && fourth === 4) || (third === 5 && fourth === 6));
}

async function* readChunks(file: string, name: string, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const stream: Readable = file === '-' ? process.stdin : createReadStream(file);
  const stop = (): void => void stream.destroy();
  signal.addEventListener('abort', stop, { once: true });
  try {
    for await (const chunk of stream) {
      if (signal.aborted) return;
      yield chunk as Uint8Array;
    }
  } catch (error) {
    // Ctrl-C takes the stream away under its reader; what was read so far is still judged.
    if (signal.aborted) return;
    throw cannotRead(name, error);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** What is said where a file that was named cannot be read. */
export function cannotRead(name: string, error: unknown): TargetError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return new TargetError(`${name} cannot be read (${code})`, {
    hint:
      code === 'EISDIR'
        ? `it is a folder; name its files, as a pattern in quotes: '${name}/*'`
        : 'check the name and the rights of the file',
    cause: error,
  });
}

/** The content of a file that its first bytes say is packed; any other as it is. */
function unpacked({ head, chunks }: Peeked, name: string, signal: AbortSignal): AsyncIterable<Uint8Array> {
  if (isGzip(head)) return through(chunks, zlib.createGunzip(), name, 'gzip', signal);
  if (isZstd(head)) return unzstd(chunks, name, signal);
  return chunks;
}

async function* unzstd(
  chunks: AsyncIterable<Uint8Array>,
  name: string,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  // Node has it since 22.15; before, a reader in JavaScript does.
  const make: unknown = Reflect.get(zlib, 'createZstdDecompress');
  const native: unknown = typeof make === 'function' ? Reflect.apply(make, zlib, []) : undefined;
  if (native instanceof Transform) yield* through(chunks, native, name, 'zstd', signal);
  else yield* through(chunks, await zstdInJavaScript(), name, 'zstd', signal);
}

async function zstdInJavaScript(): Promise<Transform> {
  const { Decompress } = await import('fzstd');
  const transform = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      try {
        reader.push(chunk);
        done();
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)));
      }
    },
    flush(done) {
      try {
        reader.push(new Uint8Array(0), true);
        done();
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)));
      }
    },
  });
  const reader = new Decompress((part) => void transform.push(part));
  return transform;
}

async function* through(
  chunks: AsyncIterable<Uint8Array>,
  transform: Transform,
  name: string,
  format: string,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const feeding = feed(chunks, transform);
  try {
    for await (const part of transform) yield part as Uint8Array;
    await feeding;
  } catch (error) {
    if (signal.aborted) return;
    if (error instanceof TargetError) throw error;
    // What the unpackers say of it differs from one version of Node to the next.
    throw new TargetError(`${name} is damaged or cut off: it cannot be unpacked as ${format} to its end`, {
      hint: 'fetch it again; what was read so far is not judged',
      cause: error,
    });
  } finally {
    transform.destroy();
  }
}

/** Writes everything into a transform, waiting where it is full; its errors end the reading on the other side. */
async function feed(chunks: AsyncIterable<Uint8Array>, transform: Transform): Promise<void> {
  try {
    for await (const chunk of chunks) {
      if (transform.destroyed) return;
      if (transform.write(chunk)) continue;
      await new Promise<void>((resolve) => {
        const go = (): void => {
          transform.off('drain', go).off('close', go);
          resolve();
        };
        transform.on('drain', go).on('close', go);
      });
    }
    transform.end();
  } catch (error) {
    transform.destroy(error instanceof Error ? error : new Error(String(error)));
  }
}
