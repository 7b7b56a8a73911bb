import * as zlib from 'node:zlib';
import { decompress } from 'fzstd';

/**
 * Unpacks the zstd frame that `packed` begins with into at most `maxBytes`; what follows the frame is not looked at.
 * Throws where it is damaged or larger.
 */
export function unzstd(packed: Buffer, maxBytes: number): Buffer {
  const frame = packed.subarray(0, frameLength(packed));
  // Node has it since 22.15; before, a reader in JavaScript does.
  const native: unknown = Reflect.get(zlib, 'zstdDecompressSync');
  if (typeof native === 'function') {
    const bytes: unknown = Reflect.apply(native, zlib, [frame, { maxOutputLength: maxBytes }]);
    if (Buffer.isBuffer(bytes)) return bytes;
  }
  return Buffer.from(decompress(frame, new Uint8Array(maxBytes)));
}

/** Bytes of a frame: its header, its blocks, its checksum. Source: RFC 8878, section 3.1.1. */
function frameLength(bytes: Buffer): number {
  const descriptor = bytes.readUInt8(4);
  const single = (descriptor & 0x20) !== 0;
  const sizeBytes = [single ? 1 : 0, 2, 4, 8][descriptor >> 6] ?? 0;
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3] ?? 0;
  let at = 5 + (single ? 0 : 1) + dictionaryBytes + sizeBytes;
  for (;;) {
    const block = bytes.readUIntLE(at, 3);
    // A run is one byte, whatever its length.
    at += 3 + (((block >> 1) & 3) === 1 ? 1 : block >> 3);
    if ((block & 1) !== 0) break;
  }
  return at + ((descriptor & 4) === 0 ? 0 : 4);
}
