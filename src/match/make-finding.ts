import type { Finding } from '../model/finding.ts';
import type { Product } from '../model/product.ts';
import { compareVersions } from '../model/version.ts';
import { strongestActivity } from './judge.ts';
import { byCodeUnit } from './order.ts';
import type { Case } from './share-components.ts';
import { type Held, mostRelevant } from './signature-hits.ts';

/** Makes a judged case a finding; undefined where nothing was proven. `truncated` where evidence was left out. */
export function makeFinding(
  { product, own, lent, verdict, activity }: Case,
  host: string | undefined,
): { finding: Finding; truncated: boolean } | undefined {
  if (verdict === undefined) return undefined;
  const held = [...own, ...lent];
  const { kept, truncated } = mostRelevant(held);
  const version = versionOf(own);
  const installedAt = earliest(held);
  const finding: Finding = {
    id: host === undefined ? product.product : `${product.product}@${host}`,
    product: findingProduct(product),
    ...(verdict.status === 'installed' ? installedStatus(activity) : residueStatus(held)),
    confidence: verdict.confidence,
    ...(version !== undefined && { version }),
    ...(host !== undefined && { host }),
    ...(installedAt !== undefined && { installedAt }),
    evidence: kept.map(({ evidence }) => evidence),
  };
  return { finding, truncated };
}

function installedStatus(activity: Case['activity']): Pick<Finding, 'status' | 'basis'> {
  if (activity === 'running' || activity === 'start-type') return { status: 'active', basis: activity };
  return { status: 'installed' };
}

function residueStatus(held: readonly Held[]): Pick<Finding, 'status' | 'basis'> {
  // A leftover that would start is residue all the same; one still running or loaded is worth saying.
  const basis = strongestActivity(held.filter(({ activity }) => activity !== 'start-type'));
  return basis === undefined ? { status: 'residue' } : { status: 'residue', basis };
}

function findingProduct(product: Product): Finding['product'] {
  const { name, vendor, class: productClass, platforms, capabilities } = product;
  return { id: product.product, name, vendor, class: productClass, platforms, capabilities };
}

/**
 * The version of the software row that proves installation, a confirmed signature before a probable before a weak one,
 * then the highest; else the highest of any other software row of the product.
 */
function versionOf(own: readonly Held[]): string | undefined {
  const rank = { confirmed: 0, probable: 1, weak: 2 };
  const versions = own.flatMap(({ proof, signature, evidence: { item } }) => {
    if (item.kind !== 'software' || item.version === undefined || item.version === '') return [];
    return [
      { version: item.version, rank: proof === 'installed' ? rank[signature.signature.confidence] : 3 },
    ];
  });
  versions.sort(
    (a, b) => a.rank - b.rank || compareVersions(b.version, a.version) || byCodeUnit(a.version, b.version),
  );
  return versions[0]?.version;
}

/** The earliest install time as its row writes it; a bare date counts from 00:00 UTC. Other text is passed over. */
function earliest(held: readonly Held[]): string | undefined {
  const times = held.flatMap(({ evidence: { item } }) => {
    if (
      item.installedAt === undefined ||
      !/^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2})?)?$/.test(item.installedAt)
    ) {
      return [];
    }
    const ms = Date.parse(withZone(item.installedAt));
    return Number.isNaN(ms) ? [] : [{ text: item.installedAt, ms }];
  });
  times.sort((a, b) => a.ms - b.ms || byCodeUnit(a.text, b.text));
  return times[0]?.text;
}

/** Without a zone a time would be read in that of the machine that runs the program. */
function withZone(time: string): string {
  return time.includes('T') && !/(Z|[+-]\d{2}:\d{2})$/.test(time) ? `${time}Z` : time;
}
