import { z } from 'zod';
import { isCalendarDay, isInstant, isZone } from './calendar.ts';
import type { Immutable } from './immutable.ts';
import { Id, Source } from './signature.ts';
import { bindings, capabilities, phaseBinds, phaseKinds, productClasses, statuses } from './vocabulary.ts';

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'a day, YYYY-MM-DD')
  .refine(isCalendarDay, { message: 'a day that exists' });
const instant = z
  .string()
  .regex(
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}([+-]\d{2}:\d{2}|Z)$/,
    'an instant with its offset, YYYY-MM-DDThh:mm:ss±hh:mm',
  )
  .refine(isInstant, { message: 'an instant that exists' });
const zone = z
  .string()
  .regex(/^([A-Za-z]+\/[A-Za-z_/+-]+|UTC)$/, 'an IANA time zone, e.g. America/New_York')
  .refine(isZone, { message: 'an IANA time zone that exists' });
const words = z
  .string()
  .min(1)
  .max(80)
  .optional()
  .describe(
    'how the date is said where the day is not fixed or not verified, doubt included, e.g. "mid-March 2023, day not known"; printed as it stands',
  );
const confidence = z.enum(['high', 'medium', 'low']);
const mark = z
  .enum(['primary', 'secondary', 'computed'])
  .describe(
    'primary: the instrument was read for this; secondary: a named source; computed: arithmetic on one of these',
  );

/**
 * Schema of when a phase takes effect: from an instant or the beginning of a day, by the end of a day,
 * or started by a trigger with a term and no fixed date. `month` marks a day that the instrument does not fix.
 */
export const When = z.union([
  z.strictObject({
    from: z.union([instant, day]),
    zone,
    precision: z.enum(['instant', 'day', 'month']),
    words,
  }),
  z.strictObject({ by: day, zone, precision: z.enum(['day', 'month']), words }),
  z.strictObject({
    trigger: z.string().min(1).max(200),
    term: z.string().min(1).max(100),
    zone,
    since: day.optional().describe('the day from which the rule itself holds'),
  }),
]);

/** When a phase takes effect. */
export type PhaseWhen = Immutable<z.infer<typeof When>>;

/** Schema of which findings a phase reaches. Everything given must hold; what is left out does not limit. */
export const Reach = z.strictObject({
  statuses: z
    .array(z.enum(statuses))
    .min(1)
    .optional()
    .describe('default: active and installed; residue must be named'),
  classes: z.array(z.enum(productClasses)).min(1).optional(),
  notClasses: z.array(z.enum(productClasses)).min(1).optional(),
  anyCapability: z.array(z.enum(capabilities)).min(1).optional(),
  notCapabilities: z.array(z.enum(capabilities)).min(1).optional(),
  products: z.array(Id).min(1).optional(),
  notProducts: z.array(Id).min(1).optional(),
  platforms: z.array(z.string()).min(1).optional(),
});

/** Which findings a phase reaches. */
export type Reach = Immutable<z.infer<typeof Reach>>;

/** Schema of a dated (or triggered) step of a regime. */
export const Phase = z.strictObject({
  id: Id,
  title: z.string().min(1).max(120).describe('for a phase that ends supply: a noun that names what ends'),
  label: z.string().min(1).max(18).optional().describe('for the timeline, e.g. "updates, KSN"'),
  kind: z.enum(phaseKinds),
  when: When,
  audiences: z.array(Id).min(1).describe('whom the phase is about; audiences that imply them are included'),
  binds: z.enum(phaseBinds),
  reach: Reach.default({}),
  meaning: z
    .string()
    .min(1)
    .max(600)
    .describe(
      'what a reader is told; plain sentences, never stronger than the source; {vendor} and {product} stand for those of the finding',
    ),
  meaningFor: z
    .array(
      z.strictObject({
        reach: Reach,
        audiences: z.array(Id).min(1).optional(),
        meaning: z.string().min(1).max(600),
      }),
    )
    .optional()
    .describe('other words for some findings or audiences; the first that fits is used'),
  doubt: z.string().max(600).optional(),
  neverOverdue: z
    .string()
    .min(1)
    .max(300)
    .optional()
    .describe(
      'only of a phase that asks for absence: why nobody is told "overdue", e.g. no day is printed, or a scan cannot know what the duty turns on',
    ),
  databases: z
    .strictObject({
      expectedBefore: instant.describe('before this a date of databases is expected'),
      expected: z.string().min(1).max(300),
      between: z.string().min(1).max(300).describe('from that instant to the date of the phase'),
      after: z.string().min(1).max(400).describe('from the date of the phase on'),
      source: Source,
    })
    .optional()
    .describe('only of a phase that ends supply: what the date of databases on a host then says'),
  mark,
  confidence,
  source: Source,
});

/** A dated (or triggered) step of a regime. */
export type Phase = Immutable<z.infer<typeof Phase>>;

/** Schema of a legal instrument or official advice. One YAML document. */
export const Regime = z.strictObject({
  regime: Id,
  title: z.string().min(1).max(120),
  short: z.string().min(1).max(60).describe('how a sentence names it'),
  jurisdiction: z.string().min(2).max(60),
  authority: z.string().min(1).max(300),
  instrument: z.string().min(1).max(400),
  legalBasis: z.string().max(300).optional(),
  binding: z.enum(bindings),
  bound: z.string().min(1).max(600).describe('who is bound'),
  notBound: z.string().max(600).optional(),
  exceptions: z.string().max(600).optional(),
  penalty: z.string().max(600).optional(),
  overtakenBy: z.strictObject({ regime: Id, why: z.string().min(1).max(400) }).optional(),
  standing: z
    .string()
    .min(1)
    .max(600)
    .describe('what could be established for the day of the pack, never a guess'),
  read: z.string().min(1).max(600).describe('how far the instrument itself was read'),
  notDetermined: z.array(z.string().min(1).max(400)).default([]),
  facts: z
    .array(z.strictObject({ fact: z.string().min(1).max(600), mark, confidence, source: Source }))
    .default([])
    .describe('further facts that `regimes show` prints with their sources'),
  phases: z.array(Phase).min(1).max(30),
  source: Source,
});

/** A legal instrument or official advice that restricts products for an audience. */
export type Regime = Immutable<z.infer<typeof Regime>>;

/** Schema of an audience: who is bound. Audiences imply others as data. */
export const Audience = z.strictObject({
  audience: Id,
  name: z.string().min(1).max(120),
  about: z.string().min(1).max(600),
  implies: z.array(Id).default([]),
});

/** Who is bound by a phase. */
export type Audience = Immutable<z.infer<typeof Audience>>;
