import type { Gap } from '../../../model/gap.ts';
import type { Platform } from '../../../model/vocabulary.ts';
import type { Host, HostError } from '../../host.ts';
import { segmentsOf } from '../../paths.ts';
import type { ImageSystem, LowerState, OpenedImage, OpenImageOptions } from '../opened-image.ts';
import { platformIn, systemHost } from '../system-host.ts';
import type { ImageArchive, ReadLayer } from './archive.ts';
import { ContentStore } from './content-store.ts';
import { EntryTable, rootId } from './entry-table.ts';
import type { ImageRef, LayerRef } from './image-list.ts';
import { keepsContent } from './keeps-content.ts';
import { LayerContents } from './layer-contents.ts';
import type { LayerLog } from './layer-log.ts';
import { LayeredTree } from './layered-tree.ts';
import { mergeLayer } from './merge-layer.ts';
import type { LayerReading, LayerSource } from './read-layer.ts';
import { WantedPaths } from './wanted-paths.ts';
import { windowsContainerHost } from './windows-layers.ts';

/** Entries of all layers of an archive together. */
const maxEntries = 2_000_000;
const maxGaps = 1000;
/** Paths of one lower state that are remembered. */
const maxChanged = 2000;
const progressMs = 200;

/** Merges layers into systems, and keeps what was found to be damaged on the way. */
export class ContainerReading {
  readonly reading: LayerReading;
  readonly notLookedAt: string[] = [];
  readonly #options: OpenImageOptions;
  readonly #wanted: WantedPaths;
  readonly #store = new ContentStore();
  readonly #gaps: Gap[] = [];
  readonly #systems: ImageSystem[] = [];
  readonly #read = new Map<string, Promise<ReadLayer | undefined>>();
  #bytes = 0;
  #shownAt = 0;
  #doing = 'reading the image';

  constructor(options: OpenImageOptions) {
    this.#options = options;
    this.#wanted = new WantedPaths(options.wants);
    this.reading = {
      store: this.#store,
      keeps: (path, size) => keepsContent(this.#wanted, path, size),
      onDamage: (reason, source, message) => this.gap(reason, source, message),
      signal: options.signal,
      onBytes: (count) => this.#progress(count),
      budget: { entries: maxEntries },
    };
  }

  gap(reason: HostError['reason'], source: string, message: string): void {
    if (this.#gaps.length > maxGaps) return;
    const isLast = this.#gaps.length === maxGaps;
    const text = isLast ? `${message}; further damage is not listed` : message;
    this.#gaps.push({ reason, source, message: text, couldHide: 'active' });
  }

  /** What was found last to be wrong. */
  get lastMessage(): string | undefined {
    return this.#gaps.at(-1)?.message;
  }

  get hasGaps(): boolean {
    return this.#gaps.length > 0;
  }

  /** Adds the system of a plain root filesystem. False where none is recognised in it. */
  async addRoot(log: LayerLog, source: LayerSource): Promise<boolean> {
    const merged = this.#merge([{ log, source }], false);
    const wanted = platformWord(this.#options.platform);
    const found = await platformIn(merged.tree(0));
    const platform = found ?? wanted;
    if (platform === undefined || (wanted !== undefined && wanted !== platform)) return false;
    this.#systems.push({ host: await this.#host(merged, 0, platform), name: '' });
    return true;
  }

  /** Adds the system of a container image. `isOnly` is false where others of the archive stand beside it. */
  async addImage(archive: ImageArchive, image: ImageRef, name: string, isOnly: boolean): Promise<void> {
    const count = image.layers.length;
    const layers: (ReadLayer & { readonly label: string })[] = [];
    for (const [index, ref] of image.layers.entries()) {
      if (this.#options.signal?.aborted) break;
      const label = `layer ${index + 1} of ${count} (${ref.id})`;
      this.#doing = isOnly ? `reading ${label}` : `${name}: reading ${label}`;
      const layer = await this.#layer(archive, ref, isOnly ? label : `${name}, ${label}`);
      if (layer !== undefined) layers.push({ ...layer, label });
    }
    const isWindows = image.os === 'windows';
    const merged = this.#merge(layers, true, isWindows);
    const top = layers.length - 1;
    const wanted = platformWord(this.#options.platform);
    const platform = platformWord(image.os) ?? (await platformIn(merged.tree(top))) ?? wanted ?? 'linux';
    const lower: LowerState[] = [];
    for (const [layer, changed] of merged.changed) {
      const label = layers[layer]?.label;
      if (label === undefined) continue;
      lower.push({
        layer: label,
        host: await this.#host(merged, layer, platform),
        changed: changed.length > maxChanged ? undefined : changed,
      });
    }
    this.#systems.push({
      host: await this.#host(merged, top, platform),
      name,
      ...(image.digest !== undefined && { digest: image.digest }),
      ...(platformWord(image.os) !== undefined && { statesPlatform: true }),
      ...(lower.length > 0 && { lower }),
    });
  }

  opened(close: () => void): OpenedImage {
    return {
      format: 'container image',
      systems: this.#systems,
      gaps: () => this.#gaps,
      notLookedAt: this.notLookedAt,
      close: async () => {
        for (const { host, lower } of this.#systems) {
          await host.close?.();
          for (const state of lower ?? []) await state.host.close?.();
        }
        this.#store.close();
        close();
      },
    };
  }

  /** Of a Windows container also the registry that a layer lays over those below it. */
  #isWanted(path: string, isWindows: boolean): boolean {
    if (!isWindows) return this.#wanted.has(path, false);
    return /^\/Hives\//i.test(path) || this.#wanted.has(path.replace(/^\/Files(?=\/)/i, ''), true);
  }

  async #host(merged: Merged, layer: number, platform: Platform): Promise<Host> {
    return platform === 'windows' && merged.isContainer
      ? windowsContainerHost(merged, layer)
      : systemHost(merged.tree(layer), platform);
  }

  /** A layer that several images share is read once. */
  async #layer(archive: ImageArchive, ref: LayerRef, label: string): Promise<ReadLayer | undefined> {
    let read = this.#read.get(ref.part);
    if (read === undefined) {
      read = archive.layer(ref.part, label, ref.digest, this.reading);
      this.#read.set(ref.part, read);
    }
    const layer = await read;
    if (layer === undefined) {
      this.gap(
        'missing-source',
        label,
        `${label} is not part of the archive; what it holds, and what it would delete, is not known`,
      );
    }
    return layer;
  }

