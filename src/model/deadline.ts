import { z } from 'zod';
import type { Immutable } from './immutable.ts';
import { bindings, phaseBinds, phaseKinds } from './vocabulary.ts';

/** Schema of a phase that applies to a finding, for one requested audience. */
export const Deadline = z.object({
  audience: z.string().describe('the requested audience, also where the phase binds one that it implies'),
  regime: z.string(),
  regimeTitle: z.string(),
  phase: z.string(),
  title: z.string(),
  label: z.string().optional().describe('the title in a few words, for a timeline'),
  kind: z.enum(phaseKinds),
  form: z
    .enum(['from', 'by', 'trigger'])
    .describe('from this instant, by the end of this day, or after a trigger'),
  effective: z
    .string()
    .nullable()
    .describe('instant with offset; for a "by" day 00:00 of the following day; null for a trigger'),
  date: z
    .string()
    .describe(
      'ISO day or instant as the instrument states it; for a month YYYY-MM or words; the term of a trigger in words',
    ),
  zone: z.string().describe('IANA zone in which days are counted'),
  precision: z.enum(['instant', 'day', 'month', 'none']),
  inEffect: z.boolean(),
  days: z.number().int().nullable().describe('calendar days from the date to the as-of day; negative before'),
  binding: z.enum(bindings),
  binds: z.enum(phaseBinds),
  history: z.boolean().describe('a stronger regime has overtaken this one; it never governs'),
  meaning: z.string(),
  source: z.string(),
});

/** A phase that applies to a finding, for one requested audience. */
export type Deadline = Immutable<z.infer<typeof Deadline>>;

/** Schema of the one deadline that governs a finding for one requested audience. */
export const Governing = z.object({
  audience: z.string(),
  deadline: Deadline.nullable(),
  presentSince: z
    .string()
    .optional()
    .describe(
      'day of the first evidence that the product was there, YYYY-MM-DD in the zone of the deadline; absent where it is not known; never selects a phase',
    ),
  overdue: z
    .object({
      since: z
        .enum(['date', 'presence'])
        .describe('the later of the two: the date of the deadline, or presentSince'),
      days: z
        .number()
        .int()
        .nullable()
        .describe('calendar days since then; null where the date is known to the month only'),
    })
    .optional()
    .describe(
      'only where law in effect asks for absence and presentSince is known; without it a deadline is in force, not overdue',
    ),
  why: z.string().describe('why this deadline governs, or why none does'),
});

/** The one deadline that governs a finding for one requested audience, or null and why. */
export type Governing = Immutable<z.infer<typeof Governing>>;

/** Since when the product is known to be there, and whether that makes its deadline overdue. */
export type Presence = Pick<Governing, 'presentSince' | 'overdue'>;
