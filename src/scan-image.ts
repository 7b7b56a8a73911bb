import { packageCheck } from './collect/package-check.ts';
import type { Collected } from './collect/run-collector.ts';
import { identityFiles } from './host/identify.ts';
import { WantedPaths } from './host/image/container/wanted-paths.ts';
import type { ImageSystem, LowerState, OpenedImage } from './host/image/opened-image.ts';
import { judge } from './judge.ts';
import { forPlatform } from './match/for-platform.ts';
import { markerWants } from './match/marker-wants.ts';
import type { SessionDefaults } from './match/match-session.ts';
import { compileMatcher, type Matcher } from './match/matcher.ts';
import type { Finding, Note } from './model/finding.ts';
import type { Coverage, Gap } from './model/gap.ts';
import type { Target } from './model/inventory.ts';
import type { Item } from './model/item.ts';
import type { Report } from './model/report.ts';
import { statuses } from './model/vocabulary.ts';
import { type CollectRequest, type ScanRequest, type StartedCollection, startCollection } from './scan.ts';

/** A scan of every system in an image. */
export interface ImageScanRequest extends Omit<ScanRequest, 'host'> {
  readonly opened: OpenedImage;
}

/**
 * The pipeline for an image: one report for all its systems. Of several each is a host under its name in the image.
 * What a lower layer held and a higher one took away becomes notes of kind `hidden`, apart from the findings.
 */
export async function scanImage(request: ImageScanRequest): Promise<Report> {
  const { opened } = request;
  const { systems } = opened;
  const [first, ...others] = systems;
  const matcher = compileMatcher(
    first === undefined || others.length > 0 ? request.pack : forPlatform(request.pack, first.host.platform),
  );
  const session = matcher.session({ live: false });
  const coverage: Coverage[] = [];
  const items: Item[] = [];
  const lower: LowerFinding[] = [];
  const lowerGaps: Gap[] = [];
  let target: Target | undefined;
  for (const system of systems) {
    const collection = await startImageCollection(request, system);
    const from = defaultsOf(collection, system, systems.length > 1);
    for await (const collected of collection.run()) {
      const own = ofHost(collected, systems.length > 1 ? system.name : undefined);
      coverage.push(own.coverage);
      for (const item of own.items) session.add(item, from);
      if (request.includeInventory) items.push(...own.items);
    }
    target ??= await collection.target;
    const { found, gaps } = await lowerFindings(request, matcher, system, from);
    lower.push(...found);
    lowerGaps.push(...gaps);
  }
  coverage.push(...imageCoverage(opened, request.path, lowerGaps));
  const matched = session.finish();
  return judge(request.judge, {
    target:
      systems.length === 1 && target
        ? target
        : { type: 'image', ...(request.path && { path: request.path }) },
    matched: { ...matched, notes: [...matched.notes, ...hiddenNotes(matched.findings, lower)] },
    coverage,
    complete: !request.signal.aborted,
    scannedAt: request.scannedAt,
    items: request.includeInventory ? items : undefined,
  });
}

/** Begins to collect one system of an image. */
export function startImageCollection(
  request: Omit<CollectRequest, 'host' | 'image'>,
  { host, name, digest, statesPlatform }: ImageSystem,
): Promise<StartedCollection> {
  return startCollection({
    ...request,
    host,
    image: { name, ...(digest !== undefined && { digest }), ...(statesPlatform && { statesPlatform }) },
    wantsHardwareId: false,
  });
}

/** Path patterns of everything that a collection reads, on whatever platform. */
export function imageWants({ collectors, pack }: Pick<CollectRequest, 'collectors' | 'pack'>): string[] {
  const paths = new Set<string>([...identityFiles, ...packageCheck.wants]);
  for (const { wants } of collectors) for (const want of wants) paths.add(want);
  for (const platform of ['linux', 'windows', 'macos'] as const) {
    const { paths: marked, reads } = markerWants(pack, platform);
    for (const path of [...marked, ...reads.map(({ file }) => file)]) paths.add(path);
  }
  return [...paths].filter((path) => !/^HK[A-Z_]+\\/.test(path));
}

/** What is said of the image as a whole: its damage, and parts of it that hold no system. */
export function imageCoverage(
  opened: OpenedImage,
  path: string | undefined,
  further: readonly Gap[] = [],
): Coverage[] {
  const gaps: Gap[] = [...opened.gaps(), ...further];
  if (gaps.length === 0 && opened.systems.length === 0) {
    gaps.push({
      reason: 'empty-source',
      source: path ?? opened.format,
      message: `no system was found in this ${opened.format}`,
      couldHide: 'active',
    });
  }
  const { notLookedAt } = opened;
  return [
    {
      collector: 'image',
      status: gaps.length > 0 ? 'gap' : 'ok',
      items: 0,
      ms: 0,
      gaps,
      ...(notLookedAt.length > 0 && { notPresent: [...notLookedAt] }),
    },
  ];
}

