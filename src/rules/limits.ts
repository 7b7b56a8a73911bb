/**
 * Bounds on rule files. They may come from strangers, so each bound is checked before the work that it limits.
 * The built-in pack stays far below all of them.
 */
export const limits = {
  /** Of one file. */
  fileBytes: 1024 * 1024,
  /** Lexical parts of one file; the YAML library needs about 1 KB of memory for each. */
  tokens: 200_000,
  /** Of one file. */
  documents: 1_000,
  /** Mappings and lists inside each other; the deepest place that a schema has is 8. */
  depth: 20,
  /** UTF-16 units of one text or key; the longest that a schema allows is 1,000. */
  textLength: 10_000,
  /** Faults that are told of one file; further ones are counted. */
  faults: 100,
  /** Rule files of one pack. */
  files: 2_000,
  /** Of all files of one pack. */
  totalBytes: 64 * 1024 * 1024,
  /** Names looked at while a folder is searched for rule files. */
  entries: 100_000,
  /** Folders inside each other. */
  folders: 32,
} as const;
