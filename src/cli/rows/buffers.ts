/** Memory of blocks that were read to the end, for the blocks to come. */
export class Buffers {
  readonly #free: ArrayBuffer[] = [];

  take(size: number): Uint8Array<ArrayBuffer> {
    const last = this.#free.at(-1);
    if (last === undefined || last.byteLength < size) return new Uint8Array(size);
    this.#free.pop();
    return new Uint8Array(last);
  }

  give(buffer: ArrayBuffer): void {
    // Blocks of one giant line are not kept.
    if (buffer.byteLength === blockBytes && this.#free.length < 8) this.#free.push(buffer);
  }
}

/** Size of a block, unless one line is longer. */
export const blockBytes = 1 << 20;
