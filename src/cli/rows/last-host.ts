import type { HostTally, Tally } from './tally.ts';

/** Finds the host of a row by the bytes of its name and id; rows of one host mostly follow each other. */
export class LastHost {
  #name = new Uint8Array(0);
  #id = new Uint8Array(0);
  #tally: HostTally | undefined;

  /** Before another block. */
  forget(): void {
    this.#tally = undefined;
  }

  /** The host whose name was kept at a place, as JSON writes it; its id at another (-1: it has none). */
  of(tally: Tally, bytes: Uint8Array, kept: Int32Array, place: number, idPlace = -1): HostTally {
    const begin = kept[2 * place] as number;
    const end = kept[2 * place + 1] as number;
    const idBegin = idPlace < 0 ? 0 : (kept[2 * idPlace] as number);
    const idEnd = idPlace < 0 ? 0 : (kept[2 * idPlace + 1] as number);
    if (
      this.#tally !== undefined &&
      isSame(this.#name, bytes, begin, end) &&
      isSame(this.#id, bytes, idBegin, idEnd)
    )
      return this.#tally;
    this.#name = bytes.slice(begin, end);
    this.#id = bytes.slice(idBegin, idEnd);
    const name = textOf(this.#name);
    const id = textOf(this.#id);
    this.#tally = tally.host(name, id === '' || id === name ? undefined : id);
    return this.#tally;
  }
}

function isSame(last: Uint8Array, bytes: Uint8Array, begin: number, end: number): boolean {
  if (end - begin !== last.length) return false;
  for (let at = 0; at < last.length; at++) if (bytes[begin + at] !== last[at]) return false;
  return true;
}

/** A text as JSON writes it between quotation marks; a number is the text that it is written as. */
export function textOf(bytes: Uint8Array): string {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  if (!text.includes('\\')) return text;
  const value: unknown = JSON.parse(`"${text}"`);
  return String(value);
}
