import { visible } from '../model/visible.ts';
import { glue } from './count.ts';

/** Characters that a cell, a message or an attribute holds at most before it is cut with a notice. */
const maxCharacters = 2000;

/**
 * Text of one line for formats that are no terminal: control and invisible characters escaped, runs of white space one
 * space, cut at `max` characters with the number of those left out. What it is put into escapes it once more.
 */
export function plainText(text: string, max = maxCharacters): string {
  const kept = text.length <= max ? text : text.slice(0, max);
  const line = visible(kept.replace(/[ \n\r\t]+/g, ' ').trim()).replaceAll(glue, ' ');
  return kept.length === text.length ? line : `${line}… (${text.length - kept.length} more characters)`;
}

/** Some texts as one, the empty ones left out. */
export function joinedText(parts: readonly (string | undefined)[], separator = '; '): string {
  return parts.filter((part) => part !== undefined && part !== '').join(separator);
}
