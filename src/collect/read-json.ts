import type { CollectContext } from './collector.ts';
import { readText } from './reading.ts';

/**
 * A JSON file of at most `maxBytes` as something that {@link at} and {@link textAt} can look into; undefined where it is
 * missing, or cannot be read or parsed, which is recorded.
 */
export async function readJson(ctx: CollectContext, path: string, maxBytes: number): Promise<unknown> {
  const text = await readText(ctx, path, maxBytes);
  return text === undefined ? undefined : parseJson(ctx, path, text);
}

/** What a JSON text says; undefined where it is none, which is recorded for its source. */
export function parseJson(ctx: CollectContext, source: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    ctx.gap('malformed-source', source, 'this is no JSON');
    return undefined;
  }
}

/** The member of an object that came out of a file, own ones only; undefined for anything that is no object. */
export function at(value: unknown, ...names: readonly string[]): unknown {
  let found = value;
  for (const name of names) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name)) return undefined;
    found = Reflect.get(found, name) satisfies unknown;
  }
  return found;
}

/** Text of a member, without blanks around it, cut to 300 units; undefined where it is empty or no text. */
export function textAt(value: unknown, ...names: readonly string[]): string | undefined {
  const text = at(value, ...names);
  return typeof text === 'string' ? text.slice(0, 300).trim() || undefined : undefined;
}

/** Members of an object by name; none of anything else. */
export function entriesAt(
  value: unknown,
  ...names: readonly string[]
): readonly (readonly [string, unknown])[] {
  const found = at(value, ...names);
  return typeof found === 'object' && found !== null && !Array.isArray(found) ? Object.entries(found) : [];
}

/** Elements of a list; none of anything else. */
export function listAt(value: unknown, ...names: readonly string[]): readonly unknown[] {
  const found = at(value, ...names);
  return Array.isArray(found) ? found : [];
}
