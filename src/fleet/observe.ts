import { type Fields, isFields, objects, text, word } from './decode.ts';
import { instantMs } from './instant.ts';
import { faultOf } from './no-report.ts';
import { type Observation, observationVersion } from './observation.ts';
import { joinCoverage, observeCoverage } from './observe-coverage.ts';
import { type CommonPart, labelsOf, observeHost } from './observe-host.ts';
import {
  hostnameOf,
  inventoriesByHost,
  maxEntries,
  reportName,
  type StatedOf,
} from './observe-inventories.ts';

/** Hosts of one report that are read; a report of more is a fault. */
const maxHosts = 200_000;

/** What a report says, or why it cannot be used. */
export type Observed =
  | {
      /** Made one by one, as they are asked for. */
      readonly observations: Iterable<Observation>;
      /** What the report itself says that it does not hold: hosts for which it had no room. */
      readonly missing?: string;
    }
  /** `otherKind`: an output of ours that says too little for a fleet; all of its lines do. */
  | { readonly fault: string; readonly otherKind?: boolean };

/** What {@link observe} needs beside the report. */
export interface ObserveOptions {
  /** 32 hex digits of a text; the same for the same text. */
  readonly hash: (text: string) => string;
}

/**
 * What is kept of one parsed report: an observation for each host that it covers. Content is untrusted: every text and
 * list is bounded, what does not belong is left out, and what then could be missing makes the observation not whole.
 */
export function observe(value: unknown, { hash }: ObserveOptions): Observed {
  if (!isFields(value)) return { fault: 'it is no JSON object' };
  if (value['schema'] !== 'phaseout/report@1') return faultOf(value);
  const { target } = value;
  if (!isFields(target)) return { fault: 'it is a report without a target' };
  if (!Array.isArray(value['findings']) || !Array.isArray(value['coverage']))
    return { fault: 'it is a report without findings and coverage (cut off?)' };
  const hosts = hostsOf(value, target);
  if (hosts.length > maxHosts) return { fault: `it covers more than ${maxHosts} hosts; split it` };
  const leftOut = value['hostsLeftOut'];
  return {
    observations: isAboutOne(value, target, hosts)
      ? [observeOne(value, target, hosts[0], hash)]
      : observeSeveral(value, target, hosts, hash),
    ...(typeof leftOut === 'number' &&
      leftOut > 0 && {
        missing: `it counts, but had no room for ${leftOut} hosts or more of its inventory: match that in parts`,
      }),
  };
}

/** The names that a report gives to hosts, sorted, and undefined where it has findings without one. */
function hostsOf(value: Fields, target: Fields): (string | undefined)[] {
  const hosts = new Set<string>();
  let isNameless = false;
  for (const key of ['findings', 'coverage', 'hosts', 'inventories'] as const) {
    for (const entry of objects(value[key], maxEntries)) {
      const host = reportName(entry);
      if (host !== undefined) hosts.add(host);
      // What names no host in coverage is about all of them.
      else isNameless ||= key === 'findings' || key === 'hosts';
    }
  }
  // A scan is always of one host, whatever its rows say.
  const isScan = target['type'] !== 'inventory' && !Array.isArray(value['hosts']);
  if (isScan) return [...hosts].slice(0, 1);
  return [...[...hosts].sort(), ...(isNameless ? [undefined] : [])];
}

/** A report of one host says of itself who that is, unless it was made of somebody else's inventory. */
function isAboutOne(value: Fields, target: Fields, hosts: readonly (string | undefined)[]): boolean {
  const isScan = target['type'] !== 'inventory' && !Array.isArray(value['hosts']);
  return isScan || (hosts.length <= 1 && objects(value['hosts'], maxEntries).length === 0);
}

function observeOne(
  value: Fields,
  target: Fields,
  host: string | undefined,
  hash: ObserveOptions['hash'],
): Observation {
  const inventory = inventoriesByHost(value).get(host ?? '');
  const part = {
    hostname: hostnameOf(target['hostname']) ?? ownName(host, inventory),
    target,
    knowledge: value,
    audiences: audiencesOf(value),
    labels: labelsOf(target),
    platform: target['platform'],
    inventory,
    findings: objects(value['findings'], maxEntries),
    coverage: observeCoverage(objects(value['coverage'], maxEntries)),
  };
  return observeHost(commonOf(value, target), part, hash);
}

function* observeSeveral(
  value: Fields,
  target: Fields,
  hosts: readonly (string | undefined)[],
  hash: ObserveOptions['hash'],
): Generator<Observation> {
  const common = commonOf(value, target);
  const states = new Map(objects(value['hosts'], maxEntries).map((state) => [reportName(state), state]));
  const inventories = inventoriesByHost(value);
  const findings = byHost(objects(value['findings'], maxEntries));
  const coverage = byHost(objects(value['coverage'], maxEntries));
  // What has no host is about all of them.
  const shared = observeCoverage(coverage.get(undefined) ?? []);
  // Of hosts of which one has findings, the report itself says what is known of that one.
  const onlyFound = states.size === 0 && findings.size === 1;
  // With an assignment each host says its own.
  const audiences = value['unassigned'] === undefined ? audiencesOf(value) : undefined;
  for (const host of hosts) {
    const state = states.get(host) ?? {};
    const inventory = host === undefined ? undefined : inventories.get(host);
    const own = host === undefined ? [] : (coverage.get(host) ?? []);
    const said = state['audiences'];
    const part = {
      hostname: ownName(host, inventory),
      target: undefined,
      knowledge: onlyFound && findings.has(host) ? value : state,
      audiences: Array.isArray(said) ? said : audiences,
      labels: labelsOf(state, target),
      platform: target['platform'],
      inventory,
      findings: findings.get(host) ?? [],
      coverage: joinCoverage(observeCoverage(own), shared),
    };
    yield observeHost(common, part, hash);
  }
}

/** What a host calls itself: what the report calls it, unless that tells it from others of its name. */
function ownName(host: string | undefined, inventory: StatedOf | undefined): string | undefined {
  return inventory?.hostname === null ? undefined : (inventory?.hostname ?? hostnameOf(host));
}

function commonOf(value: Fields, target: Fields): CommonPart {
  return {
    v: observationVersion,
    at: instantMs(value['scannedAt']),
    type: word(target['type'], ['host', 'root', 'image', 'inventory'] as const) ?? 'inventory',
    interrupted: value['complete'] !== true,
    packs: packsOf(value),
  };
}

/** The packs that found what a report holds: of one that was judged again, those before. */
function packsOf(value: Fields): Observation['packs'] {
  const saved = value['savedBy'];
  const packs = isFields(saved) ? saved['rulePacks'] : value['rulePacks'];
  return objects(packs, 20).flatMap((pack) => {
    const id = text(pack['id'], 120);
    const version = text(pack['version'], 40);
    const sha256 = text(pack['sha256'], 64);
    const date = text(pack['date'], 10);
    if (id === undefined || version === undefined || sha256 === undefined) return [];
    return [{ id, version, ...(date !== undefined && { date }), sha256 }];
  });
}

/** For whom a report was made; undefined where nobody said so. */
function audiencesOf(value: Fields): readonly unknown[] | undefined {
  const given = value['audiences'];
  return value['audienceAssumed'] !== true && Array.isArray(given) ? given : undefined;
}

function byHost(all: readonly Fields[]): Map<string | undefined, Fields[]> {
  const groups = new Map<string | undefined, Fields[]>();
  for (const each of all) {
    const host = reportName(each);
    const group = groups.get(host);
    if (group) group.push(each);
    else groups.set(host, [each]);
  }
  return groups;
}
