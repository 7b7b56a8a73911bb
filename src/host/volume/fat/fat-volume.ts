import { type DiskSource, exactly } from '../../disk/disk-source.ts';
import { HostError } from '../../host.ts';
import { type Extent, extentSource } from '../extents.ts';
import type { Volume, VolumeEntry, VolumeNode } from '../volume.ts';
import { tooMany } from '../volume-tree.ts';
import { directoryEntries, type FatEntry } from './directory.ts';
import { type FatGeometry, readFatGeometry } from './geometry.ts';

/** FAT has no numbers for files: they are given out here, in the order in which directories are read. */
const rootId = 1;
const maxNodes = 1_000_000;
const maxDirectoryBytes = 64 * 1024 * 1024;

interface FatNode extends VolumeNode {
  readonly cluster: number;
}

/** A FAT12, FAT16 or FAT32 volume with long names. Source: Microsoft, FAT32 File System Specification 1.03. */
export function openFat(volume: DiskSource, path: string): Volume {
  return new FatVolume(volume, readFatGeometry(volume, path));
}

class FatVolume implements Volume {
  readonly format: string;
  readonly label: string;
  readonly doubts = [];
  readonly root = rootId;
  readonly #volume: DiskSource;
  readonly #geometry: FatGeometry;
  readonly #nodes = new Map<number, FatNode>();
  readonly #known = new Map<number, readonly VolumeEntry[]>();

  constructor(volume: DiskSource, geometry: FatGeometry) {
    this.#volume = volume;
    this.#geometry = geometry;
    this.format = `fat${geometry.bits}`;
    this.label = geometry.label;
    this.#nodes.set(rootId, {
      id: rootId,
      type: 'directory',
      size: 0,
      mtimeMs: 0,
      cluster: geometry.rootCluster,
    });
  }

  node(id: number, path: string): VolumeNode {
    return this.#node(id, path);
  }

  entries(id: number, path: string, maxEntries: number): readonly VolumeEntry[] {
    const known = this.#known.get(id);
    if (known !== undefined) return known;
    const source = this.#bytes(this.#node(id, path), path);
    const entries: VolumeEntry[] = [];
    for (const entry of directoryEntries(source.readSync(0, Math.min(source.size, maxDirectoryBytes)))) {
      if (entries.length >= maxEntries || this.#nodes.size >= maxNodes) throw tooMany(path, maxEntries);
      entries.push(this.#add(entry));
    }
    this.#known.set(id, entries);
    return entries;
  }

  readLink(_id: number, path: string): string {
    throw new HostError('malformed-source', path, `${path} is no link; FAT has none`);
  }

  open(id: number, path: string): DiskSource {
    return this.#bytes(this.#node(id, path), path);
  }

  #add({ name, isDirectory, size, mtimeMs, cluster }: FatEntry): VolumeEntry {
    const id = this.#nodes.size + 1;
    const type = isDirectory ? 'directory' : 'file';
    this.#nodes.set(id, { id, type, size, mtimeMs, cluster });
    return { name, id, type };
  }

  #node(id: number, path: string): FatNode {
    const node = this.#nodes.get(id);
    if (node === undefined) throw new HostError('malformed-source', path, `${path} does not exist`);
    return node;
  }

  #bytes(node: FatNode, path: string): DiskSource {
    const { rootAt, rootBytes } = this.#geometry;
    // The root of FAT12 and FAT16 lies before the clusters.
    if (node.id === rootId && rootBytes > 0) {
      return extentSource(this.#volume, [{ start: 0, length: rootBytes, at: rootAt }], rootBytes, path);
    }
    const extents = this.#chain(node.cluster, path);
    const last = extents.at(-1);
    const size = node.type === 'directory' ? (last === undefined ? 0 : last.start + last.length) : node.size;
    return extentSource(this.#volume, extents, size, path);
  }

  /** Clusters of a file, one leading to the next. A chain that is longer than the volume runs in a circle. */
  #chain(first: number, path: string): Extent[] {
    const { clusterBytes, clusters, dataAt } = this.#geometry;
    const extents: Extent[] = [];
    let start = 0;
    for (let cluster = first; cluster >= 2 && cluster < clusters + 2; cluster = this.#next(cluster, path)) {
      const at = dataAt + (cluster - 2) * clusterBytes;
      const last = extents.at(-1);
      if (last?.at !== undefined && last.at + last.length === at) {
        extents[extents.length - 1] = { ...last, length: last.length + clusterBytes };
      } else extents.push({ start, length: clusterBytes, at });
      start += clusterBytes;
      if (start > clusters * clusterBytes) {
        throw new HostError('malformed-source', path, `${path}: the chain of its clusters runs in a circle`);
      }
    }
    return extents;
  }

  #next(cluster: number, path: string): number {
    const { bits, tableAt } = this.#geometry;
    if (bits === 32)
      return exactly(this.#volume, tableAt + cluster * 4, 4, path).readUInt32LE(0) & 0x0fffffff;
    if (bits === 16) return exactly(this.#volume, tableAt + cluster * 2, 2, path).readUInt16LE(0);
    const pair = exactly(this.#volume, tableAt + cluster + (cluster >> 1), 2, path).readUInt16LE(0);
    return (cluster & 1) === 0 ? pair & 0xfff : pair >> 4;
  }
}
