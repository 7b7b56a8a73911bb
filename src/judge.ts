import { AboutHosts } from './deadline/about-hosts.ts';
import type { Accept } from './deadline/accept.ts';
import type { Assignment } from './deadline/assignment.ts';
import type { RequestedAudience } from './deadline/audiences.ts';
import { dateFindings } from './deadline/date-findings.ts';
import { type DeadlineGate, failsOnDeadline } from './deadline/gate.ts';
import { HostStates } from './deadline/host-states.ts';
import { homeZone, isoInstant } from './deadline/instant.ts';
import { listHosts, ownNames } from './deadline/listed-hosts.ts';
import type { MatchResult } from './match/result.ts';
import type { Coverage } from './model/gap.ts';
import type { StatedInventory, Target, Tool } from './model/inventory.ts';
import type { Item } from './model/item.ts';
import type { Labels } from './model/labels.ts';
import { withAge } from './model/pack-age.ts';
import type { Report } from './model/report.ts';
import type { RulePack } from './model/rule-pack.ts';
import { decideExit, type FailOn } from './report/decide-exit.ts';
import { rulesAgeCoverage } from './report/rules-age.ts';
import { assembleReport } from './report/summarise.ts';

/** By what an inventory is judged. The same for a scan and for an inventory that was collected elsewhere. */
export interface JudgeOptions {
  readonly tool: Tool;
  readonly pack: RulePack;
  /** Empty: presence alone is judged (`--audience none`). */
  readonly audiences: readonly RequestedAudience[];
  readonly audienceAssumed: boolean;
  /** Which host is judged for whom, instead of all for `audiences`. */
  readonly assignment?: Assignment | undefined;
  /** Milliseconds since 1970 UTC. */
  readonly asOf: number;
  readonly failOn: FailOn;
  readonly failOnDeadline: DeadlineGate | undefined;
  readonly accepts: readonly Accept[];
  readonly allowGaps: true | ReadonlySet<string>;
  /** Days (`--max-rules-age`); a rule pack that is older is a gap. Absent: none is. */
  readonly maxRulesAge?: number;
}

/** What was collected and matched. */
export interface Collection {
  readonly target: Target;
  readonly matched: MatchResult;
  readonly coverage: readonly Coverage[];
  readonly complete: boolean;
  /** Undefined in a reproducible report. */
  readonly scannedAt: string | undefined;
  /** Only where the report shall hold them; sorted here. */
  readonly items: readonly Item[] | undefined;
  /** Of hosts of which something else is said than of the target. */
  readonly labels?: ReadonlyMap<string, Labels> | undefined;
  /** Names of hosts that were seen, also without a finding, where they are asked for. */
  readonly hosts?: ReadonlySet<string> | undefined;
  /** Who the hosts are, where it is not one native inventory; where `hosts` are asked for, all of them. */
  readonly inventories?: readonly StatedInventory[] | undefined;
  /** There were more hosts than could be kept. */
  readonly hostsCut?: boolean;
}

/** From matched items to a report: dates the findings, gathers the advice and decides the exit code. Pure. */
export function judge(options: JudgeOptions, collection: Collection): Report {
  const { pack, asOf, failOnDeadline } = options;
  const { matched, target, complete } = collection;
  const shownAsOf = isoInstant(asOf, homeZone);
  const rulePacks = withAge(pack.identities, shownAsOf);
  const { maxRulesAge } = options;
  const coverage = [
    ...collection.coverage,
    ...(maxRulesAge === undefined ? [] : rulesAgeCoverage(rulePacks, maxRulesAge)),
  ];
  const hosts = new HostStates({
    findings: matched.findings,
    protections: matched.protections,
    facts: matched.facts,
    target,
    coverage: collection.coverage,
    complete,
    pack,
  });
  const about = new AboutHosts({
    target,
    audiences: options.audiences,
    assignment: options.assignment,
    labels: collection.labels,
    ownNames: ownNames(collection.inventories),
  });
  const known = knownHosts(collection);
  const findings = dateFindings({
    findings: matched.findings.map((finding) =>
      matched.truncated.includes(finding.id) ? { ...finding, evidenceTruncated: true } : finding,
    ),
    pack,
    audiences: (host) => about.of(host).audiences,
    asOf,
    hosts,
    accepts: options.accepts,
  });
  const latest = Math.max(asOf, Date.parse(collection.scannedAt ?? '') || 0);
  const gated = findings.filter(
    (finding) => failOnDeadline && failsOnDeadline(finding, failOnDeadline, asOf),
  );
  return assembleReport({
    tool: options.tool,
    ...(collection.scannedAt !== undefined && { scannedAt: collection.scannedAt }),
    asOf: shownAsOf,
    ...about.over(known),
    audienceAssumed: options.audienceAssumed,
    target: about.target(known),
    rulePacks,
    coverage,
    complete,
    ...hosts.report(findings, { asOf, latest }, about),
    ...(collection.inventories !== undefined &&
      listHosts(collection.inventories, {
        found: new Set(findings.map(({ host }) => host)),
        about,
        isCut: collection.hostsCut === true,
      })),
    notes: matched.notes,
    findings,
    itemCount: matched.items,
    ...(collection.items !== undefined && { items: sortItems(collection.items) }),
    exit: decideExit({
      findings,
      coverage,
      notes: matched.notes,
      failOn: options.failOn,
      ...(failOnDeadline && { failOnDeadline: new Set(gated.map(({ id }) => id)) }),
      allowGaps: options.allowGaps,
      complete,
    }),
  });
}

/** Every host that is named anywhere; `undefined` where something that was found names none. */
function knownHosts({ target, matched, coverage, hosts }: Collection): Set<string | undefined> {
  const { findings, notes, facts, protections } = matched;
  const known = new Set<string | undefined>(hosts);
  for (const { host } of [...findings, ...notes, ...facts, ...protections]) known.add(host);
  for (const { host } of coverage) if (host !== undefined) known.add(host);
  if (target.type !== 'inventory' && known.size === 0) known.add(target.hostname);
  return known;
}

/** Items by host, kind, name, path and origin, in code unit order: the same whatever order they came in. */
export function sortItems(items: readonly Item[]): Item[] {
  const keyed = items.map((item) => ({
    item,
    key: [item.host ?? '', item.kind, item.name, item.path ?? '', item.version ?? '', item.origin].join(
      '\u0000',
    ),
  }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return keyed.map(({ item }) => item);
}
