import { z } from 'zod';
import type { Immutable } from '../model/immutable.ts';
import { labelsShape } from '../model/labels-schema.ts';
import {
  bindings,
  confidences,
  encryptionStates,
  phaseKinds,
  platforms,
  productClasses,
  readinessAnswers,
  statuses,
  stopReasons,
} from '../model/vocabulary.ts';

/**
 * What a host counts as, from worst to best:
 * - `affected`: its latest report has a finding
 * - `unproven`: an earlier report has one; the latest does not, but proves nothing (gaps, fewer sources, no id)
 * - `unknown`: not seen for the asked number of days, or its reports say no time that can be believed
 * - `incomplete`: nothing is found (never, or not since it was proven gone), and the latest report proves nothing
 * - `cleared`: a finding is gone, and a later complete scan of the same installation says so
 * - `clean`: complete scans, never a finding
 */
export const fleetStates = ['affected', 'unproven', 'unknown', 'incomplete', 'cleared', 'clean'] as const;
/** One of {@link fleetStates}. */
export type FleetState = (typeof fleetStates)[number];

/** Schema of the deadline that governs a finding for one audience, as of the as-of instant. */
export const FleetDeadline = z.object({
  audience: z.string(),
  regime: z.string(),
  regimeTitle: z.string(),
  phase: z.string(),
  title: z.string(),
  label: z.string().optional(),
  kind: z.enum(phaseKinds),
  binding: z.enum(bindings),
  effective: z.string().nullable().describe('instant with offset'),
  date: z.string().describe('as the instrument states it'),
  zone: z.string(),
  precision: z.enum(['instant', 'day', 'month', 'none']),
  inEffect: z.boolean(),
  days: z.number().int().nullable().describe('calendar days from the date to the as-of day; negative before'),
  overdueDays: z
    .number()
    .int()
    .nullable()
    .optional()
    .describe('only where law in effect asks for absence: days since it is overdue'),
  meaning: z.string().describe('what it asks of whom, and whether continued use violates it'),
});

/** The deadline that governs a finding for one audience. */
export type FleetDeadline = Immutable<z.infer<typeof FleetDeadline>>;

/** Schema of one product in the history of one host. */
export const HostProduct = z.object({
  id: z.string(),
  name: z.string(),
  class: z.enum(productClasses),
  status: z.enum(statuses).describe('in the last report that has it'),
  basis: z.enum(['running', 'start-type', 'loaded']).optional(),
  confidence: z.enum(confidences),
  version: z.string().optional(),
  state: z
    .enum(['present', 'unproven', 'cleared'])
    .describe('present: in the latest report; unproven: gone, but nothing proves it; cleared: proven gone'),
  change: z
    .enum(['new', 'came-back'])
    .optional()
    .describe(
      'new: first found by a later report than the first of this host; came-back: found again after it was cleared',
    ),
  firstSeen: z.string().optional().describe('instant, UTC'),
  lastSeen: z.string().optional().describe('instant, UTC'),
  accepted: z
    .object({ until: z.string() })
    .optional()
    .describe('accepted by its report or --accept: counts in the exit code only after this day'),
  stops: z
    .array(z.enum(stopReasons))
    .describe('what must be settled before it is removed; empty where nothing, and where it is proven gone'),
  governing: z.array(FleetDeadline).describe('one for each audience for which a deadline governs'),
});

/** One product in the history of one host. */
export type HostProduct = Immutable<z.infer<typeof HostProduct>>;

/** Schema of one host (or one image with its instances) of a fleet. */
export const HostRow = z.object({
  key: z
    .string()
    .describe(
      'what tells it from every other: id:…, hardware:…, place:…, name:… or image:…; a clone has a number behind; expected:… of one of --expected without any report',
    ),
  host: z.string().describe('the name that its latest report gives; empty where none does'),
  formerNames: z.array(z.string()).optional(),
  ...labelsShape,
  assigned: z.boolean().describe('false where --assign was given and names no row for this host'),
  image: z.string().optional(),
  place: z
    .string()
    .optional()
    .describe('the folder or image that was scanned last, where it was no running host'),
  instances: z
    .object({
      seen: z.number().int().describe('instances with a report in the asked number of days'),
      affected: z.number().int(),
      gone: z.number().int().describe('not seen for the asked number of days'),
    })
    .optional()
    .describe('only of an image'),
  platform: z.enum(platforms).optional(),
  os: z.string().optional(),
  role: z.string().optional(),
  state: z.enum(fleetStates),
  lastState: z.enum(fleetStates).optional().describe('of an unknown host: what its last report made of it'),
  why: z.string().describe('one sentence on why it counts as this; empty where the state says it all'),
  status: z
    .enum(statuses)
    .optional()
    .describe('the worst status among products that are present or unproven'),
  products: z.array(HostProduct),
  deadline: FleetDeadline.nullable().describe('the worst of its products that are present or unproven'),
  firstSeen: z.string().optional().describe('instant, UTC'),
  lastSeen: z.string().optional().describe('instant, UTC'),
  daysUnseen: z.number().int().optional().describe('whole days since the latest report'),
  reports: z
    .number()
    .int()
    .describe('different reports of this host; 0 of one of --expected without any, which ndjson alone holds'),
  whole: z
    .boolean()
    .describe(
      'the latest report proves what it does not have: a complete scan, by rules by which the fleet is judged, that still proves what was cleared earlier; of an image: so does that of every instance seen lately',
    ),
  gaps: z.number().int().describe('of the latest report'),
  couldHide: z
    .enum(statuses)
    .optional()
    .describe('the worst status that its gaps could hide; where it is not whole and says none: anything'),
  readiness: z.enum(readinessAnswers),
  encryption: z.enum(encryptionStates),
  servers: z.array(z.string()).describe('management servers that its agent names'),
  clone: z
    .number()
    .int()
    .optional()
    .describe(
      'how many hosts seen lately (running, folders or images) share its installation id; each of them is a row of its own',
    ),
  reimagedFrom: z
    .array(z.string())
    .optional()
    .describe('keys of earlier installations on the same hardware, newest first'),
  sameName: z.number().int().optional().describe('how many other installations have the same name'),
  audiences: z.array(z.string()).describe('for whom it was judged; empty: presence alone'),
});

/** One host of a fleet: what `--format ndjson` writes one line of. */
export type HostRow = Immutable<z.infer<typeof HostRow>>;
