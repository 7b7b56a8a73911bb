import type { Importer } from './importer.ts';
import { osquery } from './osquery.ts';

/** Every foreign format, in the order in which they are tried: those that say what they are come first. */
export const importers: readonly Importer[] = [osquery];

/** Ids that `--from` takes. */
export const formatIds: readonly string[] = ['native', ...importers.map(({ id }) => id)];
