import { encryptionStops } from '../deadline/encryption.ts';
import { removalExposes } from '../deadline/readiness.ts';
import { type StopReason, stopReasons } from '../model/vocabulary.ts';
import { asFinding } from './as-finding.ts';
import type { Observation, ObservedProduct } from './observation.ts';

/**
 * What must be settled before a product is removed from a host, as a report of one host says it: the protection that
 * would remain, and what is encrypted. What the report itself named stays, because it saw the evidence (of leftovers that
 * encrypt) that is not kept.
 */
export function stopsOf(
  product: ObservedProduct,
  { readiness, encryption }: Pick<Observation, 'readiness' | 'encryption'>,
): StopReason[] {
  const finding = asFinding(product, undefined, undefined);
  const unexplained = { text: '', evidence: [] };
  const holds: Readonly<Record<StopReason, boolean>> = {
    protection: removalExposes(finding, { ...unexplained, answer: readiness, confidence: 'probable' }),
    encryption: encryptionStops(finding, { ...unexplained, state: encryption }),
  };
  return stopReasons.filter((reason) => holds[reason] || product.stops?.includes(reason));
}
