import { z } from 'zod';
import { DatedFinding, Note } from './finding.ts';
import { Coverage } from './gap.ts';
import { HostState, hostStateShape } from './host-state.ts';
import type { Immutable } from './immutable.ts';
import { StatedInventory, Target, Tool } from './inventory.ts';
import { Item } from './item.ts';
import { statuses } from './vocabulary.ts';

/** Schema of the rule pack that a report was made with. */
export const PackIdentity = z.object({
  id: z.string(),
  version: z.string(),
  date: z.string().optional().describe('day on which the pack was issued'),
  sha256: z.string().describe('hash over the names and contents of its files'),
  builtin: z.boolean(),
});

/** The rule pack that a report was made with. */
export type PackIdentity = Immutable<z.infer<typeof PackIdentity>>;

/** Schema of a rule pack as a report names it. */
export const ReportedPack = PackIdentity.extend({
  ageDays: z
    .number()
    .int()
    .optional()
    .describe('calendar days from its date to the as-of instant, negative where it was issued later'),
});

/** A rule pack as a report names it: with its age at the as-of instant, where it has a date. */
export type ReportedPack = Immutable<z.infer<typeof ReportedPack>>;

/** Schema of a report: the one definition of its JSON form. */
export const Report = z.object({
  schema: z.literal('phaseout/report@1'),
  tool: Tool,
  scannedAt: z.string().optional().describe('absent with --reproducible'),
  asOf: z.string().describe('the instant for which deadlines were computed, ISO 8601 with offset'),
  audiences: z.array(z.string()),
  audienceAssumed: z.boolean().describe('true where the user named no audience'),
  unassigned: z
    .array(z.string())
    .optional()
    .describe(
      'only with --assign: the hosts to which the file gives no audience, as far as they are known; judged for presence alone. `audiences` then are those of all hosts together',
    ),
  target: Target,
  rulePacks: z.array(ReportedPack),
  savedBy: z
    .object({ tool: Tool, rulePacks: z.array(ReportedPack) })
    .optional()
    .describe('only in a report that was judged again: the program and packs that found what it holds'),
  coverage: z.array(Coverage),
  complete: z.boolean().describe('false where the scan was interrupted'),
  summary: z.object({
    items: z.number().int(),
    findings: z.number().int(),
    accepted: z.number().int(),
    gaps: z.number().int(),
    byStatus: z.record(z.enum(statuses), z.number().int()),
    exitCode: z.number().int(),
    exitReason: z.string().describe('one sentence on why this exit code'),
    failing: z
      .array(z.string())
      .describe(
        'ids of the findings that count in the exit code: not accepted, and met by --fail-on and --fail-on-deadline',
      ),
  }),
  ...hostStateShape,
  hosts: z
    .array(HostState)
    .optional()
    .describe('each host with findings, where there are several; the keys above then hold the worst of them'),
  inventories: z
    .array(StatedInventory)
    .optional()
    .describe(
      'who the hosts of several native inventories are, as each states itself, and every host that has other rows (type inventory); a host that has both is there twice',
    ),
  hostsLeftOut: z
    .number()
    .int()
    .optional()
    .describe(
      'how many hosts more had rows, at least, than `inventories` names; those with findings are named first, then by name',
    ),
  notes: z.array(Note),
  findings: z.array(DatedFinding),
  items: z.array(Item).optional().describe('only with --include-inventory'),
  disclaimer: z.string(),
});

/** Everything that a renderer needs. Order of every list is total and stable. */
export type Report = Immutable<z.infer<typeof Report>>;
