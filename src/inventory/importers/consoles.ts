import {
  configManager,
  configManagerProducts,
  defender,
  intune,
  intuneCounts,
} from './consoles/microsoft.ts';
import { datto, lansweeper, lansweeperAliased, ninja, pdq } from './consoles/other-consoles.ts';
import { getPackage, wmic } from './consoles/windows-commands.ts';
import type { Importer } from './importer.ts';

/** Tables of consoles and of programs of Windows; those with more marks come before those with fewer. */
export const consoles: readonly Importer[] = [
  intune,
  intuneCounts,
  defender,
  configManagerProducts,
  configManager,
  lansweeper,
  lansweeperAliased,
  pdq,
  ninja,
  datto,
  wmic,
  getPackage,
];
