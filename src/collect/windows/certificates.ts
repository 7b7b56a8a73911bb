import type { Item } from '../../model/item.ts';
import type { CollectContext, Collector } from '../collector.ts';
import { certificateInBlob, readCertificate } from '../parse/certificate-blob.ts';
import { openKey, registryOf, scopeOf, subkeysOf, usersOf, valuesOf } from '../registry-reading.ts';

/** Stores that decide whom the machine trusts. AuthRoot is Microsoft's own list and is left out. */
const stores = ['ROOT', 'CA', 'TrustedPublisher'] as const;
const machinePlaces = [
  'HKLM\\SOFTWARE\\Microsoft\\SystemCertificates',
  'HKLM\\SOFTWARE\\Policies\\Microsoft\\SystemCertificates',
  'HKLM\\SOFTWARE\\Microsoft\\EnterpriseCertificates',
];
const userPlaces = [
  'Software\\Microsoft\\SystemCertificates',
  'Software\\Policies\\Microsoft\\SystemCertificates',
];

/**
 * Certificates that the machine, a policy or a user trusts as root, intermediate or publisher.
 * Layout: facts section 3, checked on real hives.
 */
export const certificates: Collector = {
  id: 'certificates',
  platforms: ['windows'],
  kinds: ['certificate'],
  reads: 'certificates that the machine, policies and users trust as root, intermediate or publisher',
  rights: "elevated (administrator), for other users' certificates",
  couldHide: 'residue',
  wants: stores.flatMap((store) => [
    ...machinePlaces.map((place) => `${place}\\${store}\\Certificates`),
    ...userPlaces.map((place) => `HKU\\*\\${place}\\${store}\\Certificates`),
  ]),
  async *collect(ctx) {
    registryOf(ctx);
    for (const place of machinePlaces) yield* storesOf(ctx, place, 'machine');
    for (const user of await usersOf(ctx)) {
      for (const place of userPlaces) yield* storesOf(ctx, `HKU\\${user.sid}\\${place}`, scopeOf(user));
    }
  },
};

async function* storesOf(ctx: CollectContext, place: string, scope: string): AsyncGenerator<Item> {
  for (const store of stores) {
    const list = await openKey(ctx, `${place}\\${store}\\Certificates`);
    for (const key of await subkeysOf(ctx, list)) {
      const blob = (await valuesOf(ctx, key)).bytes('Blob');
      const der = blob === undefined ? undefined : certificateInBlob(blob);
      const facts = der === undefined ? undefined : readCertificate(der);
      if (facts === undefined) {
        ctx.gap('malformed-row', key.path, 'no certificate can be read out of this entry');
        continue;
      }
      yield {
        kind: 'certificate',
        collector: 'certificates',
        name: facts.name,
        ...(facts.organisation && { publisher: facts.organisation }),
        scope,
        origin: key.path,
        platform: 'windows',
        attributes: {
          store: store.toLowerCase(),
          subject: facts.subject,
          issuer: facts.issuer,
          thumbprint: facts.thumbprint,
          ...(facts.notBefore && { notBefore: facts.notBefore }),
          ...(facts.notAfter && { notAfter: facts.notAfter }),
        },
      };
    }
  }
}
