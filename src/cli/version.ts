import type { Tool } from '../model/inventory.ts';

declare const __PHASEOUT_VERSION__: string;

/** Name and version of this program; the version comes from package.json when it is built. */
export const tool: Tool = { name: 'phaseout', version: __PHASEOUT_VERSION__ };
