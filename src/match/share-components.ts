import type { Product } from '../model/product.ts';
import { judge, stronger, strongestActivity, type Verdict } from './judge.ts';
import { type Activity, isGone } from './proof.ts';
import type { Held } from './signature-hits.ts';

/** One product on one host while it is being judged. */
export interface Case {
  readonly product: Product;
  /** Evidence of its own signatures. */
  readonly own: readonly Held[];
  /** Evidence of components that it owns. */
  readonly lent: Held[];
  verdict: Verdict | undefined;
  /** Sign of life of its own evidence, and of lent evidence that nothing else explains. */
  activity: Activity | undefined;
}

/** Opens a case: judges a product by its own evidence. */
export function openCase(product: Product, own: readonly Held[]): Case {
  return { product, own, lent: [], verdict: judge(own), activity: strongestActivity(own) };
}

/**
 * Gives the evidence of components to the products that share them, for one host.
 * In this order: to every owner that is installed; else to an integration whose other vendor's product shows a sign of
 * being here, which thereby becomes a probable installation; else to owners that left residue. What nobody owns stays
 * with the component, whose case is judged by the rest.
 *
 * A shared part that runs makes its installed owners active only where none of them is active by itself:
 * otherwise that one explains it.
 */
export function shareComponents(cases: readonly Case[], components: readonly Case[]): Case[] {
  const parts = components.flatMap(({ own }) => bySignature(own));
  addIntegrations(cases, parts);
  const given = new Set<Held>();
  for (const part of parts) {
    const owners = ownersOf(part, cases);
    const installed = owners.filter(({ verdict }) => verdict?.status === 'installed');
    const heirs = installed.length > 0 ? installed : owners.filter(({ verdict }) => verdict !== undefined);
    if (heirs.length === 0) continue;
    for (const held of part) given.add(held);
    for (const heir of heirs) heir.lent.push(...part);
  }
  lendActivity(cases, parts);
  const left = components.map(({ product, own }) => {
    const rest = own.filter((held) => !given.has(held));
    return openCase(product, rest);
  });
  return [...cases, ...left];
}

/** An integration with a living sign of its vendor's product, beside an engine part that no installation explains. */
function addIntegrations(cases: readonly Case[], parts: readonly (readonly Held[])[]): void {
  const unexplained = parts.filter((part) => !ownersOf(part, cases).some(isInstalled));
  for (const each of cases) {
    if (each.product.class !== 'integration' || isInstalled(each)) continue;
    const sign = each.own.some(({ proof, evidence }) => proof === 'sign' && !isGone(evidence.item));
    if (!sign) continue;
    const engine = unexplained.filter((part) => owns(each.product, part)).flat();
    if (judge(engine) !== undefined) each.verdict = { status: 'installed', confidence: 'probable' };
  }
}

function lendActivity(cases: readonly Case[], parts: readonly (readonly Held[])[]): void {
  const lent = new Map<Case, Activity | undefined>();
  for (const part of parts) {
    const heirs = ownersOf(part, cases).filter(isInstalled);
    if (heirs.some(({ activity }) => activity === 'running' || activity === 'start-type')) continue;
    const activity = strongestActivity(part);
    for (const heir of heirs) lent.set(heir, stronger(lent.get(heir), activity));
  }
  for (const [heir, activity] of lent) heir.activity = stronger(heir.activity, activity);
}

function ownersOf(part: readonly Held[], cases: readonly Case[]): Case[] {
  return cases.filter(({ product }) => owns(product, part));
}

/** Whether a product is among the owners of a component's signature. */
function owns(product: Product, [first]: readonly Held[]): boolean {
  if (first === undefined || first.signature.subject.type !== 'product') return false;
  const { subject, signature, platforms } = first.signature;
  const owners = signature.owners ?? [];
  if (owners.includes(product.product)) return true;
  if (!owners.includes('*')) return false;
  const common = product.platforms.some((platform) => platforms.includes(platform));
  return common && product.vendor === subject.product.vendor;
}

function isInstalled({ verdict }: Case): boolean {
  return verdict?.status === 'installed';
}

function bySignature(held: readonly Held[]): Held[][] {
  const groups = new Map<string, Held[]>();
  for (const each of held) {
    const group = groups.get(each.signature.id);
    if (group === undefined) groups.set(each.signature.id, [each]);
    else group.push(each);
  }
  return [...groups.values()];
}
