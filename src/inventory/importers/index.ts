import { cyclonedx } from './cyclonedx.ts';
import type { Importer } from './importer.ts';
import { osquery } from './osquery.ts';
import { dpkgList, rpmList } from './package-lists.ts';
import { spdx } from './spdx.ts';
import { syft } from './syft.ts';

/** Every foreign format, in the order in which they are tried: those that say what they are come first. */
export const importers: readonly Importer[] = [osquery, cyclonedx, spdx, syft, dpkgList, rpmList];

/** Ids that `--from` takes. */
export const formatIds: readonly string[] = ['native', ...importers.map(({ id }) => id)];
