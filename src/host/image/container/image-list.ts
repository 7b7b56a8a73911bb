import { createHash } from 'node:crypto';
import type { HostError } from '../../host.ts';
import { HostError as HostErrorClass } from '../../host.ts';
import type { ImageArchive } from './archive.ts';

/** One layer of an image, from the lowest up. */
export interface LayerRef {
  /** Name of the part that holds it. */
  readonly part: string;
  /** Digest of that part as it lies there; undefined where none is stated. */
  readonly digest: string | undefined;
  /** What a report calls it, shortened. */
  readonly id: string;
}

/** One container image of an archive. */
export interface ImageRef {
  /** References it is known by; may be empty. */
  readonly names: readonly string[];
  readonly digest: string | undefined;
  readonly os: string | undefined;
  /** `linux/amd64`, `linux/arm/v7`, `windows/amd64`; empty where nothing states it. */
  readonly platform: string;
  readonly layers: readonly LayerRef[];
}

/** What an archive says that it holds. */
export interface ImageList {
  readonly images: readonly ImageRef[];
  /** Named, but not part of this archive, or no image. */
  readonly absent: readonly string[];
}

type OnDamage = (reason: HostError['reason'], source: string, message: string) => void;

const maxImages = 256;
const maxDepth = 4;
const maxLayersNamed = 1000;

/**
 * The images that an archive holds, by `index.json` (OCI layout, Docker since 25) and `manifest.json` (`docker save`).
 * Undefined where it has neither, so that it is no container image.
 * Source: opencontainers/image-spec, image-layout.md, image-index.md; moby/docker-image-spec, spec.md.
 */
export function listImages(archive: ImageArchive, onDamage: OnDamage): ImageList | undefined {
  const reading = new ListReading(archive, onDamage);
  const isLayout = archive.has('oci-layout') && archive.has('index.json');
  const index = reading.json('index.json', undefined, isLayout);
  const manifest = reading.json('manifest.json', undefined);
  const isOci = isLayout || (isObject(index) && 'manifests' in index);
  const isDocker = Array.isArray(manifest) && manifest.some((entry) => isObject(entry) && 'Layers' in entry);
  if (!isOci && !isDocker) return undefined;
  if (isOci) reading.index(isObject(index) ? index : {}, [], 0);
  // Versions of Docker leave images out of their index (moby/moby #47210, #51389).
  if (isDocker) for (const entry of manifest.slice(0, maxImages)) reading.dockerEntry(entry);
  return reading.list();
}

interface Found {
  readonly names: Set<string>;
  readonly image: Omit<ImageRef, 'names'>;
}

class ListReading {
  readonly #archive: ImageArchive;
  readonly #onDamage: OnDamage;
  /** By {@link keyOf}: the same image may be named several times, and by both lists. */
  readonly #found = new Map<string, Found>();
  readonly #absent = new Set<string>();
  #seen = 0;

  constructor(archive: ImageArchive, onDamage: OnDamage) {
    this.#archive = archive;
    this.#onDamage = onDamage;
  }

