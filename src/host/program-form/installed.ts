import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { ProgramForm } from './program-form.ts';

/** The program as npm installs it: `rules.json` and the script of threads lie beside the built program, 7-Zip's files in their package. */
export const programForm: ProgramForm = {
  isBuilt: !import.meta.url.endsWith('.ts'),
  file(name) {
    if (name === 'rules.json' || name === 'rows-worker.cjs')
      return readFileSync(new URL(name, programFolder));
    return readFileSync(join(dirname(createRequire(import.meta.url).resolve('7z-wasm')), name));
  },
  childArguments: (_task, source) => ['-e', source],
};

/** Chunks of the bundle lie in a folder below the program, so the place is taken from the started file. */
const programFolder = new URL(import.meta.url.includes('/chunks/') ? '../' : './', import.meta.url);
