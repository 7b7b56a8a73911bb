import type { Evidence } from './finding.ts';
import type { Protection } from './product.ts';

/** Another vendor's protection product that was recognised on a host. Never a finding; answers readiness. */
export interface ProtectionHit {
  readonly protection: Protection;
  /** Absent where the host has no name. */
  readonly host?: string;
  /** True where a service or process of it runs, or offline will start at boot. */
  readonly running: boolean;
  readonly evidence: readonly Evidence[];
}
