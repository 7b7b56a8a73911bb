/** Half a surrogate pair as `JSON.stringify` escapes it, or any other escape, which is passed over whole. */
const escapes = /\\(?:(ud[89a-f][0-9a-f]{2})|.)/g;

/**
 * `JSON.stringify`, with U+FFFD for each half of a surrogate pair in a value or key (a hostile name, a Windows registry
 * string). ECMAScript writes such a half as an escape, which jq, DuckDB and other readers refuse with all of the file.
 * The value is one that has a JSON text (no function, not undefined).
 */
export function wellFormedJson(value: unknown, indent?: number): string {
  const text = JSON.stringify(value, undefined, indent);
  // A test first, because nearly no text has one.
  if (!text.includes('\\ud')) return text;
  return text.replace(escapes, (whole, half?: string) => (half === undefined ? whole : '\\ufffd'));
}