function defaultsOf(
  { identity, hostname }: StartedCollection,
  { host, name }: ImageSystem,
  isOneOfSeveral: boolean,
): SessionDefaults {
  const shown = isOneOfSeveral ? name : hostname;
  return {
    ...(shown !== undefined && { host: shown }),
    platform: host.platform,
    ...(identity.os !== undefined && { os: identity.os }),
    ...(identity.role !== undefined && { role: identity.role }),
    ...(identity.furtherRoles !== undefined && { furtherRoles: identity.furtherRoles }),
    live: false,
  };
}

function ofHost(collected: Collected, host: string | undefined): Collected {
  if (host === undefined) return collected;
  return {
    ...collected,
    items: collected.items.map((item) => ({ ...item, host })),
    coverage: { ...collected.coverage, host },
  };
}

interface LowerFinding {
  readonly finding: Finding;
  readonly layer: string;
}

/**
 * What was found in each earlier state. Of a product that several held, the uppermost that had the most of it is named.
 * An image may have thousands of them: together they take no longer than one system may.
 */
async function lowerFindings(
  request: ImageScanRequest,
  matcher: Matcher,
  system: ImageSystem,
  from: SessionDefaults,
): Promise<{ found: LowerFinding[]; gaps: Gap[] }> {
  const until = request.now() + request.timeoutMs;
  const gaps: Gap[] = [];
  const found = new Map<string, LowerFinding>();
  for (const state of system.lower ?? []) {
    if (request.signal.aborted) break;
    if (request.now() > until) {
      const message = `the time was up before ${state.layer} was looked at; what it and those above it hold is not known`;
      gaps.push({ reason: 'timeout', source: state.layer, message, couldHide: 'residue' });
      break;
    }
    // Most layers only change the list of packages: first those alone look again, and all only where they find something.
    const concerned = concernedCollectors(request, state);
    const first = await findingsIn(request, matcher, system, from, state, concerned);
    const findings =
      first.length === 0 || concerned === request.collectors
        ? first
        : await findingsIn(request, matcher, system, from, state, request.collectors);
    for (const finding of findings) {
      const before = found.get(finding.id)?.finding;
      // While layers take a product away, the states between have less and less of it.
      if (before === undefined || !isLess(finding, before)) {
        found.set(finding.id, { finding, layer: state.layer });
      }
    }
  }
  return { found: [...found.values()], gaps };
}

function isLess(finding: Finding, other: Finding): boolean {
  const difference = statuses.indexOf(finding.status) - statuses.indexOf(other.status);
  return difference === 0 ? finding.version === undefined && other.version !== undefined : difference > 0;
}

async function findingsIn(
  request: ImageScanRequest,
  matcher: Matcher,
  system: ImageSystem,
  from: SessionDefaults,
  { host }: LowerState,
  collectors: ImageScanRequest['collectors'],
): Promise<readonly Finding[]> {
  const session = matcher.session(from);
  const collection = await startImageCollection(
    { ...request, collectors, onProgress: undefined },
    { ...system, host },
  );
  for await (const { items } of collection.run()) for (const item of items) session.add(item);
  return session.finish().findings;
}

/** The collectors that read a path which the layer above took away; markers are wanted by the pack, and always looked for. */
function concernedCollectors(
  { collectors }: ImageScanRequest,
  { changed, host }: LowerState,
): ImageScanRequest['collectors'] {
  if (changed === undefined || host.platform === 'windows') return collectors;
  return collectors.filter(({ wants }) => {
    const wanted = new WantedPaths(wants);
    return wants.length === 0 || changed.some((path) => wanted.has(path, false));
  });
}

/** A product is hidden where the final state does not have it, or only leftovers of what a lower layer has whole. */
function hiddenNotes(findings: readonly Finding[], lower: readonly LowerFinding[]): Note[] {
  const final = new Map(findings.map((finding) => [finding.id, finding.status]));
  // Between the layers that take a product away, parts of it are left that name no product by themselves.
  const namesProduct = lower.some(({ finding }) => finding.product.class !== 'component');
  return lower.flatMap(({ finding, layer }) => {
    if (namesProduct && finding.product.class === 'component') return [];
    const status = final.get(finding.id);
    const isHidden = status === undefined || (status === 'residue' && finding.status !== 'residue');
    if (!isHidden) return [];
    const { product, version, host, evidence } = finding;
    const what = [product.name, version].filter((part) => part !== undefined).join(' ');
    const note: Note = {
      kind: 'hidden',
      product: product.id,
      text: `${what} (${finding.status}) is in ${layer} and was taken away by a layer above: whoever has the image has its files. Build the image without it, or flatten it.`,
      ...(host !== undefined && { host }),
      evidence,
    };
    return [note];
  });
}
