/** A JSON object of untrusted content. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether a JSON value is an object. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects of a list; none where it is no list. At most `max`. */
export function objects(value: unknown, max: number): Fields[] {
  return Array.isArray(value) ? value.slice(0, max).filter(isFields) : [];
}

/** A text cut to `max` characters; undefined for anything else, and for nothing but white space. */
export function text(value: unknown, max: number): string | undefined {
  if (typeof value !== 'string') return undefined;
  const cut = (value.length > max ? value.slice(0, max) : value).trim();
  return cut === '' ? undefined : cut;
}

/** A whole text: one that is longer than `max` is none, because an id that was cut could be that of another. */
export function exactText(value: unknown, max: number): string | undefined {
  return typeof value === 'string' && value.length <= max ? text(value, max) : undefined;
}

/** One of a closed list of words; undefined for any other. */
export function word<Word extends string>(value: unknown, words: readonly Word[]): Word | undefined {
  return words.find((each) => each === value);
}

/** Those members of a list that are words of a closed list. */
export function wordsOf<Word extends string>(value: unknown, words: readonly Word[]): Word[] {
  return Array.isArray(value) ? words.filter((each) => value.includes(each)) : [];
}
