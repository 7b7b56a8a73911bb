/** What a property list can hold. A dictionary is a map, so that no key of a file is ever a member of an object. */
export type PlistValue =
  | string
  | number
  | boolean
  | Date
  | Buffer
  | null
  | readonly PlistValue[]
  | PlistDictionary;

/** A dictionary of a property list, in the order of the file; of a repeated key the last value counts. */
export type PlistDictionary = ReadonlyMap<string, PlistValue>;

/** Thrown with a sentence that says what is wrong with a property list. */
export class PlistError extends Error {
  readonly reason: 'malformed-source' | 'too-large' | 'unsupported-format';

  constructor(reason: PlistError['reason'], message: string) {
    super(message);
    this.name = 'PlistError';
    this.reason = reason;
  }
}

/** Bounds of one property list; both readers keep them. */
export const plistLimits = {
  /** Dictionaries and lists in each other. */
  depth: 64,
  /** Values, and references from one to another. */
  values: 500_000,
};

/** True for a dictionary. */
export function isDictionary(value: PlistValue | undefined): value is PlistDictionary {
  return value instanceof Map;
}

/** The value that keys lead to through dictionaries; undefined where one of them is missing. */
export function plistAt(value: PlistValue | undefined, ...keys: readonly string[]): PlistValue | undefined {
  let found = value;
  for (const key of keys) found = isDictionary(found) ? found.get(key) : undefined;
  return found;
}

/** Text at keys, without blanks around it, cut to 300 units; undefined where it is empty or no text. */
export function plistText(value: PlistValue | undefined, ...keys: readonly string[]): string | undefined {
  const found = plistAt(value, ...keys);
  return typeof found === 'string' ? found.slice(0, 300).trim() || undefined : undefined;
}

/** The list at keys; empty where there is none. */
export function plistList(value: PlistValue | undefined, ...keys: readonly string[]): readonly PlistValue[] {
  const found = plistAt(value, ...keys);
  return Array.isArray(found) ? (found as readonly PlistValue[]) : [];
}

/** Keys and values of the dictionary at keys; none where there is none. */
export function plistEntries(
  value: PlistValue | undefined,
  ...keys: readonly string[]
): readonly (readonly [string, PlistValue])[] {
  const found = plistAt(value, ...keys);
  return isDictionary(found) ? [...found] : [];
}

/** A date at a key as ISO 8601 instant of the years 0 to 9999; undefined where there is none. */
export function plistDate(value: PlistValue | undefined, ...keys: readonly string[]): string | undefined {
  const found = plistAt(value, ...keys);
  if (!(found instanceof Date) || Number.isNaN(found.getTime())) return undefined;
  const text = found.toISOString();
  return text.length === 24 ? text : undefined;
}
