import { PlistError, type PlistValue, plistLimits } from './plist-value.ts';

const magic = 'bplist0';
const trailerBytes = 32;
/** Seconds from 1970 to 2001, from which dates are counted. */
const epochSeconds = 978_307_200;

/** True where bytes begin as a binary property list does. */
export function isBinaryPlist(bytes: Buffer): boolean {
  return bytes.toString('latin1', 0, magic.length) === magic;
}

/**
 * Reads a binary property list. Every offset, length and reference is held against the file; a value that holds itself,
 * values within each other more than 64 deep and texts that together are far larger than the file are refused.
 * Throws {@link PlistError}. Whole numbers beyond 2^53 lose their last digits; a UID of an archive becomes a number.
 * Source: opensource.apple.com, WebCore BinaryPropertyList.cpp; CoreFoundation CFBinaryPList.c; checked against
 * `plistutil` of libplist and Python's plistlib.
 */
export function parseBinaryPlist(bytes: Buffer): PlistValue {
  if (bytes.length < 8 + 1 + trailerBytes) throw malformed('it ends too early');
  return new Reader(bytes).read();
}

class Reader {
  readonly #bytes: Buffer;
  readonly #offsetBytes: number;
  readonly #referenceBytes: number;
  readonly #count: number;
  readonly #top: number;
  readonly #table: number;
  readonly #known = new Map<number, PlistValue>();
  readonly #open = new Set<number>();
  #values = 0;
  #copied = 0;

