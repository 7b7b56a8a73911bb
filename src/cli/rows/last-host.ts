import type { HostTally, Tally } from './tally.ts';

/** Finds the host of a row by the bytes of its name; rows of one host mostly follow each other. */
export class LastHost {
  #bytes = new Uint8Array(0);
  #tally: HostTally | undefined;

  /** Before another block. */
  forget(): void {
    this.#tally = undefined;
  }

  /** The host whose name was kept at a place, as JSON writes it. */
  of(tally: Tally, bytes: Uint8Array, kept: Int32Array, place: number): HostTally {
    const begin = kept[2 * place] as number;
    const end = kept[2 * place + 1] as number;
    if (this.#tally !== undefined && this.#isSame(bytes, begin, end)) return this.#tally;
    this.#bytes = bytes.slice(begin, end);
    this.#tally = tally.host(textOf(this.#bytes));
    return this.#tally;
  }

  #isSame(bytes: Uint8Array, begin: number, end: number): boolean {
    const last = this.#bytes;
    if (end - begin !== last.length) return false;
    for (let at = 0; at < last.length; at++) if (bytes[begin + at] !== last[at]) return false;
    return true;
  }
}

/** A text as JSON writes it between quotation marks; a number is the text that it is written as. */
export function textOf(bytes: Uint8Array): string {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  if (!text.includes('\\')) return text;
  const value: unknown = JSON.parse(`"${text}"`);
  return String(value);
}
