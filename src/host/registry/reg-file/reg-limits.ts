/** Bounds of reading one .reg text. Hitting one is a gap `too-large`; what was read before is kept. */
export interface RegLimits {
  /** Bytes of the text. */
  readonly maxBytes: number;
  /** UTF-16 units that one value, or one line, may take in the text; a longer one is left out. */
  readonly maxValueUnits: number;
  readonly maxKeys: number;
  readonly maxValues: number;
  /** Names and data that are kept, in bytes, roughly. */
  readonly maxKeptBytes: number;
  /** Gaps told one by one; the rest become one. */
  readonly maxGaps: number;
}

/** Windows itself allows 512 levels and names of 255 units; services and software of a large machine stay below a tenth of the rest. */
export const defaultRegLimits: RegLimits = {
  maxBytes: 256 * 1024 * 1024,
  maxValueUnits: 4 * 1024 * 1024,
  maxKeys: 300_000,
  maxValues: 1_500_000,
  maxKeptBytes: 64 * 1024 * 1024,
  maxGaps: 20,
};

/** Levels of keys in Windows: https://learn.microsoft.com/windows/win32/sysinfo/registry-element-size-limits */
export const maxKeyDepth = 512;
/** Units of a key's name; the same page says 255. */
export const maxKeyNameUnits = 255;
