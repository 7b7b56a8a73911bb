import type { RunReply, RunRequest, WorkerMessage, WorkerStart } from './worker-protocol.ts';

/** The parts of Emscripten's file system that are used. */
interface EmscriptenFs {
  readonly ErrnoError: new (errno: number) => Error;
  readonly streams: readonly (Stream | null | undefined)[];
  mkdir(path: string): Node;
  createFile(parent: string, name: string, options: object, canRead: boolean, canWrite: boolean): Node;
  writeFile(path: string, data: string | Uint8Array): void;
  readdir(path: string): string[];
  lstat(path: string): { readonly mode: number };
  isDir(mode: number): boolean;
  isFile(mode: number): boolean;
  lookupPath(path: string, options: { readonly follow: boolean }): { readonly node: Node };
}

interface Stream {
  readonly node: Node;
  readonly position: number;
  stream_ops: StreamOps;
}

interface StreamOps {
  readonly [other: string]: unknown;
  write?(stream: Stream, from: Uint8Array, offset: number, length: number, ...rest: unknown[]): number;
  read?(stream: Stream, to: Uint8Array, offset: number, length: number, position: number): number;
  llseek?(stream: Stream, offset: number, whence: number): number;
}

interface NodeOps {
  readonly [other: string]: unknown;
  getattr?(node: Node): object;
  setattr?(node: Node, attributes: { readonly size?: number }): void;
}

interface Node {
  node_ops: NodeOps;
  stream_ops: StreamOps;
  readonly contents?: Uint8Array | null;
  readonly usedBytes: number;
}

type Factory = (options: object) => Promise<{
  readonly FS: EmscriptenFs;
  callMain(args: string[]): number;
}>;

/** What of Node the thread hands in. */
export interface WorkerNode {
  readonly fs: {
    openSync(path: string, flags: number): number;
    readSync(fd: number, into: Uint8Array, offset: number, length: number, position: number): number;
    closeSync(fd: number): void;
  };
  /** Runs the text of a CommonJS module and gives its exports. */
  readonly load: (text: string) => unknown;
  readonly start: WorkerStart;
  readonly send: (message: WorkerMessage, transfer?: readonly ArrayBuffer[]) => void;
  readonly onRequest: (listener: (request: RunRequest) => void) => void;
}

/**
 * Body of the thread in which 7-Zip runs. It becomes the thread's whole source as text, so it stands alone: nothing of
 * this module or another may be used in it but types.
 *
 * Every run has an instance of its own, so a damaged one is never used again. What the instance sees is a file system
 * in memory with `/in` (the shown files, which can only be read) and `/out`; nothing of this machine is mounted, and
 * the module has no import through which it could be (see the test of its imports).
 */
