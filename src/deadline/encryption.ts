import type { Evidence, Finding } from '../model/finding.ts';
import type { Encryption } from '../model/host-state.ts';
import type { Product } from '../model/product.ts';
import { protectsHost } from '../model/protects-host.ts';
import type { StateRows } from './state-rows.ts';

/** What encryption is judged by: one host. */
export interface EncryptionInput {
  readonly findings: readonly Finding[];
  /** Products of the pack by id. */
  readonly products: ReadonlyMap<string, Pick<Product, 'encryption' | 'name'>>;
  readonly states: StateRows;
  /** Whether services, drivers and installed programs could all be read, so that no part seen means that none is there. */
  readonly partsRead: boolean;
}

/**
 * Whether the found products encrypt something on one host. No sign on a host tells the state of the encryption
 * itself (no command and no value for it was found), so `encrypted` and `decrypted` come only from a row
 * `product-encryption` that an inventory brings from where it is known, the management server. Of a product that can
 * encrypt and whose parts are not seen, `not-installed` is said only where all places of them were read.
 */
export function assessEncryption(input: EncryptionInput): Encryption {
  const { states } = input;
  const parts = partsOf(input);
  const able = input.findings.filter(
    ({ product, status }) => status !== 'residue' && input.products.get(product.id)?.encryption !== undefined,
  );
  const said = states.evidence('product-encryption');
  const told = states.texts('product-encryption');
  if (told.includes('encrypted'))
    return {
      state: 'encrypted',
      text: 'The inventory says that something on this host is encrypted by the product. Decrypt it by policy, and wait until that is reported as done.',
      evidence: [...said, ...parts],
    };
  if (told.includes('decrypted') && (able.length > 0 || parts.length > 0))
    return {
      state: 'decrypted',
      text: 'The inventory says that everything on this host is decrypted.',
      evidence: [...said, ...parts],
    };
  if (parts.length > 0)
    return {
      state: 'component-installed',
      text: `A part that encrypts is here (${namesOf(parts)}); whether anything is encrypted could not be read. Check on the management server, and decrypt first.`,
      evidence: parts,
    };
  const names = [...new Set(able.map(({ product }) => product.name))].join(', ');
  if (able.length === 0)
    return { state: 'not-installed', text: 'Nothing was found that encrypts disks or files.', evidence: [] };
  if (!input.partsRead)
    return {
      state: 'component-installed',
      text: `${names} can encrypt disks and files; whether that part is installed was not read, so treat it as installed. Check on the management server, and decrypt first.`,
      evidence: [],
    };
  return {
    state: 'not-installed',
    text: `${names} can encrypt disks and files; none of the parts that do was found. Check on the management server all the same.`,
    evidence: [],
  };
}

/**
 * Whether the open question of encryption stops the removal of this finding: of what encrypts or guards the host, of
 * leftovers that hold a part that encrypts, and of the agent, through which decryption is ordered.
 */
export function encryptionStops(finding: Finding, { state, evidence }: Encryption): boolean {
  if (state === 'not-installed' || state === 'decrypted') return false;
  if (finding.status !== 'residue')
    return protectsHost(finding) || finding.product.class === 'management-agent';
  return evidence.some((part) => finding.evidence.some(({ item }) => item === part.item));
}

/** Evidence of any finding that is named like a part which encrypts; a driver's name may carry the tag of a release. */
function partsOf({ findings, products }: EncryptionInput): Evidence[] {
  const names = [...products.values()].flatMap(({ encryption }) => encryption?.parts ?? []);
  const folded = names.map((name) => name.toLowerCase());
  const isPart = ({ item }: Evidence): boolean => {
    const name = item.name.toLowerCase();
    return folded.some(
      (part) => name.startsWith(part) && /^(\.sys)?([. ].*)?$/.test(name.slice(part.length)),
    );
  };
  const seen = new Set<Evidence['item']>();
  return findings
    .flatMap(({ evidence }) => evidence.filter(isPart))
    .filter(({ item }) => !seen.has(item) && seen.add(item));
}

function namesOf(parts: readonly Evidence[]): string {
  return [...new Set(parts.map(({ item }) => item.name))].slice(0, 5).join(', ');
}
