/** Values of the subset of PowerShell that the tests run. Strings, numbers, booleans and null are JavaScript's own. */
export type Value = null | string | number | boolean | Value[] | PsHash | PsObject | Uint8Array;

/** A hashtable: keys in any case. */
export class PsHash {
  readonly #entries = new Map<string, { key: string; value: Value }>();

  get(key: string): Value {
    return this.#entries.get(key.toLowerCase())?.value ?? null;
  }

  set(key: string, value: Value): void {
    const known = this.#entries.get(key.toLowerCase());
    this.#entries.set(key.toLowerCase(), { key: known?.key ?? key, value });
  }

  has(key: string): boolean {
    return this.#entries.has(key.toLowerCase());
  }

  get keys(): string[] {
    return [...this.#entries.values()].map(({ key }) => key);
  }
}

/** An object of .NET: its methods and properties by name in any case. */
export interface PsObject {
  readonly type: string;
  /** What enumerating it gives; absent where it is one thing. */
  readonly items?: Value[];
  call(method: string, args: readonly Value[]): Value;
  get(property: string): Value;
}

/** An error that a script can catch. */
export class PsError extends Error {}

export function isObject(value: Value): value is PsObject {
  return typeof value === 'object' && value !== null && 'type' in value;
}

/** The elements that a pipeline or `foreach` sees. */
export function enumerate(value: Value): readonly Value[] {
  if (value === null) return [];
  if (Array.isArray(value)) return value;
  // Bytes are an array like any other: what a function returns of them is taken apart.
  if (value instanceof Uint8Array) return [...value];
  if (isObject(value) && value.items !== undefined) return value.items;
  return [value];
}

export function isTrue(value: Value): boolean {
  if (Array.isArray(value)) return value.length > 1 || (value.length === 1 && isTrue(value[0] ?? null));
  if (value === null || value === false || value === 0 || value === '') return false;
  return true;
}

export function text(value: Value): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (Array.isArray(value)) return value.map(text).join(' ');
  if (isObject(value)) return text(value.get('ToString'));
  if (value instanceof PsHash) return 'System.Collections.Hashtable';
  return String(value);
}

export function isEqual(left: Value, right: Value): boolean {
  if (left === null || right === null) return left === right;
  if (typeof left === 'string') return left.toLowerCase() === text(right).toLowerCase();
  if (typeof left === 'number') return left === Number(text(right));
  if (typeof left === 'boolean') return left === isTrue(right);
  return left === right;
}
