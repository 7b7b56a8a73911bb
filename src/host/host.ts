import type { Gap } from '../model/gap.ts';
import type { GapReason, Platform } from '../model/vocabulary.ts';
import type { WindowsPathContext } from '../model/windows-path.ts';
import type { OpenByteSource } from './byte-source.ts';
import type { MacosState } from './macos/macos-state.ts';
import type { Registry } from './registry/registry.ts';
import type { RunningPrograms, RunningState } from './running-state.ts';

/** What a path is, without following a link. Sockets, devices and fifos are `other` and are never opened. */
export type EntryType = 'file' | 'directory' | 'symlink' | 'other';

/** One name in a directory. */
export interface DirectoryEntry {
  readonly name: string;
  readonly type: EntryType;
}

/** What is at a path after links were followed inside the host. `mtimeMs` counts from the Unix epoch. */
export interface FileStat {
  readonly type: EntryType;
  readonly size: number;
  readonly mtimeMs: number;
}

/** Bounds of one read. */
export interface ReadOptions {
  /** More bytes than this are a {@link HostError} `too-large`; `stream` has yielded `maxBytes` by then. */
  readonly maxBytes: number;
}

/**
 * Read-only files of a host. Paths are absolute, with `/`, as the scanned system itself would write them;
 * on Windows with a drive (`C:/Windows`), in any case: the host finds the name that fits.
 * Links are followed inside the host only: an absolute link starts at the host's root, `..` stops there, a loop ends.
 * A missing path gives `undefined` (or an empty list); anything else that goes wrong throws {@link HostError}.
 */
export interface HostFiles {
  /** Whole file, or undefined where there is none. */
  read(path: string, options: ReadOptions): Promise<Buffer | undefined>;
  /** The file in chunks of at most 64 KiB, or undefined where there is none. */
  stream(path: string, options: ReadOptions): Promise<AsyncIterable<Buffer> | undefined>;
  /** The file to be read at any place, or undefined where there is none. Whoever opens it closes it. */
  open(path: string): Promise<OpenByteSource | undefined>;
  /** Follows links. */
  stat(path: string): Promise<FileStat | undefined>;
  /** Does not follow the last link. */
  lstat(path: string): Promise<FileStat | undefined>;
  /** Text of a link, as it stands there. Undefined where the path is missing or no link. */
  readLink(path: string): Promise<string | undefined>;
  /** Names in a directory, sorted by code unit; empty where it is missing. */
  list(path: string): Promise<readonly DirectoryEntry[]>;
  /**
   * Paths that fit a pattern with `*` (within one segment), `?` and `**`; sorted. Names that start with a dot fit too.
   * A pattern that starts with a drive (`C:/Users/*`) fits names in any case.
   * Links are followed inside the host, as everywhere, but never by `**`. Without `onError` the first directory that
   * cannot be read throws; with it each is reported and the others are still searched.
   */
  glob(pattern: string, onError?: (error: HostError) => void): Promise<readonly string[]>;
}

/** Facts of a live machine that are not files, supplied lazily; never on the path that decides a finding. */
export interface HostFacts {
  hardwareId(): Promise<string | undefined>;
  os(): Promise<string | undefined>;
}

/** One read-only view of a machine. Live machine, mounted root and test fixture implement it; only `host/` touches the machine. */
export interface Host {
  readonly kind: 'live' | 'directory' | 'memory';
  readonly platform: Platform;
  /** True on the running machine: processes and loaded modules can be read. */
  readonly live: boolean;
  readonly files: HostFiles;
  /** True where this process may read everything (root); used to word gaps. */
  readonly privileged: boolean;
  readonly facts?: HostFacts;
  /** Only on a Windows host. */
  readonly registry?: Registry;
  /** Only on a Windows host: what paths in its registry are seen from, as far as it can be read. */
  windowsContext?(): Promise<WindowsPathContext>;
  /** Only on a running Windows: which services and drivers run. Asked once; never throws. */
  runningState?(): Promise<RunningState>;
  /** Only on a running Windows: which programs run, by name. Asked once; never throws. */
  runningPrograms?(): Promise<RunningPrograms>;
  /** Only on a running Mac: what runs there. */
  macosState?(): MacosState;
  /** Damage that was met beside what collectors asked for (a torn hive, a user who cannot be read), each place once. */
  gaps?(): readonly Gap[];
  /** Closes what the host holds open. Nothing can be read afterwards. */
  close?(): Promise<void>;
}

/** Why a host could not give what was asked; becomes a gap with the same reason. */
export class HostError extends Error {
  readonly reason: GapReason;
  readonly path: string;

  constructor(reason: GapReason, path: string, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'HostError';
    this.reason = reason;
    this.path = path;
  }
}
