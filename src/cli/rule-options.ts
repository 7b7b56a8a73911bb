import { UsageError } from '../errors.ts';
import type { RulePack } from '../model/rule-pack.ts';
import { builtinPack } from './builtin-pack.ts';

/** Options of every command that needs rules. */
export interface RuleOptions {
  readonly rules: readonly string[];
  /** False with `--no-builtin-rules`. */
  readonly builtinRules: boolean;
}

/** The built-in pack, with the user's own packs added. The YAML reader is loaded only where there are such. */
export async function loadRules({ rules, builtinRules }: RuleOptions): Promise<RulePack> {
  if (rules.length === 0) {
    if (builtinRules) return builtinPack();
    throw new UsageError('--no-builtin-rules leaves no rules at all', {
      hint: 'name a pack with --rules PATH',
    });
  }
  const { loadPacks } = await import('../rules/load.ts');
  return loadPacks({ ...(builtinRules && { builtin: await builtinPack() }), paths: rules });
}
