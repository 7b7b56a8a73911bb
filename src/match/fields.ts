import type { Item } from '../model/item.ts';
import { foldField } from './pattern.ts';
import { wordText } from './words.ts';

/**
 * Of a longer field only this many UTF-16 code units are compared: the first {@link headUnits} and the last
 * {@link tailUnits}, with U+0000 between them. So prefix, suffix and most globs still see what they test,
 * an equality never holds by cutting, and a hostile row cannot buy time with one huge string.
 */
export const maxFieldUnits = 4096;
const headUnits = 3072;
const tailUnits = maxFieldUnits - headUnits - 1;

/** Gives each field that any signature tests a small number, so that values can be kept in arrays. */
export class FieldTable {
  readonly names: string[] = [];
  readonly #numbers = new Map<string, number>();

  /** The number of a field (`name`, `attributes.start` …), the same for the same name. */
  number(name: string): number {
    let number = this.#numbers.get(name);
    if (number === undefined) {
      number = this.names.length;
      this.names.push(name);
      this.#numbers.set(name, number);
    }
    return number;
  }
}

/** Reads the fields of one item at a time; folds each at most once, and only when somebody asks. */
export class FieldReader {
  readonly #names: readonly string[];
  readonly #get: readonly ((item: Item) => unknown)[];
  readonly #texts: string[];
  readonly #words: string[];
  readonly #textOf: Int32Array;
  readonly #wordsOf: Int32Array;
  #item: Item | undefined;
  #turn = 0;

  constructor(names: readonly string[]) {
    this.#names = names;
    this.#get = names.map(accessor);
    this.#texts = names.map(() => '');
    this.#words = names.map(() => '');
    this.#textOf = new Int32Array(names.length);
    this.#wordsOf = new Int32Array(names.length);
  }

  /** Turns to the next item. */
  load(item: Item): void {
    this.#item = item;
    if (++this.#turn === 0x7fffffff) {
      this.#turn = 1;
      this.#textOf.fill(0);
      this.#wordsOf.fill(0);
    }
  }

  /** The value as it stands in the item. */
  raw(field: number): unknown {
    return this.#item === undefined ? undefined : this.#get[field]?.(this.#item);
  }

  /** The folded text; empty where the field is absent or folds to nothing. */
  text(field: number): string {
    if (this.#textOf[field] !== this.#turn) {
      const value = this.raw(field);
      this.#texts[field] =
        value === undefined ? '' : foldField(this.#names[field] ?? '', clip(String(value)));
      this.#textOf[field] = this.#turn;
    }
    return this.#texts[field] ?? '';
  }

  /** The words of the folded text, see {@link wordText}. */
  words(field: number): string {
    if (this.#wordsOf[field] !== this.#turn) {
      this.#words[field] = wordText(this.text(field));
      this.#wordsOf[field] = this.#turn;
    }
    return this.#words[field] ?? '';
  }
}

function clip(text: string): string {
  if (text.length <= maxFieldUnits) return text;
  return `${text.slice(0, headUnits)}\0${text.slice(-tailUnits)}`;
}

const core: Readonly<Record<string, (item: Item) => unknown>> = {
  name: (item) => item.name,
  displayName: (item) => item.displayName,
  version: (item) => item.version,
  publisher: (item) => item.publisher,
  signer: (item) => item.signer,
  path: ({ path, attributes }) => usualPath(attributes) ?? path,
  state: (item) => item.state,
  scope: (item) => item.scope,
  origin: (item) => item.origin,
  collector: (item) => item.collector,
};

/** A marker that this host has elsewhere is held against rules by the path that they write (collector windows-markers). */
function usualPath(attributes: Item['attributes']): string | undefined {
  const usual =
    attributes !== undefined && Object.hasOwn(attributes, 'usualPath') ? attributes['usualPath'] : undefined;
  return typeof usual === 'string' ? usual : undefined;
}

/** Whether a field of a test is one of an item itself; any other is an attribute, with or without `attributes.` before. */
export function isCoreField(field: string): boolean {
  return Object.hasOwn(core, field);
}

function accessor(field: string): (item: Item) => unknown {
  const get = Object.hasOwn(core, field) ? core[field] : undefined;
  if (get !== undefined) return get;
  const key = field.startsWith('attributes.') ? field.slice('attributes.'.length) : field;
  // Own properties only: a row has no attribute `constructor` unless it says so.
  return ({ attributes }) =>
    attributes !== undefined && Object.hasOwn(attributes, key) ? attributes[key] : undefined;
}
