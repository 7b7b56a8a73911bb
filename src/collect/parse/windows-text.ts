/** Text of a file as Windows writes it: UTF-16 with a byte order mark, else UTF-8; bytes that are neither are replaced. */
export function windowsText(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le', 2);
  return bytes.toString('utf8').replace(/^\ufeff/, '');
}
