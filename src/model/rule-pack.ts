import { z } from 'zod';
import type { Immutable } from './immutable.ts';
import { Alternative, Hazard, Product, Protection } from './product.ts';
import { Audience, Regime } from './regime.ts';
import type { PackIdentity } from './report.ts';
import { Id } from './signature.ts';

/** Schema of the document that names a pack (`pack.yaml`). */
export const PackManifest = z.strictObject({
  pack: Id,
  name: z.string().min(1).max(120),
  version: z.string().regex(/^\d+\.\d+\.\d+$/, 'three numbers, e.g. 2026.11.22'),
  date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day, YYYY-MM-DD'),
  about: z.string().max(600).optional(),
});

/** The document that names a pack. */
export type PackManifest = Immutable<z.infer<typeof PackManifest>>;

/** The kinds of document a rule file may hold, by the key that each starts with. */
export const documentSchemas = {
  product: Product,
  protection: Protection,
  hazard: Hazard,
  alternative: Alternative,
  regime: Regime,
  audience: Audience,
  pack: PackManifest,
} as const;

/** A rule pack that was checked: the builtin one, or several put together. Lists are in load order, ids unique per list. */
export interface RulePack {
  readonly identities: readonly PackIdentity[];
  readonly products: readonly Product[];
  readonly protections: readonly Protection[];
  readonly hazards: readonly Hazard[];
  readonly alternatives: readonly Alternative[];
  readonly regimes: readonly Regime[];
  readonly audiences: readonly Audience[];
}
