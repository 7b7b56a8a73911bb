import { UsageError } from '../errors.ts';
import type { RulePack } from '../model/rule-pack.ts';
import { builtinPack } from './builtin-pack.ts';

/** Options of every command that needs rules. */
export interface RuleOptions {
  readonly rules: readonly string[];
  /** False with `--no-builtin-rules`. */
  readonly builtinRules: boolean;
  /** Public keys; packs of the user's own must then be signed with one of them. */
  readonly requireSigned?: readonly string[];
  /** File that remembers which packs were accepted. */
  readonly state?: string;
}

/**
 * The built-in pack, with the user's own packs added. The YAML reader is loaded only where there are such, and what
 * checks signatures only where they are asked for.
 */
export async function loadRules(options: RuleOptions): Promise<RulePack> {
  const { rules, builtinRules, requireSigned: keys = [], state } = options;
  if (state !== undefined && keys.length === 0) {
    throw new UsageError('--state remembers signed packs, and no key was named', {
      hint: 'add --require-signed KEY',
    });
  }
  const signed =
    keys.length === 0 ? undefined : await (await import('./require-signed.ts')).requireSigned(keys, state);
  if (rules.length === 0) {
    if (builtinRules) return builtinPack();
    throw new UsageError('--no-builtin-rules leaves no rules at all', {
      hint: 'name a pack with --rules PATH',
    });
  }
  const { loadPacks } = await import('../rules/load.ts');
  const pack = await loadPacks({
    ...(builtinRules && { builtin: await builtinPack() }),
    paths: rules,
    gate: signed?.gate,
  });
  await signed?.commit();
  return pack;
}
