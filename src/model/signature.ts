import { z } from 'zod';
import type { Immutable } from './immutable.ts';
import { itemKinds, lintRules, noteKinds, platforms } from './vocabulary.ts';

/** Ids are lower-case words joined by hyphens, so that they survive in URLs, file names and shells. */
export const Id = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case letters, digits and single hyphens')
  .max(64);

/** Where a fact comes from: an address, or a repository and path, or a key of the project's own notes with the address. */
export const Source = z
  .union([z.string().min(3).max(500), z.array(z.string().min(3).max(500)).min(1).max(20)])
  .describe('where this is known from: address, or repository and path; one or several');

const text = z.string().min(1).max(300);
const texts = z.union([text, z.array(text).min(1).max(200)]);

/**
 * Schema of one test of one field. Exactly one operator; a list means "any of these".
 * All text is compared after Unicode folding (case, width of spaces, invisible characters), so case never matters.
 */
export const TextTest = z.union([
  text.describe('short for { equals: … }'),
  z
    .strictObject({
      equals: texts.optional().describe('the whole field'),
      oneOf: texts.optional().describe('the whole field; entries with * or ? are globs'),
      prefix: texts.optional(),
      suffix: texts.optional(),
      word: texts.optional().describe('one or more whole words standing together anywhere in the field'),
      glob: texts.optional().describe('* any run of characters, ? one character; the whole field'),
      range: text
        .optional()
        .describe('version range: ">=11.0 <12.4"; comparators joined by spaces, all must hold'),
      exists: z.boolean().optional().describe('the field is there and not empty, or is not'),
    })
    .refine((test) => Object.values(test).filter((value) => value !== undefined).length === 1, {
      message: 'exactly one operator',
    }),
  z.boolean().describe('for attributes: the value itself'),
]);

/** One test of one field. */
export type TextTest = Immutable<z.infer<typeof TextTest>>;

const field = z
  .string()
  .regex(
    /^(name|displayName|version|publisher|signer|path|state|scope|origin|collector|attributes\.[A-Za-z][A-Za-z0-9.]*)$/,
    'a field of an item: name, displayName, version, publisher, signer, path, state, scope, origin, collector or attributes.<name>',
  );

/** Schema of tests that must all hold for one item, by field. */
export const When = z
  .record(field, TextTest)
  .refine((when) => Object.keys(when).length > 0, { message: 'at least one field' });

/** Tests that must all hold for one item, by field. */
export type When = Immutable<z.infer<typeof When>>;

const kinds = z.union([z.enum(itemKinds), z.array(z.enum(itemKinds)).min(1)]);

/** Schema of a condition: on the same item, or on some other item of the same host. */
export const Clause = z
  .strictObject({
    same: When.optional().describe('the item that the signature matched'),
    host: z
      .strictObject({ kind: kinds.optional(), when: When })
      .optional()
      .describe('any other item of the same host'),
  })
  .refine((clause) => (clause.same === undefined) !== (clause.host === undefined), {
    message: 'exactly one of same, host',
  });

/** A condition on the same item or on some other item of the same host. */
export type Clause = Immutable<z.infer<typeof Clause>>;

/** Schema of one test that recognises an item. */
export const Signature = z.strictObject({
  id: Id,
  kind: kinds,
  platforms: z.array(z.enum(platforms)).min(1).optional().describe("default: the product's platforms"),
  needsPlatform: z
    .literal(true)
    .optional()
    .describe(
      'not tried on a row that tells no platform, neither itself nor by its sender or its place: for names that products of several platforms share',
    ),
  when: When,
  beside: z.array(Clause).min(1).optional().describe('all must hold, or the signature does not match'),
  unless: z
    .array(Clause)
    .min(1)
    .optional()
    .describe('guards for look-alikes: if one holds, the signature does not match'),
  proves: z
    .enum(['installed', 'presence', 'nothing', 'sign', 'note'])
    .describe(
      'installed: the product is installed (active where the item runs); presence: something of it is there, alone it is residue; nothing: evidence only beside something that proves; sign: the other vendor of an integration is here, makes nothing alone; note: a note of kind `note`',
    ),
  confidence: z
    .enum(['confirmed', 'probable', 'weak'])
    .default('confirmed')
    .describe(
      'weak: proves nothing alone; two different weak signatures of one product on one host make it probable',
    ),
  owners: z
    .array(z.union([Id, z.literal('*')]))
    .min(1)
    .optional()
    .describe(
      'only in a component: the products that share it; "*" any product of the same vendor and platform',
    ),
  note: z.strictObject({ kind: z.enum(noteKinds), text: z.string().min(1).max(600) }).optional(),
  why: z.string().max(600).optional().describe('what a reader should know about this sign'),
  lint: z
    .strictObject({ allow: z.partialRecord(z.enum(lintRules), z.string().min(10).max(300)) })
    .optional()
    .describe('findings of `phaseout rules lint` that are meant so, each with the reason'),
  source: Source,
});

/** One test that recognises an item. */
export type Signature = Immutable<z.infer<typeof Signature>>;
