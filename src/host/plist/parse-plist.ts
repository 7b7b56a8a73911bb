import { isBinaryPlist, parseBinaryPlist } from './binary-plist.ts';
import { PlistError, type PlistValue } from './plist-value.ts';
import { parseXmlPlist } from './xml-plist.ts';

/**
 * Reads a property list, binary or XML (UTF-8, or UTF-16 with its mark). Throws {@link PlistError} for anything else;
 * the oldest form, with braces and no XML, is `unsupported-format`.
 */
export function parsePlist(bytes: Buffer): PlistValue {
  if (isBinaryPlist(bytes)) return parseBinaryPlist(bytes);
  const text = textOf(bytes);
  if (/^\s*(?:<\?xml|<!DOCTYPE plist|<plist|<!--)/i.test(text.slice(0, 1000))) return parseXmlPlist(text);
  if (/^\s*[{(]/.test(text.slice(0, 1000))) {
    throw new PlistError('unsupported-format', 'it is a property list of the old form, which is not read');
  }
  throw new PlistError('malformed-source', 'it is no property list');
}

function textOf(bytes: Buffer): string {
  const mark = bytes.toString('hex', 0, 2);
  if (mark === 'fffe') return bytes.toString('utf16le', 2);
  if (mark === 'feff') {
    const even = bytes.subarray(2, bytes.length - (bytes.length % 2));
    return Buffer.from(even).swap16().toString('utf16le');
  }
  return bytes.toString('utf8').replace(/^\ufeff/, '');
}
