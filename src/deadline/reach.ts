import type { Finding } from '../model/finding.ts';
import type { Reach } from '../model/regime.ts';
import type { Status } from '../model/vocabulary.ts';

const statusesUnlessNamed: readonly Status[] = ['active', 'installed'];

/** Whether a phase reaches a finding: everything that its reach names must hold. Residue is reached only where it is named. */
export function reaches(reach: Reach, finding: Finding): boolean {
  return (reach.statuses ?? statusesUnlessNamed).includes(finding.status) && describes(reach, finding);
}

/** {@link reaches} for a phase's special wording: a reach without statuses fits every status that the phase itself reaches. */
export function describes(reach: Reach, finding: Finding): boolean {
  const { product, status } = finding;
  return (
    (reach.statuses?.includes(status) ?? true) &&
    (reach.classes?.includes(product.class) ?? true) &&
    !(reach.notClasses?.includes(product.class) ?? false) &&
    (reach.anyCapability?.some((capability) => product.capabilities.includes(capability)) ?? true) &&
    !(reach.notCapabilities?.some((capability) => product.capabilities.includes(capability)) ?? false) &&
    (reach.products?.includes(product.id) ?? true) &&
    !(reach.notProducts?.includes(product.id) ?? false) &&
    (reach.platforms?.some((platform) => platformsOf(finding).has(platform)) ?? true)
  );
}

/** The platforms on which the product was seen; those that it exists for where the evidence does not say. */
function platformsOf(finding: Finding): ReadonlySet<string> {
  const seen = finding.evidence.flatMap(({ item }) => (item.platform === undefined ? [] : [item.platform]));
  return new Set<string>(seen.length > 0 ? seen : finding.product.platforms);
}
