import { isUtf8 } from 'node:buffer';

/** A signature file: one line with the signature, then the manifest that it is over, to the last byte. */
export interface SignatureFile {
  readonly signature: Uint8Array;
  readonly manifest: string;
}

/** Bytes of a signature file at most; a pack of 2,000 files with long names stays below. */
export const maxSignatureBytes = 2 * 1024 * 1024;

const format = 'phaseout/pack-signature@1';

/** The text of a signature file. */
export function signatureFileText({ signature, manifest }: SignatureFile): string {
  return `${format} ${Buffer.from(signature).toString('base64')}\n${manifest}`;
}

/** Reads a signature file; says what is wrong with it where it is none. Of the manifest nothing is looked at. */
export function parseSignatureFile(bytes: Uint8Array): SignatureFile | { readonly wrong: string } {
  if (bytes.length > maxSignatureBytes) return { wrong: `is larger than ${maxSignatureBytes} bytes` };
  if (!isUtf8(bytes)) return { wrong: 'is no text in UTF-8' };
  const text = Buffer.from(bytes).toString('utf8');
  if (!text.startsWith(`${format} `)) return { wrong: `does not begin with "${format}"` };
  const end = text.indexOf('\n');
  const encoded = text.slice(format.length + 1, end === -1 ? undefined : end);
  if (encoded.endsWith('\r')) return { wrong: 'has its line ends changed (CR LF): copy it as binary' };
  const signature = Buffer.from(encoded, 'base64');
  // Decoding is lenient, so only what encodes to the same text again is taken.
  if (signature.length !== 64 || signature.toString('base64') !== encoded) {
    return { wrong: 'is cut off, or its first line holds no signature of 64 bytes in Base64' };
  }
  if (end === -1) return { wrong: 'is cut off after the signature' };
  return { signature, manifest: text.slice(end + 1) };
}
