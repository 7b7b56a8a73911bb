/** A file that 7-Zip is shown, under a name of ours: a window on a file of this machine, or bytes. */
export type ShownFile = {
  readonly name: string;
  /** Bytes that are shown in place of those that are there. */
  readonly patches: readonly { readonly at: number; readonly byte: number }[];
} & (
  | { readonly path: string; readonly start: number; readonly size: number }
  | { readonly bytes: Uint8Array }
);

/** What the thread is given when it starts: 7-Zip's two files (script text, WebAssembly), and the ceiling of its memory. */
export interface WorkerStart {
  readonly glue: string;
  readonly wasm: Uint8Array;
  readonly maxHeapBytes: number;
}

/** One run of 7-Zip. */
export interface RunRequest {
  readonly args: readonly string[];
  readonly shown: readonly ShownFile[];
  /** Lines of `/list`, which `args` may name as `@/list`. */
  readonly list?: readonly string[];
  /** Bytes that may be written to files and kept of the standard output; one more fails the write. */
  readonly maxOutBytes: number;
  /** `stream`: the output is sent while it is made; `locate`: the run ends at the first bytes, and says where they lie. */
  readonly output: 'stream' | 'keep' | 'locate';
}

/** How a run ended. */
export interface RunReply {
  /** 7-Zip's exit code: 0, 1 (warnings), 2 (errors), 7 (arguments), 8 (memory); undefined where it was ended on purpose. */
  readonly code: number | undefined;
  /** Last part of what it wrote to its error output. */
  readonly errors: string;
  /** Kept standard output; empty with `stream`. */
  readonly output: Uint8Array;
  /** Files below `/out`, by path. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Where in the first shown file the output's first bytes lie, where they lie there as they are. */
  readonly foundAt?: number;
  /** The write limit was met. */
  readonly overflowed: boolean;
}

/** Messages of the thread. */
export type WorkerMessage =
  | { readonly part: Uint8Array }
  | { readonly reply: RunReply }
  /** The module trapped or could not start. */
  | { readonly crash: string };
