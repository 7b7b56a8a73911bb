import { getRawAsset } from 'node:sea';
import { childFlag } from './child-flag.ts';
import type { ProgramForm } from './program-form.ts';

/**
 * The program as one file: its own files lie in it as assets, and a child is the same file with a task by name. Source
 * text on the command line would make the program an interpreter for whoever may start it, so it takes none.
 */
export const programForm: ProgramForm = {
  isBuilt: true,
  file(name) {
    const asset = getRawAsset(name);
    // The memory is the program's own and read-only, hence the copy.
    return typeof asset === 'string' ? Buffer.from(asset) : Buffer.from(new Uint8Array(asset));
  },
  childArguments: (task) => [childFlag, task],
};
