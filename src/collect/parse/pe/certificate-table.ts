import type { ByteSource } from '../../../host/byte-source.ts';
import type { OnDamage } from './executable-facts.ts';
import type { ByteRange } from './pe-header.ts';

/** Signatures with a whole chain and a time stamp have 8 to 20 KiB; page hashes of a large driver add some. */
const maxTableBytes = 1024 * 1024;
const maxCertificates = 16;
const headerBytes = 8;
const pkcsSignedData = 2;

/**
 * The PKCS#7 signatures that stand in the certificate table, in order, each with the filling after it.
 * Entries of other types are passed over. Of a table over 1 MiB the first MiB is read.
 * Source: Microsoft, PE Format, "The Attribute Certificate Table".
 */
export async function readCertificateTable(
  source: ByteSource,
  range: ByteRange,
  onDamage: OnDamage,
): Promise<readonly Buffer[]> {
  const table = await source.read(range.offset, Math.min(range.size, maxTableBytes));
  if (table.length < Math.min(range.size, maxTableBytes)) {
    onDamage('malformed-source', 'the certificate table ends beyond the file');
  }
  if (range.size > maxTableBytes) {
    onDamage('too-large', `a certificate table of ${range.size} bytes, of which 1 MiB is read`);
  }
  const signatures: Buffer[] = [];
  for (let at = 0; at + headerBytes <= table.length; ) {
    const length = table.readUInt32LE(at);
    if (length <= headerBytes) {
      // Filling after the last entry is no damage.
      if (length !== 0 || signatures.length === 0) {
        onDamage('malformed-source', 'the certificate table holds an empty entry');
      }
      break;
    }
    if (at + length > range.size) {
      onDamage('malformed-source', 'a certificate states a length beyond its table');
    }
    if (signatures.length === maxCertificates) {
      onDamage('too-large', `more than ${maxCertificates} certificates; the first are read`);
      break;
    }
    if (table.readUInt16LE(at + 6) === pkcsSignedData) {
      signatures.push(table.subarray(at + headerBytes, at + length));
    }
    at += Math.ceil(length / 8) * 8;
  }
  return signatures;
}
