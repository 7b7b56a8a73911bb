import type { Random } from '../random.ts';

/** Texts with a meaning of their own, put where they do not belong. */
const pieces = [
  '<dict>',
  '</dict>',
  '<array>',
  '</array>',
  '<key>a</key>',
  '<string>',
  '</plist>',
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '<!DOCTYPE plist [',
  '&#x110000;',
  '&amp',
  '<',
  '>',
  '<true/>',
  '<date>2026-13-40T99:00:00Z</date>',
  '<integer>99999999999999999999999</integer>',
  '\0',
];

/** Bytes that begin a value, and lengths at the edges. */
const markers = [
  0x00, 0x0f, 0x13, 0x14, 0x17, 0x23, 0x33, 0x4f, 0x5f, 0x6f, 0x8f, 0xa1, 0xaf, 0xd1, 0xdf, 0xff,
];

/** One to six changes: of bytes, of the trailer and the offsets of a binary one, of the elements of an XML one. */
export function mutate(seed: Buffer, random: Random): Buffer {
  let bytes: Buffer = Buffer.from(seed);
  const isBinary = bytes.toString('latin1', 0, 6) === 'bplist';
  for (let round = 1 + random.below(6); round > 0; round--) {
    const at = random.below(bytes.length);
    switch (random.below(6)) {
      case 0:
        bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
        break;
      case 1:
        bytes[at] = random.pick(markers);
        break;
      case 2:
        if (isBinary) bytes[bytes.length - 1 - random.below(28)] = random.below(256);
        else bytes = spliced(bytes, at, 0, Buffer.from(random.pick(pieces)));
        break;
      case 3:
        // The table of offsets, or what stands before the trailer.
        if (isBinary) bytes[Math.max(8, bytes.length - 33 - random.below(80))] = random.below(256);
        else bytes = spliced(bytes, at, random.below(40), Buffer.alloc(0));
        break;
      case 4: {
        const from = random.below(bytes.length);
        bytes = spliced(bytes, at, random.below(8), bytes.subarray(from, from + random.below(200)));
        break;
      }
      default:
        if (random.percent(20)) bytes = bytes.subarray(0, Math.max(1, at));
    }
  }
  return bytes;
}

function spliced(bytes: Buffer, at: number, removed: number, added: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, at), added, bytes.subarray(at + removed)]);
}