export function sevenZipWorker({ fs, load, start, send, onRequest }: WorkerNode): void {
  const noSpace = 51; // ENOSPC, EINVAL and EROFS as WASI numbers them
  const invalid = 28;
  const readOnly = 69;
  const maxErrorText = 64 * 1024;
  const partBytes = 1024 * 1024;
  let compiled: WebAssembly.Module | undefined;

  onRequest((request) => {
    run(request).then(
      (reply) => {
        const buffers = new Set<ArrayBuffer>();
        for (const bytes of [reply.output, ...reply.files.values()]) {
          if (bytes.buffer instanceof ArrayBuffer && bytes.length > 0) buffers.add(bytes.buffer);
        }
        send({ reply }, [...buffers]);
      },
      // The module was built without exceptions of C++: one that is thrown arrives as its address.
      (error: unknown) => send({ crash: typeof error === 'number' ? 'an exception in it' : String(error) }),
    );
  });

  async function run(request: RunRequest): Promise<RunReply> {
    compiled ??= new WebAssembly.Module(Uint8Array.from(start.wasm));
    const factory = load(start.glue) as Factory;
    const wasm = compiled;
    const opened: number[] = [];
    const stopped = new Error('stopped');
    const parts: Uint8Array[] = [];
    const errors: string[] = [];
    let errorText = 0;
    let kept = 0;
    let written = 0;
    let overflowed = false;
    let pending: Uint8Array[] = [];
    let pendingBytes = 0;
    let lastRead: { readonly at: number; readonly bytes: Uint8Array } | undefined;
    let foundAt: number | undefined;

    const { FS, callMain } = await factory({
      stdin: () => null,
      print: () => undefined,
      printErr: () => undefined,
      // Where the glue would set the exit code of this process.
      quit: (_code: number, status: Error) => {
        throw status;
      },
      instantiateWasm(
        imports: Record<string, Record<string, (...values: number[]) => unknown>>,
        done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
      ) {
        for (const group of Object.values(imports)) {
          const resize = group['emscripten_resize_heap'];
          if (resize === undefined) continue;
          // The glue grows in steps of a fifth and asks for the ceiling, so both are held to ours.
          group['emscripten_get_heap_max'] = () => start.maxHeapBytes;
          group['emscripten_resize_heap'] = (size = 0) =>
            size >>> 0 > start.maxHeapBytes ? 0 : resize(size);
        }
        done(new WebAssembly.Instance(wasm, imports as WebAssembly.Imports), wasm);
      },
    });

    const fail = (errno: number): never => {
      throw new FS.ErrnoError(errno);
    };
    const flush = (): void => {
      if (pendingBytes === 0) return;
      const part = new Uint8Array(pendingBytes);
      let at = 0;
      for (const piece of pending) {
        part.set(piece, at);
        at += piece.length;
      }
      pending = [];
      pendingBytes = 0;
      send({ part }, [part.buffer]);
    };

    const onOutput = (bytes: Uint8Array): void => {
      if (request.output === 'locate') {
        const seen = lastRead;
        if (seen !== undefined && bytes.length <= seen.bytes.length) {
          let same = 0;
          while (same < bytes.length && bytes[same] === seen.bytes[same]) same++;
          if (same === bytes.length) foundAt = seen.at;
        }
        throw stopped;
      }
      if (request.output === 'stream') {
        pending.push(bytes);
        pendingBytes += bytes.length;
        if (pendingBytes >= partBytes) flush();
        return;
      }
      kept += bytes.length;
      if (kept > request.maxOutBytes) {
        overflowed = true;
        fail(noSpace);
      }
      parts.push(bytes);
    };
    const onErrorText = (bytes: Uint8Array): void => {
      errorText += bytes.length;
      if (errorText <= maxErrorText) errors.push(new TextDecoder().decode(bytes));
    };
    for (const [fd, take] of [
      [1, onOutput],
      [2, onErrorText],
    ] as const) {
      const stream = FS.streams[fd];
      if (stream === null || stream === undefined) throw new Error(`7-Zip came without stream ${fd}`);
      stream.stream_ops = {
        ...stream.stream_ops,
        write(_stream: Stream, from: Uint8Array, offset: number, length: number): number {
          if (length > 0) take(Uint8Array.from(from.subarray(offset, offset + length)));
          return length;
        },
      };
    }

    FS.mkdir('/in');
    FS.mkdir('/out');
    if (request.list !== undefined) FS.writeFile('/list', `${request.list.join('\n')}\n`);
    try {
      for (const [index, shown] of request.shown.entries()) {
        const node = FS.createFile('/in', shown.name, {}, true, false);
        const size = 'bytes' in shown ? shown.bytes.length : shown.size;
        const readAt = reader(shown, opened);
        const { getattr } = node.node_ops;
        node.node_ops = {
          getattr: (of: Node) => ({ ...getattr?.(of), size }),
          setattr: () => undefined,
        };
        node.stream_ops = {
          llseek(stream, offset, whence) {
            const position = offset + (whence === 1 ? stream.position : whence === 2 ? size : 0);
            if (position < 0) fail(invalid);
            return position;
          },
          read(_stream, to, offset, length, position) {
            const wanted = Math.max(0, Math.min(length, size - position));
            const target = new Uint8Array(to.buffer, to.byteOffset + offset, wanted);
            const count = readAt(target, position);
            for (const { at, byte } of shown.patches) {
              if (at >= position && at < position + count) target[at - position] = byte;
            }
            if (request.output === 'locate' && index === 0) {
              lastRead = { at: position, bytes: Uint8Array.from(target.subarray(0, count)) };
            }
            return count;
          },
          write: () => fail(readOnly),
        };
      }

      // All files in memory share these operations: what is written is counted here, and what is only claimed, too.
      const probe = FS.createFile('/out', 'probe', {}, true, true);
      const fileOps = probe.stream_ops as { write?: StreamOps['write'] };
      const nodeOps = probe.node_ops as { setattr?: NodeOps['setattr'] };
      const { write } = fileOps;
      const { setattr } = nodeOps;
      fileOps.write = (stream, from, offset, length, ...rest) => {
        written += length;
        if (written > request.maxOutBytes) {
          overflowed = true;
          fail(noSpace);
        }
        return write?.(stream, from, offset, length, ...rest) ?? 0;
      };
      nodeOps.setattr = (node, attributes) => {
        if ((attributes.size ?? 0) > request.maxOutBytes) {
          overflowed = true;
          fail(noSpace);
        }
        setattr?.(node, attributes);
      };

      let code: number | undefined;
      try {
        code = callMain([...request.args]);
      } catch (error) {
        if (error !== stopped) throw error;
      }
      flush();
      const output = new Uint8Array(kept);
      let at = 0;
      for (const part of parts) {
        output.set(part, at);
        at += part.length;
      }
      const files = new Map<string, Uint8Array>();
      collect('/out', files);
      files.delete('probe');
      return {
        code,
        errors: errors.join(''),
        output,
        files,
        overflowed,
        ...(foundAt !== undefined && { foundAt }),
      };
    } finally {
      for (const fd of opened) fs.closeSync(fd);
    }

    function collect(directory: string, into: Map<string, Uint8Array>): void {
      for (const name of FS.readdir(directory)) {
        if (name === '.' || name === '..') continue;
        const path = `${directory}/${name}`;
        const { mode } = FS.lstat(path);
        if (FS.isDir(mode)) collect(path, into);
        else if (FS.isFile(mode)) {
          const { node } = FS.lookupPath(path, { follow: false });
          const bytes = node.contents?.subarray(0, node.usedBytes) ?? new Uint8Array(0);
          // Memory grows in steps, so a file may lie in a buffer that is larger than it; that is not kept.
          const isTight = bytes.byteLength * 1.1 + 4096 >= bytes.buffer.byteLength;
          into.set(path.slice('/out/'.length), isTight ? bytes : Uint8Array.from(bytes));
        }
      }
    }
  }

  function reader(
    shown: RunRequest['shown'][number],
    opened: number[],
  ): (into: Uint8Array, position: number) => number {
    if ('bytes' in shown) {
      return (into, position) => {
        into.set(shown.bytes.subarray(position, position + into.length));
        return into.length;
      };
    }
    const fd = fs.openSync(shown.path, 0);
    opened.push(fd);
    return (into, position) => {
      let done = 0;
      while (done < into.length) {
        const count = fs.readSync(fd, into, done, into.length - done, shown.start + position + done);
        if (count === 0) break;
        done += count;
      }
      return done;
    };
  }
}