  #merge(layers: readonly ReadLayer[], hasWhiteouts: boolean, isWindows = false): Merged {
    const table = new EntryTable();
    const contents = new LayerContents(
      table,
      layers.map(({ source }) => source),
      this.reading,
    );
    const changed = new Map<number, string[]>();
    for (const [layer, { log, source }] of layers.entries()) {
      mergeLayer(table, log, {
        layer,
        hasWhiteouts,
        isWanted: (path) => this.#isWanted(path, isWindows),
        isSame: (content, other) => contents.isSame(content, other),
        onLost: (path) => {
          const paths = changed.get(layer - 1) ?? [];
          if (paths.length <= maxChanged) paths.push(path);
          changed.set(layer - 1, paths);
        },
        onDamage: (path, message) => this.gap('malformed-source', `${source.name}: ${path}`, message),
      });
    }
    const top = isWindows ? '/Files' : '/';
    return {
      changed,
      isContainer: isWindows,
      tree: (layer, inside = top) => new LayeredTree(table, layer, contents, inside),
      brings: (layer, path) => bringsFile(table, layer, path),
    };
  }

  #progress(count: number): void {
    this.#bytes += count;
    const now = Date.now();
    if (now - this.#shownAt < progressMs) return;
    this.#shownAt = now;
    this.#options.onProgress?.(`${this.#doing}, ${Math.round(this.#bytes / 1024 ** 2)} MiB`);
  }
}

interface Merged {
  /** By layer, the wanted paths in it or below it that the next layer takes away. */
  readonly changed: ReadonlyMap<number, readonly string[]>;
  /** False for a plain root filesystem. */
  readonly isContainer: boolean;
  tree(layer: number, inside?: string): LayeredTree;
  brings(layer: number, path: string): boolean;
}

/** Whether a layer itself brings a file, whose name may be written in any case. */
function bringsFile(table: EntryTable, layer: number, path: string): boolean {
  let at: number | undefined = rootId;
  for (const segment of segmentsOf(path)) {
    at = [...table.children(at, layer)].find(
      (id) => table.nameOf(id).toLowerCase() === segment.toLowerCase(),
    );
    if (at === undefined) return false;
  }
  return table.layerOf(at) === layer && table.fields(at).size > 0;
}

/** The word of this program for a platform of a container image: `linux/amd64`, `windows`, `darwin`. */
export function platformWord(platform: string | undefined): Platform | undefined {
  switch (platform?.split('/')[0]) {
    case 'linux':
      return 'linux';
    case 'windows':
      return 'windows';
    case 'macos':
    case 'darwin':
      return 'macos';
    default:
      return undefined;
  }
}