  list(): ImageList {
    return {
      images: [...this.#found.values()].map(({ names, image }) => ({ ...image, names: [...names] })),
      absent: [...this.#absent],
    };
  }

  /** A part as JSON; undefined where it is missing. Damage is reported and gives undefined, too. */
  json(part: string, digest: string | undefined, isNeeded = digest !== undefined): unknown {
    try {
      const bytes = this.#archive.small(part);
      if (bytes === undefined) return undefined;
      if (digest?.startsWith('sha256:')) {
        const found = createHash('sha256').update(bytes).digest('hex');
        if (`sha256:${found}` !== digest.toLowerCase()) {
          this.#onDamage('malformed-source', part, `${part} does not have the digest that it is named by`);
        }
      }
      return JSON.parse(bytes.toString('utf8'));
    } catch (error) {
      if (error instanceof HostErrorClass) this.#onDamage(error.reason, part, error.message);
      else if (isNeeded) this.#onDamage('malformed-source', part, `${part} is no JSON`);
      return undefined;
    }
  }

  /** True where at least one of its images is in the archive. */
  index(index: Readonly<Record<string, unknown>>, names: readonly string[], depth: number): boolean {
    const entries = Array.isArray(index['manifests']) ? index['manifests'] : [];
    if (depth > maxDepth) {
      this.#onDamage(
        'malformed-source',
        'index.json',
        'indexes are nested too deep; the inner ones were not read',
      );
      return true;
    }
    const missing: { readonly part: string; readonly label: string }[] = [];
    let any = false;
    for (const entry of entries) {
      if (!isObject(entry)) continue;
      if (++this.#seen > maxImages) {
        this.#onDamage('too-large', 'index.json', `more than ${maxImages} images; the others were not read`);
        return true;
      }
      const known = this.#descriptor(entry, names, depth);
      if (known === true) any = true;
      else if (known !== undefined) missing.push(known);
    }
    // An archive of one platform still names the others of its index.
    for (const { part, label } of missing) {
      if (any || depth > 0) this.#absent.add(label);
      else
        this.#onDamage(
          'missing-source',
          part,
          `${label} is named in the index, but not part of this archive`,
        );
    }
    if (!any && depth > 0 && missing.length > 0) {
      const labels = missing.map(({ label }) => label).join(', ');
      this.#onDamage(
        'missing-source',
        'index.json',
        `none of ${labels.slice(0, 300)} is part of this archive`,
      );
    }
    return any || missing.length > 0;
  }

  /** True where it was read or need not be, its place where it is missing. */
  #descriptor(
    entry: Readonly<Record<string, unknown>>,
    outer: readonly string[],
    depth: number,
  ): true | { part: string; label: string } | undefined {
    const digest = textOf(entry['digest']) ?? '';
    const annotations = isObject(entry['annotations']) ? entry['annotations'] : {};
    const platform = isObject(entry['platform']) ? platformText(entry['platform']) : '';
    const isPlaceless = platform === '' || platform.startsWith('unknown');
    if (isPlaceless && 'vnd.docker.reference.type' in annotations) return undefined;
    const own =
      textOf(annotations['io.containerd.image.name']) ??
      textOf(annotations['org.opencontainers.image.ref.name']);
    const names = own === undefined ? outer : [own];
    const part = blobOf(digest);
    const label = [names[0] ?? short(digest), platform].filter((word) => word !== '').join(' ');
    if (part === undefined || !this.#archive.has(part)) return { part: part ?? 'index.json', label };
    const json = this.json(part, digest);
    if (!isObject(json)) {
      if (json !== undefined) this.#onDamage('malformed-source', part, `${part} is no manifest`);
      return true;
    }
    if (Array.isArray(json['manifests'])) {
      this.index(json, names, depth + 1);
      return true;
    }
    this.#manifest(json, names, digest, label);
    return true;
  }

  #manifest(
    manifest: Readonly<Record<string, unknown>>,
    names: readonly string[],
    digest: string,
    label: string,
  ): void {
    const config = isObject(manifest['config']) ? manifest['config'] : {};
    const configDigest = textOf(config['digest']) ?? '';
    const type = textOf(config['mediaType']) ?? '';
    const layers = Array.isArray(manifest['layers']) ? manifest['layers'] : [];
    const artifact = artifactType(type, layers);
    if (artifact !== undefined) {
      this.#absent.add(`${label} (an artifact of type ${artifact.slice(0, 100)}, no image)`);
      return;
    }
    const refs = layers.slice(0, maxLayersNamed).map((layer): LayerRef => {
      const layerDigest = (isObject(layer) ? textOf(layer['digest']) : undefined) ?? '';
      return { part: blobOf(layerDigest) ?? layerDigest, digest: layerDigest, id: short(layerDigest) };
    });
    if (layers.length > maxLayersNamed) this.#tooManyLayers(label);
    const part = blobOf(configDigest);
    this.#add(
      keyOf(configDigest || digest, layers.length),
      names,
      digest,
      part === undefined ? undefined : this.#config(part, configDigest),
      refs,
    );
  }

  dockerEntry(entry: unknown): void {
    if (!isObject(entry)) return;
    const config = textOf(entry['Config']) ?? '';
    const tags = Array.isArray(entry['RepoTags'])
      ? entry['RepoTags'].flatMap((tag) => textOf(tag) ?? [])
      : [];
    // `<hex>.json`, or `blobs/sha256/<hex>`.
    const hex = /(?<hex>[0-9a-f]{64})(?:\.json)?$/.exec(config)?.groups?.['hex'];
    const digest = hex === undefined ? undefined : `sha256:${hex}`;
    const paths = Array.isArray(entry['Layers']) ? entry['Layers'].flatMap((path) => textOf(path) ?? []) : [];
    const key = keyOf(digest ?? config, paths.length);
    const known = this.#found.get(key);
    if (known !== undefined) {
      for (const tag of tags) known.names.add(tag);
      return;
    }
    const fields = this.#config(config, digest);
    const diffs = isObject(fields) && isObject(fields['rootfs']) ? fields['rootfs']['diff_ids'] : undefined;
    const refs = paths.slice(0, maxLayersNamed).map((path, index): LayerRef => {
      const blob = /^blobs\/(?<algorithm>[a-z0-9]+)\/(?<hex>[0-9a-f]+)$/.exec(path)?.groups;
      // A layer of the old layout is not packed, so that it has the digest that the configuration states.
      const stated = Array.isArray(diffs) ? textOf(diffs[index]) : undefined;
      const own = blob === undefined ? stated : `${blob['algorithm']}:${blob['hex']}`;
      return { part: path, digest: own, id: short(own ?? path) };
    });
    if (paths.length > maxLayersNamed) this.#tooManyLayers(tags[0] ?? config);
    this.#add(key, tags, undefined, fields, refs);
  }

  #config(part: string, digest: string | undefined): unknown {
    const config = this.json(part, digest);
    if (config === undefined && !this.#archive.has(part)) {
      this.#onDamage(
        'missing-source',
        part,
        `the configuration ${part.slice(0, 120)} of an image is not part of this archive`,
      );
    }
    return config;
  }

  #add(
    key: string,
    names: readonly string[],
    digest: string | undefined,
    config: unknown,
    layers: readonly LayerRef[],
  ): void {
    const known = this.#found.get(key);
    if (known !== undefined) {
      for (const name of names) known.names.add(name);
      return;
    }
    const fields = isObject(config) ? config : {};
    const os = textOf(fields['os']);
    const image = { digest, os, platform: platformText(fields), layers };
    this.#found.set(key, { names: new Set(names), image });
  }

  #tooManyLayers(label: string): void {
    this.#onDamage(
      'too-large',
      label,
      `${label} has more than ${maxLayersNamed} layers; the others were not read`,
    );
  }
}

