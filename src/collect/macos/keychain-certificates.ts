import type { Item } from '../../model/item.ts';
import type { Collector } from '../collector.ts';
import { readCertificate } from '../parse/certificate-blob.ts';
import { certificatesIn } from '../parse/der-search.ts';
import { orGap } from '../reading.ts';

const keychain = '/Library/Keychains/System.keychain';
const signature = 'kych';
const maxBytes = 16 * 1024 * 1024;
const maxCertificates = 2000;

/**
 * Certificates in the keychain of the machine, where root certificates of products are. Keychains keep certificates
 * unencrypted; they are found by their own form, so neither their labels nor whether the machine trusts them is known.
 * Source: libyal/dtformats documentation, MacOS keychain database file format (signature `kych`).
 */
export const keychainCertificates: Collector = {
  id: 'keychain-certificates',
  platforms: ['macos'],
  kinds: ['certificate'],
  reads: 'certificates in the keychain of the machine; whether they are trusted is not read',
  rights: 'none',
  couldHide: 'residue',
  wants: [keychain],
  async *collect(ctx) {
    const bytes = await orGap(ctx, undefined, () => ctx.host.files.read(keychain, { maxBytes }));
    if (bytes === undefined) return;
    if (bytes.toString('latin1', 0, 4) !== signature) {
      ctx.gap('unsupported-format', keychain, 'this is no keychain of the known form');
      return;
    }
    const found = certificatesIn(bytes, maxCertificates + 1);
    if (found.length > maxCertificates)
      ctx.gap('too-large', keychain, `more than ${maxCertificates} certificates; the others were not read`);
    for (const der of found.slice(0, maxCertificates)) {
      const item = certificateItem(der);
      if (item !== undefined) yield item;
    }
  },
};

function certificateItem(der: Buffer): Item | undefined {
  const facts = readCertificate(der);
  if (facts === undefined) return undefined;
  const { name, organisation, subject, issuer, thumbprint, notBefore, notAfter } = facts;
  return {
    kind: 'certificate',
    collector: 'keychain-certificates',
    name,
    ...(organisation && { publisher: organisation }),
    scope: 'machine',
    origin: keychain,
    platform: 'macos',
    attributes: {
      store: 'system-keychain',
      subject,
      issuer,
      thumbprint,
      ...(notBefore && { notBefore }),
      ...(notAfter && { notAfter }),
    },
  };
}
