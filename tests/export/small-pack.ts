import type { RulePack } from '../../src/model/rule-pack.ts';
import { builtInPack } from '../rule-pack/built-in-pack.ts';

const all = builtInPack();
const wanted: Readonly<Record<string, readonly string[]>> = {
  'kes-windows': ['uninstall-entry', 'service-tagged', 'folder'],
  kesl: ['package', 'folder'],
};

/** A few signatures of the built-in rules, for texts that a person reads whole. */
export const smallPack: RulePack = {
  ...all,
  identities: [
    {
      id: 'phaseout-kaspersky',
      version: '2026.11.22',
      date: '2026-11-22',
      sha256: '0'.repeat(64),
      builtin: true,
    },
  ],
  products: all.products.flatMap((product) => {
    const ids = wanted[product.product];
    if (ids === undefined) return [];
    return [{ ...product, signatures: product.signatures.filter(({ id }) => ids.includes(id)) }];
  }),
  protections: [],
};
