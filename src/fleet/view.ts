import { z } from 'zod';
import type { Immutable } from '../model/immutable.ts';
import { Tool } from '../model/inventory.ts';
import { ReportedPack } from '../model/report.ts';
import { gapReasons, platforms, productClasses, statuses, stopReasons } from '../model/vocabulary.ts';
import { FleetDeadline, fleetStates, HostRow } from './host-row.ts';

const count = z.number().int().nonnegative();

/** How many hosts count as what; the states of `fleetStates`. */
const byState = z.record(z.enum(fleetStates), count);
/** How many affected or unproven hosts have which worst status. */
const byStatus = z.record(z.enum(statuses), count);

/** Schema of the hosts of one client at one site. */
export const GroupRow = z.object({
  client: z.string().describe('empty where the reports and --assign name none'),
  site: z.string(),
  hosts: count,
  byState,
  byStatus,
  deadline: FleetDeadline.nullable().describe('the worst of its hosts'),
});

/** The hosts of one client at one site. */
export type GroupRow = Immutable<z.infer<typeof GroupRow>>;

/** Schema of the hosts that have one product. */
export const ProductRow = z.object({
  id: z.string(),
  name: z.string(),
  class: z.enum(productClasses),
  hosts: count.describe('hosts where it is present or not proven gone'),
  byStatus,
  unproven: count.describe('of them: hosts where nothing proves that it is gone'),
  accepted: count.describe('of them: hosts where it is accepted, and does not count in the exit code'),
  unknown: count.describe('hosts that were not seen lately and had it when they were'),
  cleared: count.describe('hosts where it was, and is proven gone'),
  versions: z
    .array(z.object({ version: z.string(), hosts: count }))
    .describe('the most frequent ones first; a bounded number'),
  deadline: FleetDeadline.nullable(),
});

/** The hosts that have one product. */
export type ProductRow = Immutable<z.infer<typeof ProductRow>>;

/** Schema of the hosts whose worst deadline is one phase, for one audience. */
export const PhaseRow = z.object({
  deadline: FleetDeadline,
  hosts: count,
  products: count.describe('findings on these hosts that it governs'),
  meanings: z
    .array(z.string())
    .describe('what it asks of whom; several where it means different things for different products'),
});

/** The hosts whose findings one phase governs, for one audience. */
export type PhaseRow = Immutable<z.infer<typeof PhaseRow>>;

/** Schema of one stretch of time in the progress of a fleet; what happened in it, and how things stood at its end. */
export const ProgressPoint = z.object({
  from: z.string().describe('first day, YYYY-MM-DD, UTC'),
  to: z.string().describe('last day'),
  found: count.describe(
    'hosts on which something was found that was never there, where nothing else was open: the first finding, or another product than those that were cleared',
  ),
  cleared: count.describe('hosts that were proven free of all that was found on them'),
  cameBack: count.describe(
    'hosts on which a product is there again, after all that was found on them was cleared',
  ),
  reimaged: count.describe('hosts with findings whose hardware has another installation since'),
  affected: count.describe('at the end: hosts with a finding that is not proven gone, seen lately'),
  unknown: count.describe('at the end: hosts with such a finding that were not seen lately'),
  doubted: count.describe(
    'at the end: hosts that were proven free of their findings, and whose latest report, seen lately, no longer proves it',
  ),
  clearedInAll: count.describe('at the end: hosts that had findings and are proven free of them'),
  hosts: count.describe('at the end: hosts that had ever reported'),
});

/** One stretch of time in the progress of a fleet. */
export type ProgressPoint = Immutable<z.infer<typeof ProgressPoint>>;

/** Schema of an installation that another one replaced on the same hardware. */
export const Reimaged = z.object({
  key: z.string(),
  host: z.string(),
  client: z.string(),
  site: z.string(),
  hadFindings: z.boolean(),
  lastSeen: z.string().optional(),
  replacedBy: z.string().describe('key of the later installation'),
  replacedByHost: z.string(),
});

/** An installation that another one replaced on the same hardware. */
export type Reimaged = Immutable<z.infer<typeof Reimaged>>;

/** Schema of hosts that share what should be unique. */
export const Clone = z.object({
  id: z.string().describe('the installation id that they share'),
  hosts: count,
  names: z.array(z.string()).describe('a bounded number'),
  affected: count,
});

/** Hosts seen lately that share one installation id. */
export type Clone = Immutable<z.infer<typeof Clone>>;

/** Schema of a management server that agents name. */
export const ServerRow = z.object({
  server: z.string().describe('in lower case, without port'),
  client: z.string().describe('of the agents that name it; empty where they have none'),
  agents: count.describe('reports that name it'),
  scanned: z.boolean().describe('a host of this name and client is among the reports'),
  examples: z.array(z.string()).describe('hosts whose agent names it; a bounded number'),
});

/** A management server that agents name. */
export type ServerRow = Immutable<z.infer<typeof ServerRow>>;

/** Schema of a host of the list of expected ones that is missing. */
export const MissedHost = z.object({
  host: z.string(),
  client: z.string(),
  site: z.string(),
  why: z.string().describe('what the list says about it; empty where it says nothing'),
  seen: z.boolean().describe('there is an earlier report of it'),
  lastSeen: z.string().optional().describe('instant of that, UTC'),
});

