import type { Finding, FindingProduct } from '../model/finding.ts';
import type { RulePack } from '../model/rule-pack.ts';
import type { Observation, ObservedProduct } from './observation.ts';

/**
 * An observed product as the finding that it was, with what the pack says of the product today where it knows it; its
 * evidence is not kept, its platform is.
 */
export function asFinding(
  observed: ObservedProduct,
  platform: Observation['platform'],
  known: RulePack['products'][number] | undefined,
): Finding {
  const { id, status, confidence, installedAt } = observed;
  const { name, vendor, class: productClass, capabilities, platforms } = known ?? observed;
  const product: FindingProduct = {
    id,
    name,
    vendor,
    class: productClass,
    platforms: platform === undefined ? platforms : [platform],
    capabilities,
  };
  return {
    id,
    product,
    status,
    confidence,
    ...(installedAt !== undefined && { installedAt }),
    evidence: [],
  };
}
