import type { RulePack } from '../model/rule-pack.ts';
import { visible } from '../model/visible.ts';

/** What a pack looks for, in the words of a sentence: `no … found`, `scans for …`. */
export interface Subject {
  readonly one: string;
  readonly many: string;
}

const maxVendors = 3;
/** Longer lists would fill a policy's name and the one line that an RMM platform takes. */
const maxLength = 80;

/**
 * Words for the products of a pack: Kaspersky's for the built-in pack alone, else those of the vendors that it names, or
 * listed products where these are many. Of vendors' names anything that is not to be seen is escaped; each format escapes
 * the rest.
 */
export function subjectOf({ identities, products }: RulePack): Subject {
  if (identities.every(({ builtin }) => builtin))
    return { one: 'Kaspersky product', many: 'Kaspersky products' };
  // Who carries another vendor's engine, or took over its customers, is not whom the pack is about.
  const own = products.filter(({ class: kind }) => kind !== 'integration' && kind !== 'successor');
  const vendors = [...new Set(own.map(({ vendor }) => visible(vendor)))];
  const names = [vendors.slice(0, -1).join(', '), ...vendors.slice(-1)].filter((part) => part !== '');
  const { length } = names.join(' or ');
  if (length === 0 || length > maxLength || vendors.length > maxVendors)
    return { one: 'listed product', many: 'listed products' };
  return { one: `product of ${names.join(' or ')}`, many: `products of ${names.join(' and ')}` };
}
