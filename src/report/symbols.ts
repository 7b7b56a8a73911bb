import type { Status } from '../model/vocabulary.ts';

/** The signs that a terminal report draws with, each one column wide except `ellipsis` and `dot`. */
export interface Symbols {
  readonly status: Readonly<Record<Status, string>>;
  readonly past: string;
  readonly coming: string;
  readonly line: string;
  readonly ellipsis: string;
  /** Stands between two facts on one line, with its spaces. */
  readonly dot: string;
  readonly dash: string;
}

/** For terminals that speak UTF-8. */
export const unicodeSymbols: Symbols = {
  status: { active: '●', installed: '◐', residue: '○' },
  past: '●',
  coming: '○',
  line: '─',
  ellipsis: '…',
  dot: ' · ',
  dash: '–',
};

/** For every other terminal. */
export const asciiSymbols: Symbols = {
  status: { active: '#', installed: '+', residue: 'o' },
  past: '*',
  coming: 'o',
  line: '-',
  ellipsis: '...',
  dot: ' | ',
  dash: '-',
};

const spelled: Readonly<Record<string, string>> = {
  '\u00a0': '\u00a0',
  '“': '"',
  '”': '"',
  '„': '"',
  '‘': "'",
  '’': "'",
  '–': '-',
  '—': '-',
  '…': '...',
  '·': '|',
  '×': 'x',
  '→': '->',
  '§': 'section ',
};

/** The text in ASCII (and no-break spaces): signs spelled, accents dropped, everything else as `\u{…}`. */
export function toAscii(text: string): string {
  return text.replace(/[^\x20-\x7e]/gu, (character) => {
    const sign = spelled[character];
    if (sign !== undefined) return sign;
    const base = character.normalize('NFD').replace(/\p{M}/gu, '');
    if (/^[\x20-\x7e]+$/.test(base)) return base;
    return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
  });
}
