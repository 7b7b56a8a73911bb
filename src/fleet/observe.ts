import { decodeLabels, type Labels, mergeLabels } from '../model/labels.ts';
import { visible } from '../model/visible.ts';
import { encryptionStates, platforms, readinessAnswers, type Status, statuses } from '../model/vocabulary.ts';
import { exactText, type Fields, isFields, objects, text, word } from './decode.ts';
import { hardwareIdOf } from './hardware-id.ts';
import { instantMs } from './instant.ts';
import { type Observation, observationVersion } from './observation.ts';
import { type Coverage, isWholeScan, joinCoverage, observeCoverage } from './observe-coverage.ts';
import { observeProducts } from './observe-products.ts';

/** Hosts of one report that are read; a report of more is a fault. */
const maxHosts = 200_000;
const maxName = 253;

/** What a report says, or why it cannot be used. */
export type Observed =
  | { readonly observations: readonly Observation[] }
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
  if (!isFields(value['target'])) return { fault: 'it is a report without a target' };
  if (!Array.isArray(value['findings']) || !Array.isArray(value['coverage']))
    return { fault: 'it is a report without findings and coverage (cut off?)' };
  const hosts = hostsOf(value, value['target']);
  if (hosts.length > maxHosts) return { fault: `it covers more than ${maxHosts} hosts; split it` };
  const report: Opened = { value, target: value['target'], common: commonOf(value) };
  const states = statesByHost(value);
  const inventories = inventoriesByHost(value);
  const findings = byHost(objects(value['findings'], 2_000_000));
  const coverage = byHost(objects(value['coverage'], 2_000_000));
  // A report of one host says of itself who that is, unless it was made of somebody else's inventory.
  const single = hosts.length <= 1 && !states.has(hosts[0] ?? '');
  // What has no host is about all of them.
  const shared = observeCoverage(single ? [] : (coverage.get(undefined) ?? []));
  const observations = (single ? [undefined] : hosts).map((host) => {
    const of = (all: ReadonlyMap<string | undefined, readonly Fields[]>): readonly Fields[] =>
      single ? [...all.values()].flat() : (all.get(host) ?? []);
    return observeHost(report, {
      hostname: host ?? text(report.target['hostname'], maxName) ?? hosts[0],
      single,
      state: single ? value : states.get(host ?? ''),
      inventory: inventories.get(host ?? hosts[0] ?? ''),
      findings: of(findings),
      coverage: joinCoverage(observeCoverage(of(coverage)), shared),
      hash,
    });
  });
  return { observations };
}

interface Opened {
  readonly value: Fields;
  readonly target: Fields;
  readonly common: Pick<Observation, 'v' | 'at' | 'type' | 'interrupted' | 'packs'>;
}

interface HostPart {
  readonly hostname: string | undefined;
  readonly single: boolean;
  /** What is known of the host beside findings; of one host the report itself. */
  readonly state: Fields | undefined;
  /** What the host's own inventory says of it, in a report of several. */
  readonly inventory: Pick<Observation, 'at' | 'type' | 'id' | 'hardwareId' | 'os' | 'platform'> | undefined;
  readonly findings: readonly Fields[];
  readonly coverage: Coverage;
  readonly hash: (text: string) => string;
}

function observeHost({ value, target, common }: Opened, part: HostPart): Observation {
  const { hostname, single, state = {}, inventory, hash } = part;
  const { products, dropped } = observeProducts(part.findings);
  const { coverage } = part;
  const isWhole = !common.interrupted && !dropped && isWholeScan(coverage);
  const own: Labels = mergeLabels(decodeLabels(single ? target : state), single ? {} : decodeLabels(target));
  const image = imageOf(own);
  const id = (single ? exactText(target['id'], 200) : undefined) ?? inventory?.id;
  const hardwareId = (single ? hardwareIdOf(target['hardwareId']) : undefined) ?? inventory?.hardwareId;
  const place = single ? placeOf(target) : undefined;
  const platform = word(target['platform'], platforms) ?? inventory?.platform ?? onlyPlatform(products);
  const os = single ? text(target['os'], 200) : inventory?.os;
  const role = text(state['role'], 200) ?? (single ? text(target['role'], 200) : undefined);
  const audiences = audiencesOf(single ? value : state, single ? value['audienceAssumed'] === true : false);
  const readiness = isFields(state['readiness']) ? state['readiness']['answer'] : undefined;
  const encryption = isFields(state['encryption']) ? state['encryption']['state'] : undefined;
  const reboot = state['rebootPending'];
  const kept: Omit<Observation, 'digest'> = {
    ...common,
    ...(inventory !== undefined && { at: inventory.at, type: inventory.type }),
    ...(hostname !== undefined && { hostname }),
    ...(id !== undefined && { id }),
    ...(hardwareId !== undefined && { hardwareId }),
    ...(place !== undefined && { place }),
    ...(platform !== undefined && { platform }),
    ...(os !== undefined && { os }),
    ...(role !== undefined && { role }),
    ...own,
    ...(image !== undefined && { image }),
    ...(audiences !== undefined && { audiences }),
    whole: isWhole,
    looked: coverage.looked,
    gaps: coverage.gaps + (dropped ? 1 : 0),
    ...worst(dropped ? 'active' : coverage.couldHide),
    someGaps: coverage.someGaps,
    products,
    servers: serversOf(state),
    readiness: word(readiness, readinessAnswers) ?? 'unknown',
    encryption: word(encryption, encryptionStates) ?? 'component-installed',
    ...(typeof reboot === 'boolean' && { rebootPending: reboot }),
  };
  return { ...kept, digest: hash(JSON.stringify(kept)) };
}

