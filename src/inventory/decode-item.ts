import type { Item } from '../model/item.ts';
import { didYouMean } from '../model/nearest.ts';
import { itemKinds, itemStates, platforms } from '../model/vocabulary.ts';

type Fields = Readonly<Record<string, unknown>>;
type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

const kinds: ReadonlySet<string> = new Set(itemKinds);
const states: ReadonlySet<string> = new Set(itemStates);
const systems: ReadonlySet<string> = new Set(platforms);
const optionalTexts = [
  'displayName',
  'version',
  'publisher',
  'signer',
  'path',
  'installedAt',
  'scope',
  'host',
  'ref',
] as const;
const maxAttributes = 100;

/**
 * Turns one parsed JSON object into an item, written by hand because millions of rows pass through here.
 * Keys that an item does not have are left out. Returns a sentence on what was expected where it is no item.
 * @param origin Used where the row states none.
 */
export function decodeItem(row: Fields, origin: string): Item | string {
  const { kind, name } = row;
  if (typeof kind !== 'string' || !kinds.has(kind)) {
    return typeof kind === 'string'
      ? `unknown kind "${kind.slice(0, 40)}"; ${didYouMean(kind, itemKinds)}`
      : 'an item needs a "kind"';
  }
  if (typeof name !== 'string' || name === '') return 'an item needs a "name" that is a text and not empty';
  const item: Writable<Item> = {
    kind: kind as Item['kind'],
    collector: typeof row['collector'] === 'string' ? row['collector'] : 'native',
    name,
    origin: typeof row['origin'] === 'string' ? row['origin'] : origin,
  };
  for (const key of optionalTexts) {
    const value = row[key];
    if (value === undefined || value === null) continue;
    if (typeof value !== 'string') return `"${key}" must be a text`;
    item[key] = value;
  }
  const { state, platform, attributes } = row;
  if (state !== undefined && state !== null) {
    if (typeof state !== 'string' || !states.has(state))
      return `"state" must be one of ${itemStates.join(', ')}`;
    item.state = state as (typeof itemStates)[number];
  }
  if (platform !== undefined && platform !== null) {
    if (typeof platform !== 'string' || !systems.has(platform)) {
      return `"platform" must be one of ${platforms.join(', ')}`;
    }
    item.platform = platform as (typeof platforms)[number];
  }
  if (attributes !== undefined && attributes !== null) {
    const decoded = decodeAttributes(attributes);
    if (typeof decoded === 'string') return decoded;
    item.attributes = decoded;
  }
  return item;
}

function decodeAttributes(value: unknown): NonNullable<Item['attributes']> | string {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return '"attributes" must be an object';
  const entries = Object.entries(value);
  if (entries.length > maxAttributes) return `"attributes" has more than ${maxAttributes} entries`;
  const attributes: Record<string, string | number | boolean> = Object.create(null);
  for (const [key, entry] of entries) {
    if (typeof entry !== 'string' && typeof entry !== 'number' && typeof entry !== 'boolean') {
      return `attribute "${key.slice(0, 40)}" must be a text, a number or true/false`;
    }
    attributes[key] = entry;
  }
  return { ...attributes };
}