/**
 * The digest of a configuration states the layers, so that whatever repeats it is the same image; not where it states
 * another number of layers, because then one of the two lies.
 */
function keyOf(configDigest: string, layers: number): string {
  return `${configDigest} ${layers}`;
}

/** What a manifest holds instead of an image: its configuration, or all its layers, are of another type. */
function artifactType(config: string, layers: readonly unknown[]): string | undefined {
  if (config !== '' && !/image\.config|container\.image/.test(config)) return config;
  const types = layers.map((layer) => (isObject(layer) ? (textOf(layer['mediaType']) ?? '') : ''));
  return types.every((type) => type.startsWith('application/vnd.in-toto')) ? types[0] : undefined;
}

function platformText(fields: Readonly<Record<string, unknown>>): string {
  return [fields['os'], fields['architecture'], fields['variant']]
    .flatMap((field) => textOf(field) ?? [])
    .join('/');
}

function blobOf(digest: string): string | undefined {
  const parts = /^(?<algorithm>[a-z0-9]+):(?<hex>[0-9a-f]{32,128})$/.exec(digest)?.groups;
  return parts === undefined ? undefined : `blobs/${parts['algorithm']}/${parts['hex']}`;
}

function short(digest: string): string {
  return digest.replace(/^(?<start>[a-z0-9]+:[0-9a-f]{12})[0-9a-f]*$/, '$1').slice(0, 80);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value.slice(0, 500) : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
