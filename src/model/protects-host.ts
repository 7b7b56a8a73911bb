import type { Finding } from './finding.ts';
import type { ProductClass } from './vocabulary.ts';

/**
 * Classes whose products guard no host against malware: what they do ends with them, and the host is as safe as before.
 * A gateway guards a flow, a console manages, a scanner works only while somebody runs it. What is not named here counts
 * as protection, EDR and products that integrate the engine among it, so that doubt keeps a host guarded.
 */
const guardNoHost: ReadonlySet<ProductClass> = new Set<ProductClass>([
  'mail-gateway',
  'web-gateway',
  'collaboration-protection',
  'scan-engine',
  'siem',
  'network-sensor',
  'management-server',
  'management-agent',
  'management-console',
  'cloud-proxy',
  'vpn',
  'password-manager',
  'parental-control',
  'on-demand-scanner',
  'utility',
  'removal-tool',
  'rescue-disk',
  'browser-extension',
  'certificate',
  'threat-intelligence',
  'training',
  'advisory',
  'developer-library',
]);

/** Whether the host loses protection against malware when this product goes. Leftovers protect nothing. */
export function protectsHost({ status, product }: Finding): boolean {
  return status !== 'residue' && !guardNoHost.has(product.class);
}
