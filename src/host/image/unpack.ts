import { Readable } from 'node:stream';
import * as zlib from 'node:zlib';
import { HostError } from '../host.ts';
import { release } from './release.ts';

/** How bytes are packed. */
export type Packing = 'gzip' | 'zstd' | 'xz' | 'bzip2' | 'lz4' | 'none';

const marks: readonly { readonly packing: Packing; readonly mark: Buffer }[] = [
  { packing: 'gzip', mark: Buffer.from('1f8b', 'hex') },
  { packing: 'zstd', mark: Buffer.from('28b52ffd', 'hex') },
  { packing: 'xz', mark: Buffer.from('fd377a585a00', 'hex') },
  { packing: 'bzip2', mark: Buffer.from('425a68', 'hex') },
  { packing: 'lz4', mark: Buffer.from('04224d18', 'hex') },
];

/** By the first bytes. A zstd file may begin with a skippable frame. */
export function packingOf(head: Buffer): Packing {
  if (head.length >= 4 && head.readUInt32LE(0) >>> 4 === 0x184d2a5) return 'zstd';
  return marks.find(({ mark }) => head.subarray(0, mark.length).equals(mark))?.packing ?? 'none';
}

const chunkBytes = 256 * 1024;

/** Output of more than this is looked at for its ratio to the input. */
const trustedBytes = 4 * 1024 ** 3;
const maxRatio = 500;

/**
 * Unpacks a stream as it arrives, whatever it is packed with. Chunks are only lent until the next one, on both sides. Throws HostError
 * `malformed-source` where it is damaged, `unsupported-format` for bzip2 and lz4, `too-large` for a bomb.
 */
export async function* unpack(source: AsyncIterable<Buffer>, path: string): AsyncGenerator<Buffer> {
  const input = new Counted(source);
  const packing = packingOf(await input.head());
  let total = 0;
  try {
    for await (const chunk of chunksOf(packing, input, path)) {
      total += chunk.length;
      if (packing !== 'none' && total > trustedBytes && total > input.count * maxRatio) {
        throw new HostError(
          'too-large',
          path,
          `${path} unpacks to more than ${maxRatio} times its size; the rest was not read`,
        );
      }
      yield chunk;
    }
  } catch (error) {
    if (error instanceof HostError) throw error;
    const message = error instanceof Error ? error.message : String(error);
    throw new HostError(
      'malformed-source',
      path,
      `${path} is damaged: ${packing} says "${message.slice(0, 100)}"; what follows was not read`,
      error,
    );
  }
}

function chunksOf(packing: Packing, input: Counted, path: string): AsyncIterable<Buffer> {
  switch (packing) {
    case 'none':
      return input.chunks();
    case 'gzip':
      return through(input.chunks(), zlib.createGunzip({ chunkSize: chunkBytes }));
    case 'zstd':
      return unzstdStream(input.chunks());
    case 'xz':
      return unxz(input.chunks());
    default:
      throw new HostError(
        'unsupported-format',
        path,
        `${path} is packed with ${packing}, which is not read; unpack it first`,
      );
  }
}

/**
 * Bytes through a stream of zlib. Each chunk is given to it only after it has taken the one before, so that `source` may
 * use its memory again; what it gives is freed as soon as the next chunk is asked for.
 */
async function* through(source: AsyncIterable<Buffer>, transform: zlib.Gunzip): AsyncGenerator<Buffer> {
  const ready: Buffer[] = [];
  let isOver = false;
  let failure: Error | undefined;
  let wake = (): void => undefined;
  const over = (error?: Error): void => {
    failure ??= error;
    isOver = true;
    wake();
  };
  transform.on('data', (chunk: Buffer) => {
    ready.push(chunk);
    transform.pause();
    wake();
  });
  transform.on('end', () => over());
  transform.on('error', over);
  const fed = feed(source, transform, () => isOver).catch(over);
  try {
    for (;;) {
      const chunk = ready.shift();
      if (chunk !== undefined) {
        yield chunk;
        release(chunk, chunkBytes);
      } else if (isOver) break;
      else {
        await new Promise<void>((resolve) => {
          wake = resolve;
          transform.resume();
        });
      }
    }
    if (failure !== undefined) throw failure;
  } finally {
    isOver = true;
    transform.destroy();
    await fed;
  }
}

/** Writes all of `source`, and waits each time until it is taken; a stream that ends early takes no more. */
async function feed(
  source: AsyncIterable<Buffer>,
  transform: zlib.Gunzip,
  isOver: () => boolean,
): Promise<void> {
  for await (const chunk of source) {
    if (isOver()) return;
    await new Promise<void>((resolve) => {
      // Destroyed before it took the chunk, it may never say so.
      transform.once('close', resolve);
      transform.write(chunk, () => {
        transform.off('close', resolve);
        resolve();
      });
    });
  }
  if (!isOver()) transform.end();
}

/** Node unpacks zstd itself since 22.15; before, a reader in JavaScript does. */
async function* unzstdStream(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const native: unknown = Reflect.get(zlib, 'createZstdDecompress');
  if (typeof native === 'function') {
    const transform: unknown = Reflect.apply(native, zlib, [{ chunkSize: chunkBytes }]);
    yield* through(source, transform as zlib.Gunzip);
    return;
  }
  const { Decompress } = await import('fzstd');
  const ready: Buffer[] = [];
  const stream = new Decompress((part) => {
    if (part.length > 0) ready.push(Buffer.from(part.buffer, part.byteOffset, part.length));
  });
  for await (const chunk of source) {
    // It keeps what it cannot use yet, and chunks are only lent.
    stream.push(new Uint8Array(chunk), false);
    yield* ready.splice(0);
  }
  stream.push(new Uint8Array(0), true);
  yield* ready.splice(0);
}

async function* unxz(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const loaded: typeof import('xz-decompress') & { default?: typeof import('xz-decompress') } = await import(
    'xz-decompress'
  );
  // A CommonJS package: Node finds its names only in the default export.
  const { XzReadableStream } = loaded.default ?? loaded;
  const stream = new XzReadableStream(
    Readable.toWeb(Readable.from(copies(source))) as ReadableStream<Uint8Array>,
  );
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield Buffer.from(value.buffer, value.byteOffset, value.length);
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** What is read ahead is kept, and chunks are only lent. */
async function* copies(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const chunk of source) yield Buffer.from(chunk);
}

/** Counts what passes, and shows its first bytes beforehand. */
class Counted {
  count = 0;
  readonly #iterator: AsyncIterator<Buffer>;
  #first: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.#iterator = source[Symbol.asyncIterator]();
  }

  async head(): Promise<Buffer> {
    while (this.#first.length < 6) {
      const next = await this.#iterator.next();
      if (next.done) break;
      this.#first = Buffer.concat([this.#first, next.value]);
    }
    return this.#first;
  }

  async *chunks(): AsyncGenerator<Buffer> {
    try {
      this.count += this.#first.length;
      if (this.#first.length > 0) yield this.#first;
      for (;;) {
        const next = await this.#iterator.next();
        if (next.done) return;
        this.count += next.value.length;
        yield next.value;
      }
    } finally {
      await this.#iterator.return?.();
    }
  }
}