/** A host of the list of expected ones that is missing. */
export type MissedHost = Immutable<z.infer<typeof MissedHost>>;

/** Schema of what became of the list of expected hosts. */
export const Expected = z.object({
  hosts: count.describe('different hosts of the list'),
  missed: count.describe('without any report, or with a reason in the list why there is none this time'),
  neverSeen: count.describe('of them: without any report'),
  list: z.array(MissedHost).describe('those that are missing, never seen ones first; a bounded number'),
});

/** What became of the list of expected hosts. */
export type Expected = Immutable<z.infer<typeof Expected>>;

/** Schema of something about the inputs that could not be used. */
export const FleetGap = z.object({
  reason: z.enum(gapReasons),
  source: z.string().describe('file, or file:line'),
  message: z.string(),
});

/** Something about the inputs that could not be used. */
export type FleetGap = Immutable<z.infer<typeof FleetGap>>;

/** Schema of one kind of gap, and how many hosts have it in their latest report. */
export const GapKind = z.object({
  collector: z.string(),
  reason: z.enum(gapReasons),
  couldHide: z.enum(statuses),
  hosts: count,
});

/** One kind of gap, and how many hosts have it in their latest report. */
export type GapKind = Immutable<z.infer<typeof GapKind>>;

/** Schema of many reports rolled up: the one value that terminal, JSON and HTML show. Every list is in a total order. */
export const FleetView = z.object({
  schema: z.literal('phaseout/fleet@1'),
  tool: Tool,
  asOf: z.string().describe('the instant for which deadlines were computed, ISO 8601 with offset'),
  seenBy: z
    .string()
    .describe('the instant from which days without a report count, UTC: as-of, or now where that is earlier'),
  unknownAfterDays: count,
  audiences: z.array(z.string()).describe('for hosts without audiences of their own; empty: presence alone'),
  audienceAssumed: z.boolean(),
  assigned: z
    .boolean()
    .describe('--assign was given: hosts that it does not name are judged for presence alone'),
  rulePacks: z.array(ReportedPack).describe('by which the hosts were judged'),
  reportPacks: z
    .array(z.object({ id: z.string(), version: z.string(), date: z.string().optional(), hosts: count }))
    .describe('with which the latest reports were made; a bounded number'),
  inputs: z.object({
    files: count,
    reports: count.describe(
      'different reports that could be used, a report of several hosts once for each of them; with --db those of the whole history',
    ),
    duplicates: count.describe('observations that were there already, and count once'),
    later: count.describe('observations later than the as-of instant, which are left out'),
    undated: count.describe('observations without a time that can be believed'),
    unreadable: count.describe('lines or files that are no report'),
    gaps: z.array(FleetGap).describe('the first of them'),
  }),
  totals: z.object({
    hosts: count.describe('images count once; installations that were replaced do not count'),
    byState,
    byStatus,
    platforms: z.record(z.enum([...platforms, 'not-stated']), count),
    hadFindings: count.describe('hosts that ever had a finding, replaced installations included'),
    unknownWithFindings: count.describe(
      'hosts not seen lately that had a product when they were seen last, or of which nothing proved that it was gone',
    ),
    cameBack: count.describe('hosts on which a product is present again after it was cleared'),
    newlyFound: count.describe(
      'hosts on which a product is present that an earlier report of theirs does not have',
    ),
    accepted: count.describe(
      'hosts on which every product that is present is accepted; they are affected all the same',
    ),
    stopped: count.describe('hosts with a product of which something must be settled before it is removed'),
    stoppedBy: z.record(z.enum(stopReasons), count).describe('what that is; a host may have both'),
    reimaged: count,
    reimagedWithFindings: count,
    clones: count.describe('hosts seen lately that share their installation id with another such host'),
    images: count,
    unassigned: count,
    withGaps: count.describe('hosts whose latest report has a gap that could hide a finding'),
  }),
  deadline: FleetDeadline.nullable().describe('the worst of all'),
  groups: z.array(GroupRow).describe('by client and site, worst first; a bounded number'),
  products: z.array(ProductRow).describe('most hosts first'),
  phases: z.array(PhaseRow).describe('worst first'),
  progress: z.array(ProgressPoint).describe('empty where no report has a time that can be believed'),
  hosts: z.array(HostRow).describe('worst first; all of them only in the JSON document'),
  hostsShown: count,
  images: z.array(HostRow).describe('a bounded number, worst first; they are among the hosts too'),
  reimaged: z.array(Reimaged).describe('a bounded number, those with findings first'),
  clones: z.array(Clone).describe('a bounded number, most hosts first'),
  gapKinds: z
    .array(GapKind)
    .describe('what could not be read most often, by the first gaps of each report; a bounded number'),
  unassigned: z.array(z.object({ key: z.string(), host: z.string() })).describe('a bounded number'),
  servers: z.array(ServerRow).describe('those that nobody scanned first; a bounded number'),
  expected: Expected.optional().describe('only with --expected'),
  exitCode: z.number().int(),
  exitReason: z.string(),
  disclaimer: z.string(),
});

/** Many reports rolled up: what every renderer takes. */
export type FleetView = Immutable<z.infer<typeof FleetView>>;
