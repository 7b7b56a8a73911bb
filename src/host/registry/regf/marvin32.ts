/** Seed of the hashes in a transaction log, 82EF4D887A4E55C5 as one big-endian number. Source: msuhanov/regf, Log entries, note 3; the order as real logs have it. */
const seedLow = 0x7a4e55c5;
const seedHigh = 0x82ef4d88;

/** Marvin32 over bytes that come in pieces, as Windows computes it for entries of a transaction log. */
export class Marvin32 {
  #low = seedLow;
  #high = seedHigh;
  /** Bytes of the last, incomplete word. */
  #rest = 0;
  #restBytes = 0;

  update(bytes: Buffer): this {
    let offset = 0;
    while (this.#restBytes !== 0 && offset < bytes.length) this.#byte(bytes[offset++] as number);
    const words = (bytes.length - offset) >>> 2;
    let low = this.#low;
    let high = this.#high;
    for (let word = 0; word < words; word++, offset += 4) {
      low = (low + bytes.readUInt32LE(offset)) | 0;
      high ^= low;
      low = (((low << 20) | (low >>> 12)) + high) | 0;
      high = ((high << 9) | (high >>> 23)) ^ low;
      low = (((low << 27) | (low >>> 5)) + high) | 0;
      high = (high << 19) | (high >>> 13);
    }
    this.#low = low;
    this.#high = high;
    while (offset < bytes.length) this.#byte(bytes[offset++] as number);
    return this;
  }

  /** The hash of everything so far, as the 64 bits that a log holds in little-endian order. */
  digest(): bigint {
    const last = this.#rest | (0x80 << (8 * this.#restBytes)) | 0;
    this.#mix(last);
    this.#mix(0);
    return (BigInt(this.#high >>> 0) << 32n) | BigInt(this.#low >>> 0);
  }

  #byte(byte: number): void {
    this.#rest |= byte << (8 * this.#restBytes);
    if (++this.#restBytes < 4) return;
    this.#mix(this.#rest);
    this.#rest = 0;
    this.#restBytes = 0;
  }

  #mix(word: number): void {
    let low = (this.#low + word) | 0;
    let high = this.#high ^ low;
    low = (((low << 20) | (low >>> 12)) + high) | 0;
    high = ((high << 9) | (high >>> 23)) ^ low;
    low = (((low << 27) | (low >>> 5)) + high) | 0;
    this.#low = low;
    this.#high = (high << 19) | (high >>> 13);
  }
}
