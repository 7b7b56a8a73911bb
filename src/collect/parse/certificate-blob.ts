import { X509Certificate } from 'node:crypto';

/** A certificate larger than this is not parsed; real ones have 1 to 4 KiB. */
const maxCertificateBytes = 64 * 1024;
const maxProperties = 200;
const maxNameUnits = 500;

/** What a certificate states. Names as `CN=…, O=…`, in the order of the certificate. */
export interface CertificateFacts {
  readonly subject: string;
  readonly issuer: string;
  /** Common name of the subject, else its organisation, else the whole subject. */
  readonly name: string;
  readonly organisation?: string;
  /** SHA-1 of the certificate in upper-case hexadecimal, as Windows names its key. */
  readonly thumbprint: string;
  /** ISO 8601 instants; absent where the certificate's time cannot be read. */
  readonly notBefore?: string;
  readonly notAfter?: string;
}

/**
 * The certificate in a `Blob` value of `SystemCertificates`: properties one after another, each a little-endian id,
 * the number 1, a length and that many bytes; id 0x20 holds the certificate (DER). Undefined where there is none.
 * Checked on four real certificates of log2timeline/plaso's NTUSER-WIN7.DAT (facts, section 3).
 */
export function certificateInBlob(blob: Buffer): Buffer | undefined {
  let at = 0;
  for (let count = 0; count < maxProperties && at + 12 <= blob.length; count++) {
    const id = blob.readUInt32LE(at);
    const length = blob.readUInt32LE(at + 8);
    const end = at + 12 + length;
    if (end > blob.length) return undefined;
    if (id === 0x20) return blob.subarray(at + 12, end);
    at = end;
  }
  return undefined;
}

/** Reads a DER certificate; undefined where it is none or larger than 64 KiB. Nothing is verified. */
export function readCertificate(der: Buffer): CertificateFacts | undefined {
  if (der.length > maxCertificateBytes) return undefined;
  const certificate = parse(der);
  if (certificate === undefined) return undefined;
  const subject = oneLine(certificate.subject);
  const organisation = attribute(certificate.subject, 'O');
  const notBefore = isoTime(certificate.validFrom);
  const notAfter = isoTime(certificate.validTo);
  return {
    subject,
    issuer: oneLine(certificate.issuer),
    name: attribute(certificate.subject, 'CN') ?? organisation ?? subject,
    ...(organisation && { organisation }),
    thumbprint: certificate.fingerprint.replaceAll(':', ''),
    ...(notBefore && { notBefore }),
    ...(notAfter && { notAfter }),
  };
}

function parse(der: Buffer): X509Certificate | undefined {
  try {
    return new X509Certificate(der);
  } catch (error) {
    // OpenSSL has no other way to say that these bytes are no certificate.
    if (error instanceof Error) return undefined;
    throw error;
  }
}

/** Node gives a name as one `KEY=value` line each; undefined (against its types) where there is no name at all. */
function oneLine(name: string | undefined): string {
  return withoutEscapes((name ?? '').split('\n').join(', ').slice(0, maxNameUnits));
}

function attribute(name: string | undefined, key: string): string | undefined {
  const line = name?.split('\n').find((each) => each.startsWith(`${key}=`));
  return withoutEscapes(line?.slice(key.length + 1, key.length + 1 + maxNameUnits) ?? '') || undefined;
}

/** OpenSSL writes special characters of a name with a backslash (RFC 2253, section 2.4). */
function withoutEscapes(text: string): string {
  return text.replace(/\\([,+"\\<>;=# ])/g, '$1');
}

/** OpenSSL writes `Jan  5 12:00:00 2030 GMT`. */
function isoTime(text: string): string | undefined {
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}
