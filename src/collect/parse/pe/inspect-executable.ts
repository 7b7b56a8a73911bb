import type { ByteSource } from '../../../host/byte-source.ts';
import { readCertificateTable } from './certificate-table.ts';
import { SignatureError } from './der.ts';
import type { ExecutableDamage, ExecutableFacts, OnDamage } from './executable-facts.ts';
import { readPeHeader } from './pe-header.ts';
import { readAhead } from './read-ahead.ts';
import { readVersionResources } from './resource-tree.ts';
import { readSigners } from './signed-data.ts';
import { readVersionText } from './version-text.ts';

/**
 * What a Windows executable, library or driver file says of its maker, of whatever size: its header, the way to its
 * version resources (each 64 KiB at most) and its certificate table (1 MiB at most) are read, nothing else.
 * Everything is claimed by the file and nothing of it is verified. Throws only what `source` throws.
 */
export async function inspectExecutable(source: ByteSource): Promise<ExecutableFacts> {
  const damages: ExecutableDamage[] = [];
  const onDamage: OnDamage = (reason, message) => {
    if (!damages.some((known) => known.message === message)) damages.push({ reason, message });
  };
  const bytes = readAhead(source);
  const header = await readPeHeader(bytes, onDamage);
  if (header === undefined) return { signed: false, damages };

  const resources = await readVersionResources(bytes, header, onDamage);
  const text = readVersionText(resources, onDamage);
  const signatures =
    header.certificates === undefined
      ? []
      : await readCertificateTable(source, header.certificates, onDamage);
  const signers = await claimedNames(signatures, onDamage);
  return {
    ...text,
    signed: signatures.length > 0,
    ...(signers[0] !== undefined && { signer: signers[0], signers }),
    damages,
  };
}

/** Every distinct name, in the order of the signatures; what was read before a damage counts. */
async function claimedNames(signatures: readonly Buffer[], onDamage: OnDamage): Promise<string[]> {
  const names = new Set<string>();
  for (const signature of signatures) {
    try {
      for await (const signer of readSigners(signature)) {
        if (signer === undefined) {
          onDamage('malformed-source', 'a signature without the certificate of its signer');
        }
        if (signer?.commonName !== undefined) names.add(signer.commonName);
        if (signer?.organisation !== undefined) names.add(signer.organisation);
      }
    } catch (error) {
      if (!(error instanceof SignatureError)) throw error;
      onDamage('malformed-source', `a signature cannot be read: ${error.message}`);
    }
  }
  return [...names];
}
