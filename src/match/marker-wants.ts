import type { RulePack } from '../model/rule-pack.ts';
import type { Signature, TextTest, When } from '../model/signature.ts';
import type { ItemKind, Platform } from '../model/vocabulary.ts';
import { byCodeUnit } from './order.ts';

/** What the marker collector must look for; the same shape as `MarkerWants` in `collect/collector.ts`. */
export interface WantedMarkers {
  /** Absolute paths, may hold `*` and `?`; case as the pack writes it. Sorted, each once. */
  readonly paths: readonly string[];
  /** Text files of which the first line (with the prefix) is read. Sorted by id. */
  readonly reads: readonly { readonly id: string; readonly file: string; readonly linePrefix?: string }[];
  /** Values of registry keys. Sorted by id; absent where there is none. */
  readonly registryReads?: readonly { readonly id: string; readonly key: string; readonly value: string }[];
}

/**
 * Collects the `path` tests of all signatures on markers, and of their conditions on other items of the host
 * (`beside`, `unless`) that may be markers. Equality, `oneOf` and globs are kept as written, a prefix becomes
 * `prefix*`; a test by suffix or word names no place to look at. Only absolute paths count: from `/`, from a drive
 * letter, a `%VARIABLE%` or a registry hive on Windows.
 */
export function markerWants(pack: RulePack, platform: Platform): WantedMarkers {
  const paths = new Set<string>();
  for (const subject of [...pack.products, ...pack.protections]) {
    for (const signature of subject.signatures) {
      if (!(signature.platforms ?? subject.platforms).includes(platform)) continue;
      for (const when of markerWhens(signature)) {
        const test = when['path'];
        if (test === undefined) continue;
        for (const path of pathsOf(test)) if (isAbsolute(path, platform)) paths.add(path);
      }
    }
  }
  const reads = pack.products
    .filter((product) => product.platforms.includes(platform))
    .flatMap(({ product, reads }) =>
      reads.flatMap(({ id, file, line }) =>
        file === undefined
          ? []
          : [{ id: `${product}/${id}`, file, ...(line !== undefined && { linePrefix: line.prefix }) }],
      ),
    );
  const registryReads = (platform === 'windows' ? pack.products : [])
    .filter((product) => product.platforms.includes(platform))
    .flatMap(({ product, reads }) =>
      reads.flatMap(({ id, registry, value }) =>
        registry === undefined || value === undefined
          ? []
          : [{ id: `${product}/${id}`, key: registry, value }],
      ),
    );
  return {
    paths: [...paths].sort(byCodeUnit),
    reads: reads.sort((a, b) => byCodeUnit(a.id, b.id)),
    ...(registryReads.length > 0 && {
      registryReads: registryReads.sort((a, b) => byCodeUnit(a.id, b.id)),
    }),
  };
}

function markerWhens(signature: Signature): When[] {
  const whens = mayBeMarker(signature.kind) ? [signature.when] : [];
  for (const { host } of [...(signature.beside ?? []), ...(signature.unless ?? [])]) {
    if (host !== undefined && (host.kind === undefined || mayBeMarker(host.kind))) whens.push(host.when);
  }
  return whens;
}

function mayBeMarker(kinds: ItemKind | readonly ItemKind[]): boolean {
  return kinds === 'marker' || kinds.includes('marker');
}

function pathsOf(test: TextTest): string[] {
  if (typeof test === 'boolean') return [];
  if (typeof test === 'string') return [test];
  const whole = test.equals ?? test.oneOf ?? test.glob;
  if (whole !== undefined) return listOf(whole);
  return test.prefix === undefined ? [] : listOf(test.prefix).map((prefix) => `${prefix}*`);
}

function listOf(texts: string | readonly string[]): string[] {
  return typeof texts === 'string' ? [texts] : [...texts];
}

function isAbsolute(path: string, platform: Platform): boolean {
  if (path.startsWith('/')) return true;
  return platform === 'windows' && /^([A-Za-z]:[\\/]|%[A-Za-z()0-9]+%|HK[A-Z_]+[\\/])/.test(path);
}
