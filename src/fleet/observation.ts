import { z } from 'zod';
import type { Immutable } from '../model/immutable.ts';
import { labelsShape } from '../model/labels-schema.ts';
import {
  capabilities,
  confidences,
  encryptionStates,
  gapReasons,
  platforms,
  productClasses,
  readinessAnswers,
  statuses,
  stopReasons,
} from '../model/vocabulary.ts';

/** Version of what is kept of a report. A database does not store it: its tables have a version of their own. */
export const observationVersion = 1;

/** Schema of one finding as it is kept: what is needed to date it again, and no evidence. */
export const ObservedProduct = z.object({
  id: z.string(),
  name: z.string(),
  vendor: z.string(),
  class: z.enum(productClasses),
  platforms: z.array(z.enum(platforms)),
  capabilities: z.array(z.enum(capabilities)),
  status: z.enum(statuses),
  basis: z.enum(['running', 'start-type', 'loaded']).optional(),
  confidence: z.enum(confidences),
  version: z.string().optional(),
  installedAt: z.string().optional().describe('never selects a phase'),
  acceptedUntil: z
    .string()
    .optional()
    .describe('last day (YYYY-MM-DD) on which the report itself accepts it; only where it does'),
  stops: z
    .array(z.enum(stopReasons))
    .optional()
    .describe('what the report says must be settled before it is removed; only where there is something'),
});

/** One finding as it is kept. */
export type ObservedProduct = Immutable<z.infer<typeof ObservedProduct>>;

/** Schema of a gap as it is kept. */
export const ObservedGap = z.object({
  collector: z.string(),
  reason: z.enum(gapReasons),
  source: z.string(),
  message: z.string(),
  couldHide: z.enum(statuses),
});

/** A gap as it is kept. */
export type ObservedGap = Immutable<z.infer<typeof ObservedGap>>;

/**
 * Schema of what is kept of one report for one host: who the host is, what was found, how far was looked, and nothing
 * that can be worked out again.
 */
export const Observation = z.object({
  v: z.literal(observationVersion),
  digest: z
    .string()
    .describe(
      '32 hex digits over everything else here but `stops` of products: the same report twice has the same, so it counts once',
    ),
  at: z
    .number()
    .nullable()
    .describe('when it was scanned, ms since 1970 UTC; null where the report does not say'),
  type: z.enum(['host', 'root', 'image', 'inventory']),
  hostname: z.string().optional(),
  id: z.string().optional().describe('of this operating system installation'),
  hardwareId: z
    .string()
    .optional()
    .describe('absent also where it is one that makers leave in many machines'),
  place: z
    .string()
    .optional()
    .describe(
      'the folder or image that was scanned, where it was no running host; two of them are two installations, whatever their ids say',
    ),
  platform: z.enum(platforms).optional(),
  os: z.string().optional(),
  role: z.string().optional(),
  ...labelsShape,
  image: z
    .string()
    .optional()
    .describe('the image of which this host is a non-persistent instance (tag image=NAME)'),
  audiences: z
    .array(z.string())
    .optional()
    .describe('for whom it was judged when the report was made; only where hosts had audiences of their own'),
  whole: z
    .boolean()
    .describe('a complete scan without a gap that could hide a finding: only such a scan can clear a host'),
  interrupted: z.boolean().describe('the scan says that it is not complete'),
  looked: z.array(z.string()).describe('collectors that ended without a gap, sorted'),
  gaps: z.number().int().nonnegative().describe('how many gaps could hide a finding'),
  couldHide: z
    .enum(statuses)
    .optional()
    .describe(
      'the worst status that a gap could hide; absent where there is none, or where more than gaps is missing',
    ),
  someGaps: z.array(ObservedGap).describe('the first few of them'),
  products: z.array(ObservedProduct).describe('by id; one entry for each product'),
  servers: z.array(z.string()).describe('management servers that an agent on this host names'),
  readiness: z.enum(readinessAnswers),
  encryption: z.enum(encryptionStates),
  rebootPending: z.boolean().optional(),
  packs: z.array(
    z.object({
      id: z.string(),
      version: z.string(),
      date: z.string().optional(),
      sha256: z.string(),
    }),
  ),
});

/** What is kept of one report for one host. */
export type Observation = Immutable<z.infer<typeof Observation>>;
