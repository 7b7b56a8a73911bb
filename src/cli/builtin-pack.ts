import { programForm } from '../host/program-form/installed.ts';
import type { RulePack } from '../model/rule-pack.ts';
import { parseBuiltin } from '../rules/builtin.ts';

/** The rule pack that was checked and compiled when the program was built. */
export async function builtinPack(): Promise<RulePack> {
  return parseBuiltin(programForm.file('rules.json').toString('utf8'));
}
