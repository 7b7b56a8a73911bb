import { z } from 'zod';
import type { Immutable } from './immutable.ts';
import { Id, Signature, Source } from './signature.ts';
import { capabilities, dateFormats, platforms, productClasses, readFacts, statuses } from './vocabulary.ts';

const sentence = z.string().min(1).max(1000);

/** Schema of one step of a migration as a rule file states it. */
export const MigrationStep = z.strictObject({
  text: sentence,
  command: z.string().min(1).max(300).optional(),
  removes: z
    .boolean()
    .optional()
    .describe(
      'true where the step itself takes the product away or stops it; its command is withheld while nothing else protects the host',
    ),
  packaging: z
    .enum(['deb', 'rpm', 'other'])
    .optional()
    .describe('only where the product was installed this way'),
  source: Source.optional(),
});

/** One step of a migration as a rule file states it. */
export type MigrationStep = Immutable<z.infer<typeof MigrationStep>>;

/** Schema of how to get off a product. */
export const Migration = z.strictObject({
  priority: z.enum(['first', 'normal', 'last']).default('normal'),
  summary: sentence,
  replaceWith: z.array(Id).default([]).describe('ids of alternatives'),
  hazards: z.array(Id).default([]).describe('ids of hazards'),
  steps: z.array(MigrationStep).min(1).max(30),
  residue: z.array(MigrationStep).max(30).default([]).describe('what to do where only leftovers are found'),
  verify: z.array(sentence).max(10).default([]),
  source: Source,
});

/** How to get off a product. */
export type Migration = Immutable<z.infer<typeof Migration>>;

/** Schema of a bounded excerpt that the marker collector fetches as an item of kind `marker` with `attributes.value`. */
export const Read = z
  .strictObject({
    id: Id,
    file: z
      .string()
      .startsWith('/')
      .max(500)
      .optional()
      .describe('a text file; the first matching line is read'),
    line: z.strictObject({ prefix: z.string().min(1).max(200) }).optional(),
    registry: z.string().max(500).optional().describe('a Windows registry key, e.g. HKLM\\SOFTWARE\\…'),
    value: z.string().max(200).optional().describe('the name of the registry value'),
    meaning: z.string().max(200).describe('what the value says, e.g. "date of the databases"'),
    tells: z
      .enum(readFacts)
      .optional()
      .describe(
        'the value is the date of the databases (released), of the last good update (updated), or the address of the management server',
      ),
    format: z.enum(dateFormats).optional().describe('how that date is written'),
    source: Source,
  })
  .refine((read) => (read.file === undefined) !== (read.registry === undefined), {
    message: 'exactly one of file, registry',
  })
  .refine(
    (read) =>
      (read.tells === undefined || read.tells === 'management-server') === (read.format === undefined),
    { message: 'a date has tells and format, a management server tells alone' },
  );

/** A bounded excerpt that the marker collector fetches. */
export type Read = Immutable<z.infer<typeof Read>>;

/** Schema of a product: what a group of signatures stands for. One YAML document. */
export const Product = z.strictObject({
  product: Id,
  name: z.string().min(1).max(120),
  vendor: z.string().min(1).max(120),
  class: z.enum(productClasses),
  platforms: z.array(z.enum(platforms)).min(1),
  capabilities: z.array(z.enum(capabilities)).default([]),
  role: z
    .string()
    .max(120)
    .optional()
    .describe('what the host is, where this product is installed: "management server"'),
  about: sentence.optional(),
  doubt: sentence.optional().describe('what was not verified about this product'),
  signatures: z.array(Signature).min(1).max(200),
  reads: z.array(Read).max(20).default([]),
  encryption: z
    .strictObject({
      parts: z
        .array(z.string().min(4).max(80))
        .min(1)
        .max(20)
        .describe('names of drivers, services or programs that are there where it can encrypt'),
      source: Source,
    })
    .optional()
    .describe('only of a product that encrypts disks or files'),
  migration: Migration,
  source: Source.optional(),
});

/** What a group of signatures stands for, with its class, capabilities and advice. */
export type Product = Immutable<z.infer<typeof Product>>;

/**
 * Schema of another vendor's protection product. It is matched like a product but never becomes a finding:
 * it answers whether the machine stays protected.
 */
export const Protection = z.strictObject({
  protection: Id,
  name: z.string().min(1).max(120),
  vendor: z.string().min(1).max(120),
  platforms: z.array(z.enum(platforms)).min(1),
  provides: z
    .enum(['protection', 'telemetry', 'management'])
    .describe('only `protection` counts; the others are named so that they are not mistaken for it'),
  limits: sentence.optional().describe('what must be checked although it is there'),
  system: z
    .boolean()
    .optional()
    .describe('part of the operating system: judged by its settings, not by being there'),
  mayBeIdle: z
    .boolean()
    .optional()
    .describe('it can run without any part that blocks (an edition, a module), so it never answers yes'),
  signatures: z.array(Signature).min(1).max(100),
  source: Source.optional(),
});

/** Another vendor's protection product: never a finding, answers readiness. */
export type Protection = Immutable<z.infer<typeof Protection>>;

/** Schema of a danger of removal. Leftovers have few of them: `statuses` says which findings one is for. */
export const Hazard = z.strictObject({
  hazard: Id,
  title: z.string().min(1).max(120),
  text: sentence,
  statuses: z
    .array(z.enum(statuses))
    .min(1)
    .optional()
    .describe(
      'only for findings of these statuses; default: all, so a danger that leftovers do not have says so',
    ),
  source: Source,
});

/** A danger of removal, shown before the steps. */
export type Hazard = Immutable<z.infer<typeof Hazard>>;

/** Schema of a kind of replacement, with examples of several vendors. */
export const Alternative = z.strictObject({
  alternative: Id,
  text: sentence,
  examples: z
    .array(z.string().min(1).max(120))
    .min(2)
    .max(20)
    .describe('named examples from different vendors; no favourite'),
  source: Source,
});

/** A kind of replacement, with examples of several vendors. */
export type Alternative = Immutable<z.infer<typeof Alternative>>;
