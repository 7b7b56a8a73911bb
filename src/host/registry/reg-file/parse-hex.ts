/** Bytes of `01,02,…`; line continuations and blanks may stand between them. Undefined where it is no such list. */
export function parseHexList(text: string, from: number): Buffer | undefined {
  const bytes = Buffer.allocUnsafe(Math.ceil((text.length - from) / 2) + 1);
  let length = 0;
  let digits = 0;
  let byte = 0;
  for (let at = from; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const digit = hexDigit(unit);
    if (digit >= 0) {
      if (++digits > 2) return undefined;
      byte = byte * 16 + digit;
    } else if (unit === comma) {
      if (digits === 0) return undefined;
      bytes[length++] = byte;
      digits = 0;
      byte = 0;
    } else if (unit === semicolon) {
      break; // a comment
    } else if (unit !== backslash && unit > space) {
      return undefined;
    }
  }
  if (digits > 0) bytes[length++] = byte;
  return bytes.subarray(0, length);
}

const comma = 0x2c;
const semicolon = 0x3b;
const backslash = 0x5c;
const space = 0x20;

function hexDigit(unit: number): number {
  if (unit >= 0x30 && unit <= 0x39) return unit - 0x30;
  const lower = unit | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}
