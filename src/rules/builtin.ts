import { ExitCode, PhaseoutError } from '../errors.ts';
import type { RulePack } from '../model/rule-pack.ts';

/** Changes whenever a program could not read a pack that another version compiled. */
const format = 'phaseout/pack@1';

const lists = [
  'identities',
  'products',
  'protections',
  'hazards',
  'alternatives',
  'regimes',
  'audiences',
] as const satisfies (keyof RulePack)[];

/** A checked pack as one line of JSON, the form in which it ships with the program. */
export function serializePack(pack: RulePack): string {
  return JSON.stringify({ format, ...pack });
}

/**
 * Reads what {@link serializePack} wrote. It was checked when it was compiled, so only its form is looked at: no zod and
 * no YAML on the way of a scan. Throws PhaseoutError (exit code 70) where the file is damaged or of another version.
 */
export function parseBuiltin(json: string): RulePack {
  let pack: unknown;
  try {
    pack = JSON.parse(json);
  } catch (error) {
    throw damaged('the built-in rule pack is damaged', error);
  }
  if (typeof pack !== 'object' || pack === null || !('format' in pack)) {
    throw damaged('the built-in rule pack is damaged');
  }
  const { format: actual, ...rest } = pack;
  if (actual !== format) throw damaged(`the built-in rule pack is not of the form ${format}`);
  if (!isPack(rest)) throw damaged('the built-in rule pack is incomplete');
  return rest;
}

function isPack(value: object): value is RulePack {
  const entries = new Map(Object.entries(value));
  return lists.every((list) => Array.isArray(entries.get(list)));
}

function damaged(message: string, cause?: unknown): PhaseoutError {
  return new PhaseoutError(message, {
    hint: 'install phaseout again, or run: npm run build',
    exitCode: ExitCode.bug,
    ...(cause === undefined ? {} : { cause }),
  });
}
