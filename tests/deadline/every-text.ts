import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { documents } from '../rule-pack/built-in-pack.ts';
import { audienceDocuments, regimeDocuments } from './load-regimes.ts';

/** A text that a reader can meet, and the place it stands at. */
export interface Place {
  readonly at: string;
  readonly text: string;
}

/** Keys whose values are quoted from elsewhere or compared with rows, and never a sentence of ours. */
const notOurs = new Set(['source', 'when', 'same', 'command', 'file', 'line', 'registry', 'value', 'parts']);

/** Every sentence of every rule file: whatever holds a space, under any key but {@link notOurs}. */
export function packTexts(): Place[] {
  return [
    ...documents().flatMap((document) =>
      'value' in document ? textsIn(document.value, `${document.kind}`) : [],
    ),
    ...[...regimeDocuments(), ...audienceDocuments()].flatMap(({ file, value }) => textsIn(value, file)),
  ];
}

function textsIn(value: unknown, at: string): Place[] {
  if (typeof value === 'string') return value.includes(' ') ? [{ at, text: value }] : [];
  if (Array.isArray(value)) return value.flatMap((each) => textsIn(each, at));
  if (typeof value !== 'object' || value === null) return [];
  const own = Object.entries(value).find(([key, id]) => idKeys.has(key) && typeof id === 'string');
  const here = own === undefined ? at : `${at} ${String(own[1])}`;
  return Object.entries(value)
    .filter(([key]) => !notOurs.has(key))
    .flatMap(([key, each]) => textsIn(each, `${here} ${key}`));
}

const idKeys = new Set(['id', 'product', 'protection', 'hazard', 'alternative', 'regime', 'audience']);

/** Every line of the program without its comments: messages, headlines, hints, help, words for JSON. */
export function sourceTexts(): Place[] {
  const root = fileURLToPath(new URL('../../src/', import.meta.url));
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .flatMap((name) => {
      const code = readFileSync(`${root}${name}`, 'utf8')
        .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ''))
        .replace(/^\s*\/\/.*$|\s\/\/ .*$/gm, '');
      return code.split('\n').flatMap((text, at) => (text.trim() ? [{ at: `${name}:${at + 1}`, text }] : []));
    });
}

/** The places whose text a pattern is found in, with the text. */
export function offenders(places: readonly Place[], pattern: RegExp): string[] {
  return places.filter(({ text }) => pattern.test(text)).map(({ at, text }) => `${at}: ${text.trim()}`);
}
