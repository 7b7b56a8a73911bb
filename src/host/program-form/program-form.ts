/** Files that belong to the program and are read while it runs: the compiled rule pack, the script of threads that read rows, and 7-Zip's two files. */
export type ProgramFile = 'rules.json' | 'rows-worker.cjs' | '7zz.umd.js' | '7zz.wasm';

/** What a process of its own does for this one (see child-task.ts). */
export type ChildTask = 'slow-disk';

/**
 * What differs between the program as npm installs it (installed.ts) and the program as one file (single-file.ts).
 * Code imports installed.ts; the build of the single file puts the other in its place.
 */
export interface ProgramForm {
  /** False where it runs from its sources, beside which no file lies that the build makes. */
  readonly isBuilt: boolean;
  /** The content of a file of the program's own. Fails as `readFileSync` does where an installation is damaged. */
  file(name: ProgramFile): Buffer;
  /** Words after `process.execPath` that start a process for `task`; `source` is the task as JavaScript (CommonJS). */
  childArguments(task: ChildTask, source: string): readonly string[];
}