/** Where a scan looked that did not look at the running host. One that was cut is none, because it could be that of another. */
function placeOf(target: Fields): string | undefined {
  if (target['type'] !== 'root' && target['type'] !== 'image') return undefined;
  const path = exactText(target['path'], 1_000);
  const image = exactText(target['image'], 500);
  return path === undefined ? image : image === undefined ? path : `${path}#${image}`;
}

function worst(couldHide: Status | undefined): Pick<Observation, 'couldHide'> {
  return couldHide === undefined ? {} : { couldHide: statuses.find((status) => status === couldHide) };
}

function commonOf(value: Fields): Opened['common'] {
  const target = isFields(value['target']) ? value['target'] : {};
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

/** For whom it was judged then; undefined where nobody said so. */
function audiencesOf(state: Fields, isAssumed: boolean): string[] | undefined {
  const given = state['audiences'];
  if (isAssumed || !Array.isArray(given)) return undefined;
  return given.filter((each): each is string => typeof each === 'string' && each.length <= 80).slice(0, 20);
}

function serversOf(state: Fields): string[] {
  const found = objects(state['managedBy'], 20).flatMap(({ server }) => exactText(server, maxName) ?? []);
  return [...new Set(found)].sort().slice(0, 5);
}

/** The image of which a host is an instance, as a tag says it: `image=NAME`. */
export function imageOf({ tags = [] }: Labels): string | undefined {
  const tag = tags.find((each) => /^image=./i.test(each));
  return tag?.slice('image='.length);
}

function onlyPlatform(products: Observation['products']): Observation['platform'] {
  const all = new Set(products.flatMap((product) => product.platforms));
  return all.size === 1 ? [...all][0] : undefined;
}

/** The hosts that a report names, sorted; a scan is always one host, whatever its rows say. */
function hostsOf(value: Fields, target: Fields): string[] {
  const hosts = new Set<string>();
  for (const key of ['findings', 'coverage', 'hosts', 'inventories'] as const) {
    for (const each of objects(value[key], 2_000_000)) {
      const host = text(each['host'], maxName);
      if (host !== undefined) hosts.add(host);
    }
  }
  const isOne = target['type'] !== 'inventory' && !Array.isArray(value['hosts']);
  return isOne ? [...hosts].slice(0, 1) : [...hosts].sort();
}

/**
 * Who the hosts of a report of several are, by name. Two inventories of one host are rows of one time, the later; where
 * they are not of one installation, nobody knows of which the rows are.
 */
function inventoriesByHost(value: Fields): Map<string, NonNullable<HostPart['inventory']>> {
  const known = new Map<string, NonNullable<HostPart['inventory']>>();
  for (const each of objects(value['inventories'], 2_000_000)) {
    const host = text(each['host'], maxName);
    if (host === undefined) continue;
    const other = known.get(host);
    const at = instantMs(each['scannedAt']);
    const id = exactText(each['id'], 200);
    const hardwareId = hardwareIdOf(each['hardwareId']);
    const os = text(each['os'], 200);
    const platform = word(each['platform'], platforms);
    known.set(host, {
      at: other === undefined || at === null || other.at === null ? at : Math.max(at, other.at),
      type: word(each['type'], ['host', 'root', 'image', 'inventory'] as const) ?? 'inventory',
      ...((other === undefined || other.id === id) && id !== undefined && { id }),
      ...((other === undefined || other.hardwareId === hardwareId) &&
        hardwareId !== undefined && { hardwareId }),
      ...(os !== undefined && { os }),
      ...(platform !== undefined && { platform }),
    });
  }
  return known;
}

function byHost(all: readonly Fields[]): Map<string | undefined, Fields[]> {
  const groups = new Map<string | undefined, Fields[]>();
  for (const each of all) {
    const host = text(each['host'], maxName);
    const group = groups.get(host);
    if (group) group.push(each);
    else groups.set(host, [each]);
  }
  return groups;
}

function statesByHost(value: Fields): Map<string, Fields> {
  return new Map(
    objects(value['hosts'], 2_000_000).map((state) => [text(state['host'], maxName) ?? '', state]),
  );
}

/** What somebody gave instead of a report, in words that say what to do. */
function faultOf(value: Fields): { readonly fault: string; readonly otherKind?: boolean } {
  const { schema } = value;
  if (schema === 'phaseout/inventory@1' || 'kind' in value) {
    return {
      fault: 'it is an inventory, not a report: run phaseout match --format json on it first',
      otherKind: true,
    };
  }
  if (('product' in value && 'evidence' in value) || 'gap' in value) {
    return {
      fault:
        'it holds findings alone (--format ndjson), which say nothing of hosts without any, nor of what was not looked at: write reports with --format json instead',
      otherKind: true,
    };
  }
  if (typeof schema === 'string' && schema.startsWith('phaseout/')) {
    return { fault: `it is of another kind or version (${visible(schema.slice(0, 60))})`, otherKind: true };
  }
  return { fault: 'it is no report of phaseout (no schema "phaseout/report@1")' };
}
