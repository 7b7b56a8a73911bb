import { visible } from '../model/visible.ts';
import { glue } from './count.ts';
import { en, type Messages } from './messages/en.ts';
import type { Style, Tone } from './style.ts';
import { plainStyle } from './style.ts';
import type { Symbols } from './symbols.ts';
import { asciiSymbols, toAscii, unicodeSymbols } from './symbols.ts';
import { codePointWidth, displayWidth, padStart, shorten } from './width.ts';

/** What the terminal can show and how much the reader wants to see. */
export interface TableOptions {
  /** Columns of the terminal; 40 at least. Default 80. */
  readonly width?: number;
  /** True where the terminal shows ASCII only. */
  readonly ascii?: boolean;
  /** Adds every item of evidence, all phases, all steps and what each collector did. */
  readonly verbose?: boolean;
  readonly style?: Style;
  /** Wall time of the scan, where it is known. */
  readonly elapsedMs?: number;
  /** The language; default English. */
  readonly messages?: Messages;
}

/** How a block of text stands on the page. */
export interface BlockOptions {
  readonly indent?: number;
  /** Text before the first line; further lines stand under the text behind it. */
  readonly lead?: string;
  readonly leadTone?: Tone;
  readonly tone?: Tone;
  /** Lines beyond this many are cut, with an ellipsis at the end of the last. */
  readonly maxLines?: number;
}

/** A page of fixed width. Its methods return finished lines: safe, never wider than the page, styled. */
export class Page {
  readonly width: number;
  readonly symbols: Symbols;
  readonly verbose: boolean;
  readonly elapsedMs: number | undefined;
  /** The words of this page's language. */
  readonly m: Messages;
  readonly #ascii: boolean;
  readonly #style: Style;

  constructor(options: TableOptions = {}) {
    this.width = Math.max(40, Math.floor(options.width ?? 80));
    this.#ascii = options.ascii ?? false;
    this.symbols = this.#ascii ? asciiSymbols : unicodeSymbols;
    this.verbose = options.verbose ?? false;
    this.elapsedMs = options.elapsedMs;
    this.m = options.messages ?? en;
    this.#style = options.style ?? plainStyle;
  }

  /** Untrusted text as it may be shown here; line feeds are escaped too. */
  safe(text: string): string {
    return this.#ascii ? toAscii(visible(text)) : visible(text);
  }

  /** Untrusted text from the scanned host, at most `maxLength` characters of it, with the number of those left out. */
  field(text: string, maxLength = this.verbose ? 1000 : 160): string {
    if (text.length <= maxLength) return this.safe(text);
    return `${this.safe(text.slice(0, maxLength))}${this.symbols.ellipsis} ${this.m.moreCharacters(text.length - maxLength)}`;
  }

  /** Applies a tone to text that is already safe and fits. */
  tone(text: string, tone: Tone | undefined): string {
    const plain = text.replaceAll(glue, ' ');
    return tone === undefined || plain === '' ? plain : this.#style[tone](plain);
  }

  /** A paragraph, wrapped at spaces; words wider than the page are broken. Runs of white space become one space. */
  block(text: string, options: BlockOptions = {}): string[] {
    const { indent = 0, lead = '', maxLines = Number.POSITIVE_INFINITY } = options;
    const before = shorten(this.safe(lead), Math.floor((this.width - indent) / 2), this.symbols.ellipsis);
    const hanging = indent + displayWidth(before);
    const room = this.width - hanging;
    let lines = wrap(this.safe(text.replace(/[ \n\r\t]+/g, ' ').trim()), room);
    if (lines.length > maxLines) {
      const last = shorten(`${lines[maxLines - 1] ?? ''}${' '.repeat(room)}x`, room, this.symbols.ellipsis);
      lines = [...lines.slice(0, maxLines - 1), last.replace(/ +(?=\S+$)/, '')];
    }
    return lines.map((line, index) => {
      const start = index === 0 ? this.tone(before, options.leadTone) : ' '.repeat(hanging - indent);
      return `${' '.repeat(indent)}${start}${this.tone(line, options.tone)}`.replace(/ +$/, '');
    });
  }

  /** Two safe texts at the two ends of a line, or below each other where they do not fit on one. */
  sides(
    left: { readonly text: string; readonly tone?: Tone; readonly lead?: string; readonly leadTone?: Tone },
    right: { readonly text: string; readonly tone?: Tone },
  ): string[] {
    const lead = left.lead ?? '';
    const used = displayWidth(lead) + displayWidth(left.text);
    const gap = this.width - used - displayWidth(right.text);
    if (gap >= 2) {
      const start = this.tone(lead, left.leadTone) + this.tone(left.text, left.tone);
      return [`${start}${' '.repeat(gap)}${this.tone(right.text, right.tone)}`];
    }
    const lines = this.block(left.text, {
      lead,
      ...(left.tone && { tone: left.tone }),
      ...(left.leadTone && { leadTone: left.leadTone }),
      maxLines: this.verbose ? 30 : 3,
    });
    if (right.text === '') return lines;
    const below = shorten(right.text, this.width - displayWidth(lead), this.symbols.ellipsis);
    const space = padStart('', this.width - displayWidth(below));
    return [...lines, `${space}${this.tone(below, right.tone)}`];
  }
}

/** Lines of at most `columns` columns, broken at spaces, else anywhere between two characters. Never empty. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of text.split(' ')) {
    const width = displayWidth(word);
    if (line !== '' && used + 1 + width <= columns) {
      line += ` ${word}`;
      used += 1 + width;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = width <= columns ? [word] : broken(word, columns);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? '';
    used = displayWidth(line);
  }
  lines.push(line);
  return lines;
}

function broken(word: string, columns: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  let used = 0;
  for (const character of word) {
    const width = codePointWidth(character.codePointAt(0) ?? 0);
    if (used + width > columns && piece !== '') {
      pieces.push(piece);
      piece = '';
      used = 0;
    }
    piece += character;
    used += width;
  }
  pieces.push(piece);
  return pieces;
}
