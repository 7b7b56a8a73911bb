import { z } from 'zod';
import { Deadline, Governing } from './deadline.ts';
import type { Immutable } from './immutable.ts';
import { Item } from './item.ts';
import {
  capabilities,
  confidences,
  noteKinds,
  platforms,
  productClasses,
  readinessAnswers,
  statuses,
  stopReasons,
} from './vocabulary.ts';

/** Schema of an item together with the signature that matched it. */
export const Evidence = z.object({
  signature: z.string().describe('<product>/<signature>'),
  item: Item,
  also: z
    .array(z.object({ origin: z.string(), ref: z.string().optional() }))
    .optional()
    .describe('further places where an equal row was read'),
});

/** An item together with the signature that matched it. */
export type Evidence = Immutable<z.infer<typeof Evidence>>;

/** Schema of what a report needs to know of a product, to be read and dated again without the pack. */
export const FindingProduct = z.object({
  id: z.string(),
  name: z.string(),
  vendor: z.string(),
  class: z.enum(productClasses),
  platforms: z.array(z.enum(platforms)),
  capabilities: z.array(z.enum(capabilities)),
});

/** What a report needs to know of a product. */
export type FindingProduct = Immutable<z.infer<typeof FindingProduct>>;

/** Schema of one product on one host, not yet dated. */
export const Finding = z.object({
  id: z.string().describe('<product>@<host>, or <product> where the host has no name'),
  product: FindingProduct,
  status: z.enum(statuses),
  basis: z
    .enum(['running', 'start-type', 'loaded'])
    .optional()
    .describe(
      'running: seen running; start-type: offline, will start; loaded: residue whose driver is still loaded',
    ),
  confidence: z.enum(confidences),
  version: z.string().optional(),
  host: z.string().optional(),
  installedAt: z.string().optional().describe('earliest install time in the evidence; never selects a phase'),
  evidence: z.array(Evidence).min(1),
  evidenceTruncated: z.boolean().optional().describe('true where there is more evidence than a report keeps'),
});

/** One product on one host with all its evidence, not yet dated. */
export type Finding = Immutable<z.infer<typeof Finding>>;

/** Schema of something worth knowing that is no finding. */
export const Note = z.object({
  kind: z.enum(noteKinds),
  product: z.string(),
  text: z.string(),
  host: z.string().optional(),
  evidence: z.array(Evidence),
});

/** Something worth knowing that is no finding. */
export type Note = Immutable<z.infer<typeof Note>>;

/** Schema of one step of the way off a product. */
export const Step = z.object({
  text: z.string(),
  command: z.string().optional().describe('only there where it is safe to print'),
  removes: z.boolean().optional().describe('true where the step itself takes the product away'),
  source: z.string().optional(),
});

/** One step of the way off a product. */
export type Step = Immutable<z.infer<typeof Step>>;

/** Schema of the advice of a finding. */
export const Recommendation = z.object({
  priority: z.enum(['first', 'normal', 'last']),
  summary: z.string(),
  readiness: z.enum(readinessAnswers),
  stops: z
    .array(z.object({ reason: z.enum(stopReasons), text: z.string() }))
    .describe(
      'what must be settled before a step that removes; while there is one, those steps have no command',
    ),
  hazards: z.array(z.object({ id: z.string(), title: z.string(), text: z.string(), source: z.string() })),
  steps: z.array(Step),
  verify: z.array(z.string()).describe('what to check when the steps are done'),
  alternatives: z.array(z.object({ id: z.string(), text: z.string(), examples: z.array(z.string()) })),
  sources: z.array(z.string()),
});

/** What to do about a finding. */
export type Recommendation = Immutable<z.infer<typeof Recommendation>>;

/** Schema of a finding with its deadlines and its advice: what a report holds. */
export const DatedFinding = Finding.extend({
  deadlines: z.array(Deadline),
  governing: z.array(Governing).describe('one per requested audience, in the order requested'),
  recommendation: Recommendation,
  accepted: z
    .object({ until: z.string() })
    .optional()
    .describe('accepted by the user; does not count in the exit code up to and with this day'),
});

/** A finding with its deadlines and its advice. */
export type DatedFinding = Immutable<z.infer<typeof DatedFinding>>;

/** Schema of the answer whether the host stays protected when the product goes. */
export const Readiness = z.object({
  answer: z.enum(readinessAnswers),
  text: z.string(),
  confidence: z
    .enum(confidences)
    .describe('how well the rule behind the answer is sourced: confirmed by a maker, or probable'),
  evidence: z.array(Evidence),
});

/** Whether the host stays protected when the product goes, and what that rests on. */
export type Readiness = Immutable<z.infer<typeof Readiness>>;
