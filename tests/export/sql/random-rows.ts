import type { Item } from '../../../src/model/item.ts';
import type { InventoryRow } from './inventory.ts';

/** Pieces that a comparison may trip over: marks, spaces, invisible characters, letters with odd case, wildcards, quotes. */
const pieces = [
  ...'aekis ',
  'KASPERSKY',
  'Kaspersky Lab',
  'kaspersky',
  'Касперского',
  'ЛАБОРАТОРИЯ',
  'Endpoint Security',
  'avp',
  'klif',
  'KES',
  'ß',
  'ẞ',
  'ſ',
  'ﬁ',
  'İ',
  'ı',
  'K',
  'Σ',
  'ς',
  'й',
  'и\u{306}',
  'é',
  'e\u{301}',
  'ǆ',
  'ǅ',
  '\u{345}',
  '\u{200d}',
  '\u{ad}',
  '\u{feff}',
  '\u{2003}',
  '\u{3000}',
  '😀',
  '𝐀',
  '٣',
  '²',
  'Ⅳ',
  '\\',
  '/',
  '%',
  '_',
  "'",
  '"',
  '*',
  '?',
  '.',
  '-',
  '\n',
];

const heads = [
  '',
  'Kaspersky ',
  'AVP.KES.',
  'klif',
  'C:\\Program Files\\Kaspersky Lab\\',
  '/opt/kaspersky/',
  'Антивирус Касперского',
];
const kinds = ['software', 'service', 'driver', 'process', 'marker', 'certificate'] as const;

/** Rows put together at random from such pieces, the same ones every time; three rows a host. */
export function randomRows(count: number): InventoryRow[] {
  const random = generator(20_240_929);
  const pick = <Each>(list: readonly Each[]): Each => list[Math.floor(random() * list.length)] as Each;
  const text = (): string =>
    pick(heads) + Array.from({ length: Math.floor(random() * 6) }, () => pick(pieces)).join('');
  return Array.from({ length: count }, (_, index) => {
    const item: Item = {
      kind: pick(kinds),
      collector: 'test',
      name: text(),
      origin: 'random',
      ref: String(index),
      ...(random() < 0.6 && { publisher: text() }),
      ...(random() < 0.4 && { displayName: text() }),
      ...(random() < 0.4 && { path: text() }),
      ...(random() < 0.5 && { platform: pick(['windows', 'linux', 'macos'] as const) }),
      ...(random() < 0.3 && {
        state: pick(['running', 'stopped', 'enabled', 'loaded', 'config-files'] as const),
      }),
      ...(random() < 0.3 && { attributes: { start: pick(['auto', 'manual']), usualPath: text() } }),
    };
    return { host: `random ${Math.floor(index / 3)}`, live: random() < 0.5, item };
  });
}

/** Numbers between 0 and 1, the same ones for the same seed (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
