import { isCalendarDay } from '../model/calendar.ts';
import {
  capabilities,
  confidences,
  platforms,
  productClasses,
  statuses,
  stopReasons,
} from '../model/vocabulary.ts';
import { exactText, type Fields, isFields, objects, text, word, wordsOf } from './decode.ts';
import type { ObservedProduct } from './observation.ts';

/** Products that are kept of one host; a real one has a handful. */
const maxProducts = 200;

/**
 * The findings of one host as they are kept, by id, one for each product. `dropped` where one could not be read or
 * there are too many: then something was found that this does not hold.
 */
export function observeProducts(findings: readonly Fields[]): {
  readonly products: ObservedProduct[];
  readonly dropped: boolean;
} {
  const kept = new Map<string, ObservedProduct>();
  let dropped = false;
  for (const finding of findings) {
    const product = observeProduct(finding);
    if (product === undefined) {
      dropped = true;
      continue;
    }
    const known = kept.get(product.id);
    // One product twice on a host is no report of ours; the worse of the two counts.
    if (known === undefined || statuses.indexOf(product.status) < statuses.indexOf(known.status))
      kept.set(product.id, product);
  }
  const all = [...kept.values()].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  return { products: all.slice(0, maxProducts), dropped: dropped || all.length > maxProducts };
}

function observeProduct(finding: Fields): ObservedProduct | undefined {
  const { product } = finding;
  if (!isFields(product)) return undefined;
  const id = exactText(product['id'], 120);
  const status = word(finding['status'], statuses);
  const productClass = word(product['class'], productClasses);
  if (id === undefined || status === undefined || productClass === undefined) return undefined;
  const basis = word(finding['basis'], ['running', 'start-type', 'loaded'] as const);
  const version = text(finding['version'], 80);
  const installedAt = exactText(finding['installedAt'], 40);
  return {
    id,
    name: text(product['name'], 120) ?? id,
    vendor: text(product['vendor'], 120) ?? '',
    class: productClass,
    platforms: wordsOf(product['platforms'], platforms),
    capabilities: wordsOf(product['capabilities'], capabilities),
    status,
    ...(basis !== undefined && { basis }),
    confidence: word(finding['confidence'], confidences) ?? 'probable',
    ...(version !== undefined && { version }),
    ...(installedAt !== undefined && { installedAt }),
    ...acceptedUntil(finding),
    ...stops(finding),
  };
}

function acceptedUntil({ accepted }: Fields): Pick<ObservedProduct, 'acceptedUntil'> {
  const until = isFields(accepted) ? exactText(accepted['until'], 10) : undefined;
  return until !== undefined && isCalendarDay(until) ? { acceptedUntil: until } : {};
}

function stops({ recommendation }: Fields): Pick<ObservedProduct, 'stops'> {
  const named = isFields(recommendation) ? objects(recommendation['stops'], 10) : [];
  const reasons = wordsOf(
    named.map(({ reason }) => reason),
    stopReasons,
  );
  return reasons.length > 0 ? { stops: reasons } : {};
}
