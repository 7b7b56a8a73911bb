import { readFile } from 'node:fs/promises';
import type { RulePack } from '../model/rule-pack.ts';
import { parseBuiltin } from '../rules/builtin.ts';

/** The rule pack that was checked and compiled when the program was built; `rules.json` lies beside the program. */
export async function builtinPack(): Promise<RulePack> {
  return parseBuiltin(await readFile(new URL('./rules.json', programFolder), 'utf8'));
}

/** Chunks of the bundle lie in a folder below the program, so the place is taken from the started file. */
const programFolder = new URL(import.meta.url.includes('/chunks/') ? '../' : './', import.meta.url);
