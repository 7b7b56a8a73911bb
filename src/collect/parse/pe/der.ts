/** Certificates, signers and attributes: a real signature has tens of them. */
const maxChildren = 1024;

/** Thrown with a sentence that says what is wrong with a signature. */
export class SignatureError extends Error {}

/** One value: identifier octet, content, and all of its bytes. The buffers are views, nothing is copied. */
export interface DerValue {
  readonly tag: number;
  readonly content: Buffer;
  readonly whole: Buffer;
}

/** Identifier octets of the values that lead to a signer. Source: X.690 section 8.1.2. */
export const derTag = {
  oid: 0x06,
  sequence: 0x30,
  set: 0x31,
  /** [0] and [1], constructed, and [0] primitive. */
  context0: 0xa0,
  context1: 0xa1,
  contextBytes0: 0x80,
} as const;

/**
 * The first value in `bytes`; what comes after it is ignored. It is only stepped over, never looked into, so that a
 * signature of any shape costs no more than the way to its signer. Throws {@link SignatureError} where the value is
 * not whole or has an indefinite length, which DER does not know.
 */
export function readDer(bytes: Buffer): DerValue {
  const tag = bytes[0];
  const first = bytes[1];
  if (tag === undefined || first === undefined) throw new SignatureError('it ends too early');
  if ((tag & 0x1f) === 0x1f || first === 0x80) throw new SignatureError('it is no DER');
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
  if (lengthBytes > 4 || bytes.length < 2 + lengthBytes) throw new SignatureError('it ends too early');
  const length = lengthBytes === 0 ? first : bytes.readUIntBE(2, lengthBytes);
  const start = 2 + lengthBytes;
  if (start + length > bytes.length) throw new SignatureError('it ends too early');
  return {
    tag,
    content: bytes.subarray(start, start + length),
    whole: bytes.subarray(0, start + length),
  };
}

/** The values within a constructed one, in order; none in any other, or where there is none. */
export function derChildren(value: DerValue | undefined): DerValue[] {
  const children: DerValue[] = [];
  if (value === undefined || (value.tag & 0x20) === 0) return children;
  for (let rest = value.content; rest.length > 0; ) {
    if (children.length === maxChildren) throw new SignatureError('it holds too many values');
    const child = readDer(rest);
    children.push(child);
    rest = rest.subarray(child.whole.length);
  }
  return children;
}

/** Content of an object identifier in hexadecimal; undefined for all others. */
export function derOid(value: DerValue | undefined): string | undefined {
  return value?.tag === derTag.oid && value.content.length < 64 ? value.content.toString('hex') : undefined;
}
