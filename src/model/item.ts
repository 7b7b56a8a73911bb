import { z } from 'zod';
import type { Immutable } from './immutable.ts';
import { itemKinds, itemStates, platforms } from './vocabulary.ts';

/** Schema of one inventory row. Its text is untrusted and unescaped; renderers escape it. */
export const Item = z.object({
  kind: z.enum(itemKinds),
  collector: z.string().describe('id of the collector or importer that read the row'),
  name: z
    .string()
    .describe('package name, service key, module or process name; for a marker the last path segment'),
  displayName: z.string().optional(),
  version: z.string().optional(),
  publisher: z.string().optional().describe('maintainer, vendor or company as the source states it'),
  signer: z.string().optional().describe('name claimed by an embedded signature; never verified'),
  path: z.string().optional().describe('program, driver file or marked path, absolute within the host'),
  installedAt: z.string().optional().describe('ISO 8601 instant, or a bare date'),
  state: z.enum(itemStates).optional(),
  scope: z.string().optional().describe('"machine" (also when absent), or the name or id of a user'),
  origin: z.string().describe('where the row was read: file, registry key, database entry'),
  platform: z.enum(platforms).optional(),
  host: z.string().optional().describe('only in inventories that hold several hosts'),
  ref: z.string().optional().describe("the sender's own row id, handed back in the evidence"),
  attributes: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
    .optional()
    .describe('small facts of one source, e.g. start: auto, programMissing: true'),
});

/** One inventory row: a piece of software, a service, a driver … found on a host. */
export type Item = Immutable<z.infer<typeof Item>>;
