/** Types of a registry value that readers tell apart; everything else is `other` with its bytes. */
export type RegistryType =
  | 'none'
  | 'sz'
  | 'expand-sz'
  | 'multi-sz'
  | 'dword'
  | 'dword-big-endian'
  | 'qword'
  | 'binary'
  | 'link'
  | 'other';

/** One value. `name` is empty for the default value; `data` by type: text, list of texts, number, bigint or bytes. */
export type RegistryValue =
  | { readonly name: string; readonly type: 'sz' | 'expand-sz' | 'link'; readonly data: string }
  | { readonly name: string; readonly type: 'multi-sz'; readonly data: readonly string[] }
  | { readonly name: string; readonly type: 'dword' | 'dword-big-endian'; readonly data: number }
  | { readonly name: string; readonly type: 'qword'; readonly data: bigint }
  | { readonly name: string; readonly type: 'none' | 'binary' | 'other'; readonly data: Buffer };

/** One key. Names keep the case in which they are stored; look-ups ignore case as Windows does. */
export interface RegistryKey {
  /** Full path as a report shows it, e.g. `HKLM\SOFTWARE\Microsoft`. */
  readonly path: string;
  readonly name: string;
  /** Milliseconds since 1970 UTC, where the source tells (a hive does, an export does not). */
  readonly lastWrittenMs: number | undefined;
  /** Subkeys in stored order. */
  subkeys(): Promise<readonly RegistryKey[]>;
  /** Values in stored order. */
  values(): Promise<readonly RegistryValue[]>;
}

/** Where the part of a user came from. */
export interface RegistryUser {
  /** SID, or `.DEFAULT` for the default profile. */
  readonly sid: string;
  readonly name: string | undefined;
  readonly profilePath: string | undefined;
}

/**
 * Read-only registry of a Windows host, in its 64-bit view (32-bit software is below `WOW6432Node`).
 * Paths start with `HKLM` or `HKU\<SID>`; `CurrentControlSet` is resolved. `HKLM\SOFTWARE\Classes` is a plain key.
 * A missing key gives undefined; what cannot be read throws HostError; damage beside what was asked for goes to `onGap`.
 */
export interface Registry {
  key(path: string): Promise<RegistryKey | undefined>;
  /** Every user whose part can be read, loaded or from a file; what cannot be read is a gap. */
  users(): Promise<readonly RegistryUser[]>;
  /**
   * Profiles that the machine knows and whose files are not there now, such as a container that is not attached
   * (FSLogix): nothing of them can be read, and that is no gap but is named and counted.
   */
  absentUsers?(): Promise<readonly RegistryUser[]>;
}
