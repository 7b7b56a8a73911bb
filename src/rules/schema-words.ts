import { z } from 'zod';
import type { YamlPath } from './document.ts';
import { either } from './words.ts';

/** The schema inside optional, default and similar wrappers. */
export function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable) {
    return unwrap(schema.def.innerType);
  }
  return schema;
}

/** The schema of a place below a schema; through a union the first option that has such a place. */
export function schemaAt(schema: z.core.$ZodType, path: YamlPath): z.core.$ZodType | undefined {
  const inner = unwrap(schema);
  const [step, ...rest] = path;
  if (step === undefined) return inner;
  if (inner instanceof z.ZodUnion) {
    for (const option of inner.def.options) {
      const found = schemaAt(option, path);
      if (found) return found;
    }
    return undefined;
  }
  if (inner instanceof z.ZodArray)
    return typeof step === 'number' ? schemaAt(inner.def.element, rest) : undefined;
  if (inner instanceof z.ZodRecord) return schemaAt(inner.def.valueType, rest);
  if (inner instanceof z.ZodObject && Object.hasOwn(inner.def.shape, step)) {
    const child = inner.def.shape[step];
    return child && schemaAt(child, rest);
  }
  return undefined;
}

/** The keys that a mapping of this schema may have; empty where it is no mapping with fixed keys. */
export function keysOf(schema: z.core.$ZodType | undefined): string[] {
  const inner = schema && unwrap(schema);
  if (inner instanceof z.ZodObject) return Object.keys(inner.def.shape);
  if (inner instanceof z.ZodUnion) return [...new Set(inner.def.options.flatMap(keysOf))];
  return [];
}

/** What a schema asks for, in a few words: `text or a list of text`, `one of deb, rpm or other`, `a mapping`. */
export function describe(schema: z.core.$ZodType | undefined): string {
  const inner = schema && unwrap(schema);
  if (inner instanceof z.ZodString) return 'text';
  if (inner instanceof z.ZodBoolean) return 'true or false';
  if (inner instanceof z.ZodNumber) return 'a number';
  if (inner instanceof z.ZodEnum) return someOf(inner.options.map(String));
  if (inner instanceof z.ZodLiteral) return [...inner.values].map((value) => `"${value}"`).join(' or ');
  if (inner instanceof z.ZodArray)
    return `a list of ${describe(inner.def.element).replace(/^a (\w+)/, '$1s')}`;
  if (inner instanceof z.ZodUnion) {
    const words = inner.def.options.map(describe);
    return either([
      ...new Set(words.flatMap((word) => (word === 'true or false' ? ['true', 'false'] : [word]))),
    ]);
  }
  const keys = keysOf(inner);
  return keys.length > 0 && keys.length <= 8 ? `a mapping (${keys.join(', ')})` : 'a mapping';
}

/** What a schema says about itself, where it does. */
export function meaningOf(schema: z.core.$ZodType | undefined): string | undefined {
  return schema && z.globalRegistry.get(schema)?.description;
}

/** `one of a, b or c`. */
export function oneOf(words: readonly string[]): string {
  return words.length === 1 ? `"${words[0]}"` : `one of ${either(words)}`;
}

/** {@link oneOf}, cut short where there are many. */
function someOf(words: readonly string[]): string {
  return words.length <= 12
    ? oneOf(words)
    : `one of ${words.length} words: ${words.slice(0, 4).join(', ')} …`;
}
