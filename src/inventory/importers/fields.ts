import { isCalendarDay } from '../../model/calendar.ts';
import type { Fields } from './importer.ts';

/** True for a JSON object. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects and other values of a list; nothing where it is no list. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A text that is not blank, or a number as a text; anything else is undefined. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  return text === '' ? undefined : text;
}

/** The first of several keys that holds a text. */
export function textAt(fields: Fields, ...keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const text = textOf(fields[key]);
    if (text !== undefined) return text;
  }
  return undefined;
}

/** Only the entries that have a value, for the optional fields of an item. */
export function present<T extends Readonly<Record<string, unknown>>>(
  fields: T,
): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  const kept: { [Key in keyof T]?: Exclude<T[Key], undefined> } = {};
  for (const key of Object.keys(fields) as (keyof T)[]) {
    const value = fields[key];
    if (value !== undefined) kept[key] = value as Exclude<T[typeof key], undefined>;
  }
  return kept;
}

/**
 * An install date as an ISO day or instant: `20240131` (Windows Installer), ISO 8601, `2024/01/31 …`, seconds since 1970
 * as osquery writes them. Undefined for anything that could name two days, such as `5/12/2020`.
 */
export function dateOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const day = /^(?<year>(?:19|20)\d\d)(?<sep>[-/]?)(?<month>\d\d)\k<sep>(?<day>\d\d)(?![\d])/.exec(
    text,
  )?.groups;
  if (day !== undefined) {
    const iso = `${day['year']}-${day['month']}-${day['day']}`;
    if (!isCalendarDay(iso)) return undefined;
    return /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text) ? text : iso;
  }
  if (!/^\d{9,10}(?:\.\d+)?$/.test(text)) return undefined;
  return new Date(Math.floor(Number(text)) * 1000).toISOString().replace('.000Z', 'Z');
}

/** `{GUID}` in the form that rules test (braces, upper case), or undefined. */
export function productCodeOf(text: string | undefined): string | undefined {
  const code = /^\{?(?<code>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}?$/i.exec(text ?? '')?.groups?.[
    'code'
  ];
  return code === undefined ? undefined : `{${code.toUpperCase()}}`;
}

/** The entry of a table of words by a text from outside, which may be `constructor`. */
export function entryOf<T>(table: Readonly<Record<string, T>>, key: string | undefined): T | undefined {
  return key !== undefined && Object.hasOwn(table, key) ? table[key] : undefined;
}

/** A sentence for a row that has no name. */
export const noName = 'a row without a name';
