import { visible } from '../model/visible.ts';
import type { YamlPath } from './document.ts';

const longestQuote = 60;

/** Untrusted text in double quotes, cut to 60 characters, safe to print on one line. */
export function quote(text: string): string {
  return `"${excerpt(text)}"`;
}

/** Untrusted text cut to 60 characters and made safe to print on one line. */
export function excerpt(text: string): string {
  // Cut by code points, and before escaping, so that a huge text costs nothing and no escape is cut in two.
  const head = Array.from(text.slice(0, longestQuote * 2 + 2));
  return head.length > longestQuote ? `${visible(head.slice(0, longestQuote).join(''))}…` : visible(text);
}

/** A path as a rule author would say it: `signatures[0].when.name`; keys that are no plain words stand in quotes. */
export function dotted(path: YamlPath): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (/^[\w-]{1,60}$/.test(step)) text += text === '' ? step : `.${step}`;
    else text += `[${quote(step)}]`;
  }
  return text;
}

/** `a, b or c`. */
export function either(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}

/** A number with its noun: `1 entry`, `3 entries`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
