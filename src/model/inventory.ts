import { z } from 'zod';
import { Coverage } from './gap.ts';
import type { Immutable } from './immutable.ts';
import { labelsShape } from './labels-schema.ts';
import { platforms } from './vocabulary.ts';

/** Schema of what was scanned. */
export const Target = z.object({
  type: z.enum(['host', 'root', 'image', 'inventory']),
  platform: z.enum(platforms).optional(),
  os: z.string().optional().describe('human name of the operating system'),
  osId: z.string().optional().describe('ID of os-release, e.g. debian'),
  role: z.string().optional().describe('workstation, server or domain-controller, where the system says so'),
  furtherRoles: z
    .string()
    .optional()
    .describe('what else the system is for: remote-desktop-host, exchange-server; several divided by ", "'),
  hostname: z.string().optional(),
  id: z.string().optional().describe('stable id of this operating system installation'),
  hardwareId: z.string().optional().describe('id of the hardware, only asked for by machine formats'),
  path: z
    .string()
    .optional()
    .describe('the directory or file that the user named: its real path, or what an inventory says'),
  image: z
    .string()
    .optional()
    .describe('which system of an image: reference and platform of a container image, partition of a disk'),
  digest: z.string().optional().describe('digest of the manifest of a container image, e.g. sha256:…'),
  ...labelsShape,
});

/** What was scanned. */
export type Target = Immutable<z.infer<typeof Target>>;

/** Schema of the name and version under which the program presents itself. */
export const Tool = z.object({ name: z.string(), version: z.string() });

/** The name and version under which the program presents itself. */
export type Tool = Immutable<z.infer<typeof Tool>>;

/** Schema of the first line of a native inventory (NDJSON). */
export const InventoryHeader = z.object({
  schema: z.literal('phaseout/inventory@1'),
  tool: Tool,
  scannedAt: z.string().optional(),
  target: Target,
});

/** First line of a native inventory. */
export type InventoryHeader = Immutable<z.infer<typeof InventoryHeader>>;

/** Schema of one host of several that were judged together, as its inventory states it. */
export const StatedInventory = z.object({
  host: z.string().describe('the name by which findings, coverage and hosts of this report mean it'),
  hostname: z
    .string()
    .nullable()
    .optional()
    .describe(
      'its own name where `host` is another, because several hosts have that name; null where it states none',
    ),
  ...Target.pick({
    type: true,
    platform: true,
    os: true,
    id: true,
    hardwareId: true,
    path: true,
    image: true,
    client: true,
    site: true,
    tags: true,
  }).shape,
  scannedAt: z
    .string()
    .optional()
    .describe(
      'absent of type inventory: rows that somebody else collected, for which the time of the report counts',
    ),
});

/** One host of several that were judged together, as its inventory states it. */
export type StatedInventory = Immutable<z.infer<typeof StatedInventory>>;

/** Schema of the last line of a native inventory. */
export const InventoryTrailer = z.object({
  coverage: z.array(Coverage),
  complete: z.boolean().describe('false where the scan was interrupted'),
});

/** Last line of a native inventory. */
export type InventoryTrailer = Immutable<z.infer<typeof InventoryTrailer>>;
