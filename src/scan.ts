import type { Collector } from './collect/collector.ts';
import { packageCheck } from './collect/package-check.ts';
import { type CollectProgress, collectAll } from './collect/run.ts';
import type { Collected } from './collect/run-collector.ts';
import { type Host, HostError } from './host/host.ts';
import { type Identity, identify } from './host/identify.ts';
import { type JudgeOptions, judge } from './judge.ts';
import { forPlatform } from './match/for-platform.ts';
import { markerWants } from './match/marker-wants.ts';
import { compileMatcher } from './match/matcher.ts';
import type { Coverage, Gap } from './model/gap.ts';
import type { Target } from './model/inventory.ts';
import type { Item } from './model/item.ts';
import type { Labels } from './model/labels.ts';
import type { Report } from './model/report.ts';
import type { RulePack } from './model/rule-pack.ts';

/** What is collected, and how. */
export interface CollectRequest {
  readonly host: Host;
  readonly collectors: readonly Collector[];
  readonly pack: RulePack;
  /** The directory or file that the user named, shown in the report. */
  readonly path: string | undefined;
  /** What the operator says it belongs to. */
  readonly labels?: Labels | undefined;
  /** Set where the host lies in an image. */
  readonly image?: ImagePart | undefined;
  readonly only: readonly string[] | undefined;
  readonly skip: readonly string[] | undefined;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** A monotonic clock in milliseconds. */
  readonly now: () => number;
  readonly onProgress: ((progress: CollectProgress) => void) | undefined;
  /** Ask a running machine for the id of its hardware (starts a command; only for machine-readable formats). */
  readonly wantsHardwareId: boolean;
}

/** Which system of an image is scanned. */
export interface ImagePart {
  /** Empty where the image holds but one. */
  readonly name: string;
  readonly digest?: string;
  /** It states its platform itself; a container image may hold a single program and no file that would tell. */
  readonly statesPlatform?: true;
}

/** A scan: what is collected, and by what it is judged. */
export interface ScanRequest extends CollectRequest {
  readonly judge: JudgeOptions;
  /** Wall-clock time of the scan, ISO 8601; undefined in a reproducible report. */
  readonly scannedAt: string | undefined;
  readonly includeInventory: boolean;
}

/** The whole pipeline: identify, collect, match, date, report. */
export async function scan(request: ScanRequest): Promise<Report> {
  const matcher = compileMatcher(forPlatform(request.pack, request.host.platform));
  const collection = await startCollection(request);
  const session = matcher.session({
    ...(collection.hostname !== undefined && { host: collection.hostname }),
    platform: request.host.platform,
    live: request.host.live,
  });
  const coverage: Coverage[] = [];
  const items: Item[] = [];
  for await (const collected of collection.run()) {
    coverage.push(collected.coverage);
    for (const item of collected.items) session.add(item);
    if (request.includeInventory) items.push(...collected.items);
  }
  return judge(request.judge, {
    target: await collection.target,
    matched: session.finish(),
    coverage,
    complete: !request.signal.aborted,
    scannedAt: request.scannedAt,
    items: request.includeInventory ? items : undefined,
  });
}

/** A collection that can begin: who the host is, and what its collectors give. */
export interface StartedCollection {
  readonly hostname: string | undefined;
  readonly identity: Identity;
  /** Known a little later than the rest where the hardware id was asked for, which takes a command. */
  readonly target: Promise<Target>;
  run(): AsyncGenerator<Collected>;
}

/** Identifies the host; `run` then hands out what each collector gave, and at the end whether that can be all. */
export async function startCollection(request: CollectRequest): Promise<StartedCollection> {
  const { host } = request;
  const hardwareId = request.wantsHardwareId ? host.facts?.hardwareId() : undefined;
  const identity = await identify(host);
  return {
    hostname: identity.hostname,
    identity,
    target: completeTarget(request, identity, hardwareId),
    run: () => collectWhole(request, identity),
  };
}

/** The running system's name comes from its own files; systeminformation is asked only where they hold none (macOS). */
async function completeTarget(
  request: CollectRequest,
  identity: Identity,
  hardwareId: Promise<string | undefined> | undefined,
): Promise<Target> {
  const os = identity.os ?? (request.wantsHardwareId ? await request.host.facts?.os() : undefined);
  return targetOf(request, { ...identity, os }, await hardwareId);
}

