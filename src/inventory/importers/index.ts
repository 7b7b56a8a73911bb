import { ansible } from './ansible.ts';
import { consoles } from './consoles.ts';
import { cyclonedx } from './cyclonedx.ts';
import { driverquery } from './driverquery.ts';
import { fleet } from './fleet.ts';
import { glpi } from './glpi.ts';
import type { Importer } from './importer.ts';
import { osquery } from './osquery.ts';
import { dpkgList, rpmList } from './package-lists.ts';
import { spdx } from './spdx.ts';
import { syft } from './syft.ts';
import { wazuh } from './wazuh.ts';
import { winget } from './winget.ts';

/** Every foreign format, in the order in which they are tried: those that say what they are come first. */
export const importers: readonly Importer[] = [
  cyclonedx,
  spdx,
  syft,
  glpi,
  ansible,
  fleet,
  wazuh,
  osquery,
  dpkgList,
  rpmList,
  winget,
  driverquery,
  ...consoles,
];

/** Ids that `--from` takes. */
export const formatIds: readonly string[] = ['native', ...importers.map(({ id }) => id)];
