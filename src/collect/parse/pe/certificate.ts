import { type Block, children, contentHex, contextTag, textOf } from './asn1-block.ts';
import { SignatureError } from './der.ts';

/** What a certificate says of its owner. */
export interface Certificate {
  readonly commonName: string | undefined;
  readonly organisation: string | undefined;
  /** Subject key identifier in hexadecimal. */
  readonly keyIdentifier: string | undefined;
}

/**
 * Certificates of signers have 1 to 3 KiB. The library keeps some 700 bytes for each byte of an object identifier, and
 * its time grows with the square of a boolean: within this bound a hostile one costs 6 MB and 20 ms.
 */
const maxBytes = 8 * 1024;
const limits = { maxDepth: 32, maxNodes: 2000, maxContentLength: maxBytes, parseEmbedded: false };
const maxNameChars = 256;

const oid = { subjectKeyIdentifier: '2.5.29.14', commonName: '2.5.4.3', organisation: '2.5.4.10' };

/**
 * Names and key identifier of one X.509 certificate. Throws {@link SignatureError} where it is none or is too large.
 * Source: RFC 5280 section 4.1: [0] version, serial number, algorithm, issuer, validity, subject, key …, [3] extensions.
 */
export async function readCertificate(certificate: Buffer): Promise<Certificate> {
  if (certificate.length > maxBytes) {
    throw new SignatureError(`its signer's certificate has ${certificate.length} bytes`);
  }
  const parts = children(children(await decode(certificate))[0]);
  const subject = parts[contextTag(parts[0]) === 0 ? 5 : 4];
  const extensions = children(children(parts.find((part) => contextTag(part) === 3))[0]).map(children);
  const keyIdentifier = extensions.find(([id]) => textOf(id) === oid.subjectKeyIdentifier)?.at(-1);
  return {
    commonName: readName(subject, oid.commonName),
    organisation: readName(subject, oid.organisation),
    // The extension's value is an octet string that holds the whole of another, of less than 128 bytes.
    keyIdentifier: keyIdentifier && contentHex(keyIdentifier).slice(4),
  };
}

async function decode(bytes: Buffer): Promise<Block> {
  // Loaded here, because a scan that meets no signed file has no need of it.
  const { fromBER } = await import('asn1js');
  const refuse = (why: string): SignatureError => new SignatureError(`its signer's certificate: ${why}`);
  try {
    const { result, offset } = fromBER(bytes, limits);
    if (offset !== -1) return result;
    throw refuse(result.error);
  } catch (error) {
    if (error instanceof SignatureError) throw error;
    throw refuse(error instanceof Error ? error.message : String(error));
  }
}

/** A name is a list of sets of pairs (RFC 5280 section 4.1.2.4). The first of a kind counts. */
function readName(name: Block | undefined, wanted: string): string | undefined {
  const pairs = children(name).flatMap(children).map(children);
  const value = pairs.find(([type]) => textOf(type) === wanted)?.[1];
  return textOf(value)?.trim().slice(0, maxNameChars) || undefined;
}
