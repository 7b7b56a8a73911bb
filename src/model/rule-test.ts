import { z } from 'zod';
import type { Immutable } from './immutable.ts';
import { Item } from './item.ts';
import { Source } from './signature.ts';
import { confidences, noteKinds, platforms, statuses } from './vocabulary.ts';

const id = '[a-z0-9]+(?:-[a-z0-9]+)*';
const line = (pattern: string, words: string): z.ZodString =>
  z
    .string()
    .max(300)
    .regex(new RegExp(`^${pattern}$`), words);

/** Schema of a row of a rule test: an inventory item, and what must take it as evidence. */
export const TestRow = z.strictObject({
  ...Item.omit({ host: true }).shape,
  collector: Item.shape.collector.min(1).default('rules-test'),
  name: Item.shape.name.min(1),
  origin: Item.shape.origin.optional().describe('default: the file and line of the row'),
  expect: z
    .array(line(`${id}/${id}`, 'the id of a signature, <product>/<signature>'))
    .max(50)
    .optional()
    .describe(
      'the signatures that take this row as evidence of a finding, a note or a protection; [] none; absent: not asked',
    ),
});

/** A row of a rule test. */
export type TestRow = Immutable<z.infer<typeof TestRow>>;

/** Schema of one host of a rule test: its rows, and what they must amount to. */
export const TestHost = z.strictObject({
  host: z.string().min(1).max(120).optional().describe('default: the id of the test'),
  platform: z.enum(platforms).optional().describe('of every row that names none'),
  items: z.array(TestRow).max(2000),
  findings: z
    .array(
      line(
        `${id} (${statuses.join('|')})(/(running|start-type|loaded))? (${confidences.join('|')})( \\S+)?`,
        '<product> <status>[/<basis>] <confidence> [<version>], as in kesl active/running confirmed 12.4.0',
      ),
    )
    .default([])
    .describe('every finding of the host; absent: none expected'),
  notes: z
    .array(line(`${id} (${noteKinds.join('|')})`, `<product> <kind>, kind one of ${noteKinds.join(', ')}`))
    .default([])
    .describe('every note of the host; absent: none expected'),
  protections: z
    .array(line(`${id} (running|idle)`, '<protection> running or <protection> idle'))
    .optional()
    .describe('every other protection of the host; absent: not asked'),
});

/** Where the values of a rule test come from. */
export const testOrigins = ['observed', 'documented', 'constructed'] as const;
/** One of {@link testOrigins}. */
export type TestOrigin = (typeof testOrigins)[number];

/** Schema of a rule test: hosts with their rows, and what the rules must say about them. One YAML document. */
export const RuleTest = z.strictObject({
  test: z
    .string()
    .regex(new RegExp(`^${id}$`), 'lower-case letters, digits and single hyphens')
    .max(100),
  about: z.string().min(1).max(600),
  origin: z
    .enum(testOrigins)
    .describe(
      "observed: copied from a real host's listing or log; documented: copied from a document; constructed: made up",
    ),
  source: Source.optional().describe('where the values were copied from; needed unless constructed'),
  live: z.boolean().default(true).describe('rows were read on a running machine; false: from files'),
  hosts: z.array(TestHost).min(1).max(200),
});

/** A rule test as its file states it. */
export type RuleTest = Immutable<z.infer<typeof RuleTest>>;
