import { type Certificate, readCertificate } from './certificate.ts';
import { type DerValue, derChildren, derOid, derTag, readDer, SignatureError } from './der.ts';

/** Object identifiers by the bytes of their content. */
const oid = {
  /** 1.2.840.113549.1.7.2 */
  signedData: '2a864886f70d010702',
  /** 1.3.6.1.4.1.311.2.4.1, SPC_NESTED_SIGNATURE */
  nestedSignature: '2b060104018237020401',
};
const maxSignatures = 16;

/**
 * The certificates of those who claim to have signed: first the signers of the signature itself, then those of
 * signatures nested in it; 16 signatures at most. `undefined` stands for a signer whose certificate is not among those
 * that the signature carries. Nothing is verified. Throws {@link SignatureError} where the bytes are no such signature.
 * Source: RFC 5652 sections 3 to 5 (PKCS#7 1.5 differs in the content alone, which is not looked at); Microsoft,
 * Windows Authenticode Portable Executable Signature Format.
 */
export async function* readSigners(pkcs7: Buffer): AsyncGenerator<Certificate | undefined> {
  const waiting = [readDer(pkcs7)];
  for (let read = 0; read < maxSignatures; read++) {
    const contentInfo = waiting.shift();
    if (contentInfo === undefined) break;
    const [type, content] = derChildren(contentInfo);
    if (derOid(type) !== oid.signedData) throw new SignatureError('it holds no signed data');
    const { certificates, signerInfos } = readSignedData(derChildren(content)[0]);
    for (const signerInfo of signerInfos.slice(0, maxSignatures)) {
      yield await findSigner(signerInfo, certificates);
      waiting.push(...nestedSignatures(signerInfo));
    }
  }
}

/** RFC 5652 section 5.1: version, digests, content, [0] certificates, [1] revocation lists, signers. */
function readSignedData(signedData: DerValue | undefined): {
  certificates: readonly DerValue[];
  signerInfos: readonly DerValue[];
} {
  const parts = derChildren(signedData);
  const signerInfos = parts.at(-1);
  if (parts.length < 4 || signerInfos?.tag !== derTag.set) {
    throw new SignatureError('its signed data has no signers');
  }
  const certificates = parts.find(({ tag }) => tag === derTag.context0);
  return { certificates: derChildren(certificates), signerInfos: derChildren(signerInfos) };
}

/** RFC 5652 section 5.3: version, then issuer and serial number, or [0] the subject key identifier. */
async function findSigner(
  signerInfo: DerValue,
  certificates: readonly DerValue[],
): Promise<Certificate | undefined> {
  const identifier = derChildren(signerInfo)[1];
  if (identifier?.tag === derTag.contextBytes0) {
    const wanted = identifier.content.toString('hex');
    for (const { whole } of certificates.slice(0, maxSignatures)) {
      const certificate = await readCertificate(whole);
      if (certificate.keyIdentifier === wanted) return certificate;
    }
    return undefined;
  }
  const [issuer, serial] = derChildren(identifier);
  const found = certificates.find((certificate) => isIssued(certificate, issuer, serial));
  return found && readCertificate(found.whole);
}

/** RFC 5280 section 4.1: [0] version, serial number, algorithm, issuer … Compared by their bytes, as Windows does. */
function isIssued(
  certificate: DerValue,
  issuer: DerValue | undefined,
  serial: DerValue | undefined,
): boolean {
  const parts = derChildren(derChildren(certificate)[0]);
  const [ownSerial, , ownIssuer] = parts[0]?.tag === derTag.context0 ? parts.slice(1) : parts;
  return isSame(ownSerial, serial) && isSame(ownIssuer, issuer);
}

function isSame(one: DerValue | undefined, other: DerValue | undefined): boolean {
  return one !== undefined && other !== undefined && one.whole.equals(other.whole);
}

/** Unsigned attributes are [1] of a signer; each is a type and a set of values. */
function nestedSignatures(signerInfo: DerValue): DerValue[] {
  return derChildren(derChildren(signerInfo).find(({ tag }) => tag === derTag.context1))
    .map(derChildren)
    .filter(([type]) => derOid(type) === oid.nestedSignature)
    .flatMap(([, values]) => derChildren(values));
}
