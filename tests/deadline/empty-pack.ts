import type { RulePack } from '../../src/model/rule-pack.ts';

/** A pack of nothing. */
export const emptyPack: RulePack = {
  identities: [],
  products: [],
  protections: [],
  hazards: [],
  alternatives: [],
  regimes: [],
  audiences: [],
};
