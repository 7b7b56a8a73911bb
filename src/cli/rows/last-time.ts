import { textOf } from './last-host.ts';

/** Reads the time of a result by the bytes of its number; results of one time mostly follow each other. */
export class LastTime {
  #bytes = new Uint8Array(0);
  #value = 0;

  /** The time that was kept at a place; 0 where it is no number. */
  of(bytes: Uint8Array, kept: Int32Array, place: number): number {
    const begin = kept[2 * place] as number;
    const length = (kept[2 * place + 1] as number) - begin;
    const text = this.#bytes;
    let same = text.length === length;
    for (let at = 0; same && at < length; at++) same = bytes[begin + at] === text[at];
    if (!same) {
      const read = bytes.slice(begin, begin + length);
      this.#bytes = read;
      this.#value = Number(textOf(read)) || 0;
    }
    return this.#value;
  }
}
