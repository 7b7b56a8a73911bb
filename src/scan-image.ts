import { packageCheck } from './collect/package-check.ts';
import type { Collected } from './collect/run-collector.ts';
import { identityFiles } from './host/identify.ts';
import type { ImageSystem, OpenedImage } from './host/image/opened-image.ts';
import { judge } from './judge.ts';
import { type LowerFinding, lowerFindings } from './lower-findings.ts';
import { forPlatform } from './match/for-platform.ts';
import { markerWants } from './match/marker-wants.ts';
import type { SessionDefaults } from './match/match-session.ts';
import { compileMatcher } from './match/matcher.ts';
import type { Finding, Note } from './model/finding.ts';
import type { Coverage, Gap } from './model/gap.ts';
import type { Target } from './model/inventory.ts';
import type { Item } from './model/item.ts';
import type { Report } from './model/report.ts';
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
    const own: Coverage[] = [];
    for await (const each of collection.run()) {
      const collected = ofHost(each, systems.length > 1 ? system.name : undefined);
      own.push(collected.coverage);
      for (const item of collected.items) session.add(item, from);
      if (request.includeInventory) items.push(...collected.items);
    }
    coverage.push(...own);
    target ??= await collection.target;
    const { found, gaps } = await lowerFindings({
      request,
      matcher,
      from,
      states: system.lower ?? [],
      start: (state, collectors) =>
        startImageCollection(
          { ...request, collectors, onProgress: undefined },
          { ...system, host: state.host },
        ),
      known: own.flatMap((part) => part.gaps),
    });
    lower.push(...found);
    lowerGaps.push(...gaps);
  }
  coverage.push(...imageCoverage(opened, request.path, lowerGaps));
  const matched = session.finish();
  return judge(request.judge, {
    target:
      systems.length === 1 && target
        ? target
        : { type: 'image', ...(request.path && { path: request.path }), ...request.labels },
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
