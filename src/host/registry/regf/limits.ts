/** Bounds of what a hive may make its reader do. The defaults are above anything that Windows writes. */
export interface HiveLimits {
  /** Levels of keys below the root; Windows allows 512. */
  readonly maxDepth: number;
  /** Bytes of one value's data; the rest of a longer one is not read. */
  readonly maxValueBytes: number;
  /** Bytes of all values of one key. */
  readonly maxKeyBytes: number;
  /**
   * List entries and value bytes that are looked at in the hive's life, as a multiple of the hive's size: a hive in
   * which many keys claim the same lists cannot make a walk endless, and reading everything some dozens of times
   * stays far below.
   */
  readonly maxWorkPerByte: number;
}

/** The bounds that are used where none are given. */
export const defaultLimits: HiveLimits = {
  maxDepth: 512,
  maxValueBytes: 1024 * 1024,
  maxKeyBytes: 32 * 1024 * 1024,
  maxWorkPerByte: 64,
};