function targetOf(
  { host, path, image, labels }: CollectRequest,
  identity: Identity,
  hardwareId: string | undefined,
): Target {
  return {
    type: image !== undefined ? 'image' : host.live ? 'host' : 'root',
    platform: host.platform,
    ...(identity.os !== undefined && { os: identity.os }),
    ...(identity.osId !== undefined && { osId: identity.osId }),
    ...(identity.role !== undefined && { role: identity.role }),
    ...(identity.furtherRoles !== undefined && { furtherRoles: identity.furtherRoles }),
    ...(identity.hostname !== undefined && { hostname: identity.hostname }),
    ...(identity.id !== undefined && { id: identity.id }),
    ...(hardwareId !== undefined && { hardwareId }),
    ...(path !== undefined && { path }),
    ...(image !== undefined && image.name !== '' && { image: image.name }),
    ...(image?.digest !== undefined && { digest: image.digest }),
    ...labels,
  };
}

async function* collectWhole(request: CollectRequest, identity: Identity): AsyncGenerator<Collected> {
  const { host, collectors } = request;
  const mine = collectors.filter(({ platforms }) => platforms.includes(host.platform));
  const own = new Set(mine.map(({ id }) => id));
  const distribution = host.platform === 'linux' ? identity.distribution : undefined;
  let ran = false;
  for await (const collected of collectAll({
    ...request,
    markers: markerWants(request.pack, host.platform),
    distribution,
  })) {
    if (own.has(collected.collector) && collected.coverage.status !== 'skipped') ran = true;
    yield collected;
  }
  const absent = await absentUsers(host);
  const gaps = [...hostGaps(request, identity, mine, ran), ...(host.gaps?.() ?? [])];
  yield hostCoverage(gaps, absent);
}

/** Profiles that Windows knows of and that are not on this disk, e.g. in a container that is attached at log-on. */
async function absentUsers({ registry }: Host): Promise<string[]> {
  try {
    const users = (await registry?.absentUsers?.()) ?? [];
    return users.map(({ sid, name }) => `profile of ${name ?? sid}`).sort();
  } catch (error) {
    // What made the list of users unreadable is a gap of the collectors that asked for it.
    if (error instanceof HostError) return [];
    throw error;
  }
}

/** What leaves the whole host in doubt. A scan that had nothing to look at, or looked at nothing, is never a clean one. */
function hostGaps(
  { host, path, signal, image }: CollectRequest,
  identity: Identity,
  mine: readonly Collector[],
  ran: boolean,
): Gap[] {
  const source = path ?? host.platform;
  const gap = (reason: Gap['reason'], message: string): Gap => ({
    reason,
    source,
    message,
    couldHide: 'active',
  });
  if (!mine.some(({ kinds }) => kinds.includes('software'))) {
    return [
      ...identity.gaps,
      gap(
        'unsupported-format',
        `this version cannot list the software of ${host.platform}; no product would be found`,
      ),
    ];
  }
  const isSilent = identity.platform === undefined && image?.statesPlatform === true;
  if (!host.live && identity.platform !== host.platform && !isSilent) {
    const seen = identity.platform === undefined ? 'no system at all' : `a ${identity.platform} system`;
    return [
      ...identity.gaps,
      gap(
        'empty-source',
        `by its files this is ${seen}, not ${host.platform}; is the right disk mounted here?`,
      ),
    ];
  }
  if (!ran && !signal.aborted) {
    return [
      ...identity.gaps,
      gap('missing-source', 'every collector was left out, so nothing was looked at'),
    ];
  }
  return [...identity.gaps];
}

function hostCoverage(gaps: readonly Gap[], notPresent: readonly string[]): Collected {
  const coverage: Coverage = {
    collector: 'host',
    status: gaps.length > 0 ? 'gap' : 'ok',
    items: 0,
    ms: 0,
    gaps,
    ...(notPresent.length > 0 && { notPresent }),
  };
  return { collector: 'host', items: [], coverage };
}

/** Ids that `--only`, `--skip` and `--allow-gaps` may name beside those of the collectors. */
export const checkIds: readonly string[] = ['host', packageCheck.id, 'kinds', 'image'];
