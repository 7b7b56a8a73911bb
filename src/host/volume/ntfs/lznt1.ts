/**
 * Unpacks what NTFS itself packs: chunks of 4 KiB, each a run of literals and copies from the same chunk.
 * At most `size` bytes; throws RangeError where a copy reaches before its chunk. Source: [MS-XCA] 2.5.
 */
export function unpackLznt1(packed: Buffer, size: number): Buffer {
  const out = Buffer.alloc(size);
  let written = 0;
  for (let at = 0; at + 2 <= packed.length && written < size; ) {
    const header = packed.readUInt16LE(at);
    if (header === 0) break;
    const end = Math.min(packed.length, at + 2 + (header & 0xfff) + 1);
    at += 2;
    if ((header & 0x8000) === 0) {
      written += packed.copy(out, written, at, end);
    } else {
      written += unpackChunk(packed, at, end, out, written);
    }
    at = end;
    // A chunk that is short is zeros at its end.
    if (written % 4096 !== 0) written += 4096 - (written % 4096);
  }
  return out;
}

function unpackChunk(packed: Buffer, from: number, end: number, out: Buffer, start: number): number {
  const limit = Math.min(out.length, start + 4096);
  let to = start;
  for (let at = from; at < end && to < limit; ) {
    const flags = packed.readUInt8(at++);
    for (let bit = 0; bit < 8 && at < end && to < limit; bit++) {
      if ((flags & (1 << bit)) === 0) {
        out[to++] = packed.readUInt8(at++);
        continue;
      }
      const token = packed.readUInt16LE(at);
      at += 2;
      // The further into the chunk, the more bits for the distance and the fewer for the length.
      let lengthBits = 12;
      for (let done = to - start - 1; done >= 16; done >>= 1) lengthBits--;
      const distance = (token >> lengthBits) + 1;
      const length = (token & ((1 << lengthBits) - 1)) + 3;
      if (distance > to - start) throw new RangeError('a copy reaches before its chunk');
      for (let count = 0; count < length && to < limit; count++, to++) out[to] = out[to - distance] ?? 0;
    }
  }
  return to - start;
}
