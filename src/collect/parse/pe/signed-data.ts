import { type Block, children, contentHex, contextTag, isSet, textOf } from './asn1-block.ts';

/** The signer of one signature, as its own certificate names it. */
export interface SignerName {
  readonly commonName: string | undefined;
  readonly organisation: string | undefined;
}

const oid = {
  signedData: '1.2.840.113549.1.7.2',
  nestedSignature: '1.3.6.1.4.1.311.2.4.1',
  subjectKeyIdentifier: '2.5.29.14',
  commonName: '2.5.4.3',
  organisation: '2.5.4.10',
};

/** Depth: a nested signature with its own time stamp needs about 40. Nodes: a certificate has some 150. */
const limits = { maxDepth: 64, maxNodes: 20_000, maxContentLength: 1024 * 1024, parseEmbedded: false };
const maxSignatures = 16;
const maxNameChars = 256;

/** Thrown with a sentence that says what is wrong with a signature. */
export class SignatureError extends Error {}

/**
 * Names of those who claim to have signed: first the signers of the signature itself, then those of signatures nested
 * in it. `undefined` stands for a signer whose certificate is not among those that the signature carries. Nothing is
 * verified. Throws {@link SignatureError} where the bytes are no such signature; bytes after it are ignored.
 * Source: RFC 5652 sections 3 to 5 (PKCS#7 1.5 differs in the content alone, which is not looked at); Microsoft,
 * Windows Authenticode Portable Executable Signature Format; the nested signature is SPC_NESTED_SIGNATURE.
 */
export async function readSignerNames(pkcs7: Buffer): Promise<readonly (SignerName | undefined)[]> {
  const names: (SignerName | undefined)[] = [];
  const waiting: Block[] = [await decode(pkcs7)];
  for (let read = 0; read < maxSignatures; read++) {
    const contentInfo = waiting.shift();
    if (contentInfo === undefined) break;
    const [type, content] = children(contentInfo);
    if (textOf(type) !== oid.signedData) throw new SignatureError('it holds no signed data');
    const { certificates, signerInfos } = readSignedData(children(content)[0]);
    for (const signerInfo of signerInfos.slice(0, maxSignatures)) {
      names.push(findSigner(signerInfo, certificates));
      waiting.push(...nestedSignatures(signerInfo));
    }
  }
  return names;
}

async function decode(bytes: Buffer): Promise<Block> {
  // Loaded here, because a scan that meets no signed file has no need of it.
  const { fromBER } = await import('asn1js');
  try {
    const { result, offset } = fromBER(bytes, limits);
    if (offset !== -1) return result;
    throw new SignatureError(result.error || 'it is no ASN.1');
  } catch (error) {
    if (error instanceof SignatureError) throw error;
    throw new SignatureError(error instanceof Error ? error.message : 'it is no ASN.1');
  }
}

/** A certificate by what signers refer to it with. */
interface Certificate {
  readonly issuerAndSerial: string;
  readonly keyIdentifier: string | undefined;
  readonly subject: Block | undefined;
}

/** RFC 5652 section 5.1: version, digests, content, [0] certificates, [1] revocation lists, signers. */
function readSignedData(signedData: Block | undefined): {
  certificates: readonly Certificate[];
  signerInfos: readonly Block[];
} {
  const parts = children(signedData);
  const signerInfos = parts.at(-1);
  if (parts.length < 4 || !isSet(signerInfos)) throw new SignatureError('its signed data has no signers');
  const certificates = children(parts.find((part) => contextTag(part) === 0)).map(readCertificate);
  return { certificates, signerInfos: children(signerInfos) };
}

/** RFC 5280 section 4.1: [0] version, serial number, algorithm, issuer, validity, subject, key …, [3] extensions. */
function readCertificate(certificate: Block): Certificate {
  const parts = children(children(certificate)[0]);
  const [serial, , issuer, , subject] = contextTag(parts[0]) === 0 ? parts.slice(1) : parts;
  const extensions = children(children(parts.find((part) => contextTag(part) === 3))[0]).map(children);
  const keyIdentifier = extensions.find(([id]) => textOf(id) === oid.subjectKeyIdentifier)?.at(-1);
  return {
    issuerAndSerial: reference(issuer, serial),
    // The extension's value is an octet string that holds the whole of another, of less than 128 bytes.
    keyIdentifier: keyIdentifier && contentHex(keyIdentifier).slice(4),
    subject,
  };
}

/** RFC 5652 section 5.3: version, then issuer and serial number, or [0] the subject key identifier. */
function findSigner(signerInfo: Block, certificates: readonly Certificate[]): SignerName | undefined {
  const identifier = children(signerInfo)[1];
  const isKey = contextTag(identifier) === 0;
  const [issuer, serial] = children(identifier);
  const wanted = isKey ? contentHex(identifier) : reference(issuer, serial);
  const found = certificates.find(
    (certificate) => wanted === (isKey ? certificate.keyIdentifier : certificate.issuerAndSerial),
  );
  return found && readName(found.subject);
}

/** RFC 5280 section 4.1.2.4: a name is a list of sets of pairs. The first of each kind counts. */
function readName(name: Block | undefined): SignerName {
  const pairs = children(name).flatMap(children).map(children);
  const read = (wanted: string): string | undefined => {
    const value = pairs.find(([type]) => textOf(type) === wanted)?.[1];
    return textOf(value)?.trim().slice(0, maxNameChars) || undefined;
  };
  return { commonName: read(oid.commonName), organisation: read(oid.organisation) };
}

/** Unsigned attributes are [1] of a signer; each is a type and a set of values. */
function nestedSignatures(signerInfo: Block): readonly Block[] {
  return children(children(signerInfo).find((part) => contextTag(part) === 1))
    .map(children)
    .filter(([type]) => textOf(type) === oid.nestedSignature)
    .flatMap(([, values]) => children(values));
}

/** Issuer and serial number as one text: the bytes of both, as Windows compares them. */
function reference(issuer: Block | undefined, serial: Block | undefined): string {
  return `${contentHex(issuer)} ${contentHex(serial)}`;
}
