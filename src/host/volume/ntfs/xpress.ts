const symbols = 512;
const maxBits = 15;

/**
 * Unpacks one chunk that was packed with XPRESS and Huffman codes (CompactOS, WIM) into exactly `size` bytes.
 * Throws RangeError where the codes or a copy cannot be right. Source: [MS-XCA] 2.2.
 */
export function unpackXpress(packed: Buffer, size: number): Buffer {
  const { table } = buildTable(packed);
  const out = Buffer.alloc(size);
  let at = symbols / 2;
  const next16 = (): number => {
    const value = at + 2 <= packed.length ? packed.readUInt16LE(at) : 0;
    at += 2;
    return value;
  };
  let bits = next16() * 65536 + next16();
  let spare = 16;
  const drop = (count: number): void => {
    bits = (bits * 2 ** count) % 2 ** 32;
    spare -= count;
    if (spare < 0) {
      bits += next16() * 2 ** -spare;
      spare += 16;
    }
  };
  for (let to = 0; to < size; ) {
    if (at > packed.length + 4) throw new RangeError('the chunk ends before its bytes do');
    const entry = table[Math.floor(bits / 2 ** (32 - maxBits))] ?? 0;
    if (entry === 0) throw new RangeError('no such code');
    drop(entry & 15);
    const symbol = entry >> 4;
    if (symbol < 256) {
      out[to++] = symbol;
      continue;
    }
    const distanceBits = (symbol >> 4) & 15;
    let length = symbol & 15;
    if (length === 15) {
      const more = packed[at++] ?? 0;
      length += more;
      if (more === 255) {
        length = next16();
        if (length === 0) {
          length = packed.readUInt32LE(at);
          at += 4;
        }
      }
    }
    length += 3;
    const distance =
      2 ** distanceBits + (distanceBits === 0 ? 0 : Math.floor(bits / 2 ** (32 - distanceBits)));
    drop(distanceBits);
    if (distance > to) throw new RangeError('a copy reaches before its chunk');
    for (const end = Math.min(size, to + length); to < end; to++) out[to] = out[to - distance] ?? 0;
  }
  return out;
}

/** Code lengths of all symbols, half a byte each; the table leads from the next 15 bits to `symbol << 4 | length`. */
function buildTable(packed: Buffer): { readonly table: Uint16Array } {
  const table = new Uint16Array(2 ** maxBits);
  let at = 0;
  for (let length = 1; length <= maxBits; length++) {
    for (let symbol = 0; symbol < symbols; symbol++) {
      const byte = packed.readUInt8(symbol >> 1);
      if ((symbol & 1 ? byte >> 4 : byte & 15) !== length) continue;
      const count = 2 ** (maxBits - length);
      if (at + count > table.length) throw new RangeError('too many codes');
      table.fill((symbol << 4) | length, at, at + count);
      at += count;
    }
  }
  return { table };
}
