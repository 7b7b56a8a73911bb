/** X.509 certificates of version 3, as every one of the last decades is: a sequence in a sequence, then `[0] 2`. */
const head = { sequence: Buffer.from([0x30, 0x82]), version: Buffer.from([0xa0, 0x03, 0x02, 0x01, 0x02]) };
/** Outer sequence and inner sequence, each with a length of two bytes. */
const versionAt = 8;
const maxBytes = 64 * 1024;

/**
 * What looks like a certificate (DER) within other bytes, in their order and without overlaps, at most `most`. Whether it
 * is one says whoever parses it.
 * Source: RFC 5280 section 4.1; X.690 section 8.1.
 */
export function certificatesIn(bytes: Buffer, most: number): readonly Buffer[] {
  const found: Buffer[] = [];
  let at = bytes.indexOf(head.sequence);
  while (at >= 0 && found.length < most) {
    const end = at + 4 + (at + 4 <= bytes.length ? bytes.readUInt16BE(at + 2) : bytes.length);
    const isOne =
      end <= bytes.length &&
      end - at <= maxBytes &&
      bytes.subarray(at + 4, at + 6).equals(head.sequence) &&
      bytes.subarray(at + versionAt, at + versionAt + head.version.length).equals(head.version);
    if (isOne) found.push(bytes.subarray(at, end));
    at = bytes.indexOf(head.sequence, isOne ? end : at + 1);
  }
  return found;
}