  constructor(bytes: Buffer) {
    const trailer = bytes.length - trailerBytes;
    this.#bytes = bytes;
    this.#offsetBytes = bytes.readUInt8(trailer + 6);
    this.#referenceBytes = bytes.readUInt8(trailer + 7);
    this.#count = safe(bytes.readBigUInt64BE(trailer + 8));
    this.#top = safe(bytes.readBigUInt64BE(trailer + 16));
    this.#table = safe(bytes.readBigUInt64BE(trailer + 24));
    const sizes = [this.#offsetBytes, this.#referenceBytes];
    if (sizes.some((size) => size < 1 || size > 8)) throw malformed('its trailer states impossible sizes');
    if (this.#table < 9 || this.#count < 1 || this.#table + this.#count * this.#offsetBytes > trailer) {
      throw malformed('its table of offsets lies outside of it');
    }
  }

  read(): PlistValue {
    return this.#value(this.#top, 0);
  }

  /** A value by its number; what several places refer to is read once. */
  #value(number: number, depth: number): PlistValue {
    const known = this.#known.get(number);
    if (known !== undefined) return known;
    if (number >= this.#count) throw malformed('a value refers to one that is not there');
    if (this.#open.has(number)) throw malformed('a value holds itself');
    if (depth > plistLimits.depth) throw tooLarge('its values are too deep in each other');
    this.#count1();
    this.#open.add(number);
    const offset = this.#unsigned(this.#table + number * this.#offsetBytes, this.#offsetBytes);
    if (offset < 8 || offset >= this.#table) throw malformed('a value lies outside of it');
    const value = this.#decode(offset, depth);
    this.#open.delete(number);
    this.#known.set(number, value);
    return value;
  }

  #decode(offset: number, depth: number): PlistValue {
    const marker = this.#bytes.readUInt8(offset);
    const low = marker & 0x0f;
    switch (marker >> 4) {
      case 0x0:
        return marker === 0x08 ? false : marker === 0x09 ? true : null;
      case 0x1:
        return this.#integer(offset + 1, low);
      case 0x2:
        return this.#real(offset + 1, low);
      case 0x3:
        return new Date((this.#real(offset + 1, 3) + epochSeconds) * 1000);
      case 0x4:
        return Buffer.from(this.#run(offset, low, 1));
      case 0x5:
        return this.#run(offset, low, 1).toString('latin1');
      case 0x6:
        return bigEndianText(this.#run(offset, low, 2));
      case 0x7:
        return this.#run(offset, low, 1).toString('utf8');
      case 0x8:
        return this.#unsigned(offset + 1, low + 1);
      case 0xa:
      case 0xb:
      case 0xc:
        return this.#list(offset, low, depth);
      case 0xd:
        return this.#dictionary(offset, low, depth);
      default:
        throw malformed('it holds a value of no known kind');
    }
  }

  #list(offset: number, low: number, depth: number): PlistValue[] {
    const { start, count } = this.#length(offset, low, this.#referenceBytes);
    return Array.from({ length: count }, (_, index) => this.#value(this.#reference(start, index), depth + 1));
  }

  #dictionary(offset: number, low: number, depth: number): Map<string, PlistValue> {
    const { start, count } = this.#length(offset, low, 2 * this.#referenceBytes);
    const dictionary = new Map<string, PlistValue>();
    for (let index = 0; index < count; index++) {
      const key = this.#value(this.#reference(start, index), depth + 1);
      if (typeof key !== 'string') throw malformed('a key is no text');
      dictionary.set(key, this.#value(this.#reference(start, count + index), depth + 1));
    }
    return dictionary;
  }

  #reference(start: number, index: number): number {
    this.#count1();
    return this.#unsigned(start + index * this.#referenceBytes, this.#referenceBytes);
  }

  /** Bytes of data or text. Overlapping ones could make much out of a small file. */
  #run(offset: number, low: number, unit: number): Buffer {
    const { start, count } = this.#length(offset, low, unit);
    this.#copied += count * unit;
    if (this.#copied > 4 * this.#bytes.length) throw tooLarge('its texts are larger than itself');
    return this.#bytes.subarray(start, start + count * unit);
  }

  /** Where a value of many parts begins, and how many there are; each takes `unit` bytes. */
  #length(offset: number, low: number, unit: number): { start: number; count: number } {
    let start = offset + 1;
    let count = low;
    if (low === 0x0f) {
      const marker = this.#at(start, 1).readUInt8();
      if (marker >> 4 !== 0x1 || (marker & 0x0f) > 3) throw malformed('a length is no number');
      const size = 1 << (marker & 0x0f);
      count = this.#unsigned(start + 1, size);
      start += 1 + size;
    }
    if (start + count * unit > this.#table) throw malformed('a value ends outside of it');
    return { start, count };
  }

  #integer(offset: number, power: number): number {
    // Only numbers of eight bytes have a sign; those of sixteen are used for large ones without.
    if (power === 3) return Number(this.#at(offset, 8).readBigInt64BE());
    if (power === 4) return Number(this.#at(offset + 8, 8).readBigUInt64BE());
    if (power > 4) throw malformed('a number has an impossible size');
    return this.#unsigned(offset, 1 << power);
  }

  #real(offset: number, power: number): number {
    if (power === 2) return this.#at(offset, 4).readFloatBE();
    if (power === 3) return this.#at(offset, 8).readDoubleBE();
    throw malformed('a number has an impossible size');
  }

  #unsigned(offset: number, length: number): number {
    const bytes = this.#at(offset, length);
    if (length <= 6) return bytes.readUIntBE(0, length);
    let value = 0n;
    for (const byte of bytes) value = (value << 8n) | BigInt(byte);
    return safe(value);
  }

  #at(offset: number, length: number): Buffer {
    if (offset + length > this.#bytes.length) throw malformed('it ends too early');
    return this.#bytes.subarray(offset, offset + length);
  }

  #count1(): void {
    if (++this.#values > plistLimits.values) throw tooLarge(`it has more than ${plistLimits.values} values`);
  }
}

function bigEndianText(bytes: Buffer): string {
  return Buffer.from(bytes).swap16().toString('utf16le');
}

function safe(value: bigint): number {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw malformed('it states an impossible number');
  return Number(value);
}

function malformed(message: string): PlistError {
  return new PlistError('malformed-source', message);
}

function tooLarge(message: string): PlistError {
  return new PlistError('too-large', message);
}
