import { type Labels, mergeLabels } from '../model/labels.ts';
import { encryptionStates, platforms, readinessAnswers, type Status, statuses } from '../model/vocabulary.ts';
import { exactText, type Fields, isFields, objects, text, word } from './decode.ts';
import { hardwareIdOf } from './hardware-id.ts';
import { imageOf } from './image-tag.ts';
import type { Observation } from './observation.ts';
import { type Coverage, isWholeScan, lacksGapsAlone } from './observe-coverage.ts';
import { type StatedOf, scannedPlace } from './observe-inventories.ts';
import { observeProducts } from './observe-products.ts';
import { readableLabels } from './readable-labels.ts';

/** What holds for every host of a report. */
export type CommonPart = Pick<Observation, 'v' | 'at' | 'type' | 'interrupted' | 'packs'>;

/** What a report says of one host. */
export interface HostPart {
  readonly hostname: string | undefined;
  /** The target of the report, where the whole report is about this host. */
  readonly target: Fields | undefined;
  /** What is known of it beside findings: role, readiness, encryption, servers. */
  readonly knowledge: Fields;
  /** For whom it was judged; undefined where nobody said so. */
  readonly audiences: readonly unknown[] | undefined;
  readonly labels: Labels;
  /** Platform of all hosts of the report, where it says one. */
  readonly platform: unknown;
  /** What the host's own inventory says of it, in a report of several. */
  readonly inventory: StatedOf | undefined;
  readonly findings: readonly Fields[];
  readonly coverage: Coverage;
}

const maxServer = 253;

/** What is kept of one host of a report. `hash`: 32 hex digits of a text. */
export function observeHost(common: CommonPart, part: HostPart, hash: (text: string) => string): Observation {
  const { hostname, target, knowledge, inventory, coverage } = part;
  const { products, dropped } = observeProducts(part.findings);
  // Where rows that somebody else collected lie beside a scan, the whole is no scan.
  const isScan = inventory?.type !== 'inventory';
  const isComplete = isScan && !common.interrupted;
  const isWhole = isComplete && !dropped && isWholeScan(coverage);
  // What else is missing, no gap speaks for.
  const saysAll = isComplete && lacksGapsAlone(coverage);
  const own = mergeLabels(part.labels, inventory?.labels);
  const image = imageOf(own);
  const id = exactText(target?.['id'], 200) ?? inventory?.id;
  const hardwareId = hardwareIdOf(target?.['hardwareId']) ?? inventory?.hardwareId;
  const place = (target && scannedPlace(target)) ?? inventory?.place;
  const platform = word(part.platform, platforms) ?? inventory?.platform ?? onlyPlatform(products);
  const os = text(target?.['os'], 200) ?? inventory?.os;
  const role = text(knowledge['role'], 200) ?? text(target?.['role'], 200);
  const audiences = audiencesOf(part.audiences);
  const reboot = knowledge['rebootPending'];
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
    ...worst(saysAll ? (dropped ? 'active' : coverage.couldHide) : undefined),
    someGaps: coverage.someGaps,
    products,
    servers: serversOf(knowledge),
    readiness: word(fieldOf(knowledge, 'readiness', 'answer'), readinessAnswers) ?? 'unknown',
    encryption: word(fieldOf(knowledge, 'encryption', 'state'), encryptionStates) ?? 'component-installed',
    ...(typeof reboot === 'boolean' && { rebootPending: reboot }),
  };
  return { ...kept, digest: hash(JSON.stringify(digested(kept))) };
}

/**
 * What the digest is over: without what earlier versions did not take from a report (`stops`), so that a history that one of
 * them began knows the report again. What a report accepts stays: with and without it, it is not the same report.
 */
function digested(kept: Omit<Observation, 'digest'>): unknown {
  return { ...kept, products: kept.products.map(({ stops, ...product }) => product) };
}

/** Labels of an entry of a report. */
export function labelsOf(...entries: readonly Fields[]): Labels {
  return mergeLabels(...entries.map(readableLabels));
}

function fieldOf(knowledge: Fields, key: string, field: string): unknown {
  const value = knowledge[key];
  return isFields(value) ? value[field] : undefined;
}

function worst(couldHide: Status | undefined): Pick<Observation, 'couldHide'> {
  return couldHide === undefined ? {} : { couldHide: statuses.find((status) => status === couldHide) };
}

function audiencesOf(given: readonly unknown[] | undefined): string[] | undefined {
  return given?.filter((each): each is string => typeof each === 'string' && each.length <= 80).slice(0, 20);
}

function serversOf(knowledge: Fields): string[] {
  const found = objects(knowledge['managedBy'], 20).flatMap(
    ({ server }) => exactText(server, maxServer) ?? [],
  );
  return [...new Set(found)].sort().slice(0, 5);
}

function onlyPlatform(products: Observation['products']): Observation['platform'] {
  const all = new Set(products.flatMap((product) => product.platforms));
  return all.size === 1 ? [...all][0] : undefined;
}
