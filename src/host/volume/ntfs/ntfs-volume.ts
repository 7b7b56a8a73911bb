import { type DiskSource, exactly } from '../../disk/disk-source.ts';
import { Recent } from '../../disk/recent.ts';
import { HostError } from '../../host.ts';
import { maxDirectoryEntries } from '../../tree-limits.ts';
import type { Volume, VolumeEntry, VolumeNode } from '../volume.ts';
import { tooMany } from '../volume-tree.ts';
import { attributeSource } from './attribute-source.ts';
import { type NtfsGeometry, readGeometry } from './boot-sector.ts';
import { blockEntries, type IndexEntry, rootEntries } from './index-entries.ts';
import { packedFile } from './packed-file.ts';
import { type Attribute, attributeType, decodeRecord, type FileRecord } from './record.ts';
import { decodeReparse, type Reparse } from './reparse.ts';

const tableRecord = 0;
const volumeRecord = 3;
const rootRecord = 5;
/** Records below are the file system's own. */
const firstUserRecord = 16;
/** Windows itself writes no longer list of attributes. */
const maxListBytes = 256 * 1024;
const maxIndexBytes = 256 * 1024 * 1024;
/** 100 ns steps from 1601 to 1970. */
const epochSteps = 116_444_736_000_000_000n;

/**
 * An NTFS volume, read only where paths lead. Files packed by NTFS or CompactOS are unpacked; names in the short form
 * are left out; links and junctions give the text that Windows keeps in them.
 * Source: libyal, "NTFS file system format"; linux-ntfs documentation.
 */
export function openNtfs(volume: DiskSource, path: string): Volume {
  return new NtfsVolume(volume, readGeometry(volume, path), path);
}

class NtfsVolume implements Volume {
  readonly format = 'ntfs';
  readonly label: string;
  readonly doubts: readonly string[];
  readonly root = rootRecord;
  readonly #volume: DiskSource;
  readonly #geometry: NtfsGeometry;
  readonly #table: DiskSource;
  readonly #records = new Recent<FileRecord>(4096);

  constructor(volume: DiskSource, geometry: NtfsGeometry, path: string) {
    this.#volume = volume;
    this.#geometry = geometry;
    const first = decodeRecord(
      Buffer.from(exactly(volume, geometry.tableAt, geometry.recordBytes, path)),
      path,
    );
    // A table in very many pieces lists some of them in records that lie in its own first pieces.
    this.#table = this.#source(first.attributes, attributeType.data, '', path);
    const parts = this.#allAttributes(tableRecord, first, path);
    this.#table = this.#source(parts, attributeType.data, '', path);
    const own = this.#record(volumeRecord, path);
    this.label =
      own.attributes.find(({ type }) => type === attributeType.volumeName)?.value?.toString('utf16le') ?? '';
    this.doubts = [...this.#doubts(own), ...this.#hibernation(path)];
  }

  node(id: number, path: string): VolumeNode {
    const record = this.#record(id, path);
    const times = record.attributes.find(({ type }) => type === attributeType.standardInformation)?.value;
    const steps = times !== undefined && times.length >= 16 ? times.readBigUInt64LE(8) : epochSteps;
    const mtimeMs = Number((steps - epochSteps) / 10_000n);
    const reparse = this.#reparse(record);
    if (reparse.kind === 'link') return { id, type: 'symlink', size: 0, mtimeMs };
    if (record.isDirectory) return { id, type: 'directory', size: 0, mtimeMs };
    const [data] = this.#parts(id, record, attributeType.data, '', path);
    return { id, type: 'file', size: data?.value?.length ?? data?.runs?.size ?? 0, mtimeMs };
  }

  entries(id: number, path: string, maxEntries: number): readonly VolumeEntry[] {
    const entries: VolumeEntry[] = [];
    for (const entry of this.#index(id, path, maxEntries + firstUserRecord)) {
      if (id === rootRecord && entry.record < firstUserRecord) continue;
      if (entries.length >= maxEntries) throw tooMany(path, maxEntries);
      entries.push({ name: entry.name, id: entry.record, type: this.#typeOf(entry, path) });
    }
    return entries;
  }

  readLink(id: number, path: string): string {
    const reparse = this.#reparse(this.#record(id, path));
    if (reparse.kind === 'link') return reparse.text;
    throw new HostError('malformed-source', path, `${path} is no link`);
  }

  open(id: number, path: string): DiskSource {
    const record = this.#record(id, path);
    const reparse = this.#reparse(record);
    if (reparse.kind === 'elsewhere') {
      throw new HostError('unsupported-format', path, `${path}: ${reparse.what}, and is not on this volume`);
    }
    const all = this.#allAttributes(id, record, path);
    const data = this.#source(all, attributeType.data, '', path);
    if (reparse.kind !== 'packed') return data;
    return packedFile(
      this.#source(all, attributeType.data, 'WofCompressedData', path),
      reparse.algorithm,
      data.size,
      path,
    );
  }

  #typeOf(entry: IndexEntry, path: string): VolumeEntry['type'] {
    const type = entry.isDirectory ? 'directory' : 'file';
    if (!entry.isReparse) return type;
    try {
      return this.node(entry.record, path).type;
    } catch (error) {
      // The name is there whatever became of its record; whoever opens it is told.
      if (error instanceof HostError) return type;
      throw error;
    }
  }

  #index(id: number, path: string, maxEntries: number): IndexEntry[] {
    const all = this.#allAttributes(id, this.#record(id, path), path);
    const root = all.find(({ type, name }) => type === attributeType.indexRoot && name === '$I30')?.value;
    if (root === undefined)
      throw new HostError('malformed-source', path, `${path} has no index of its names`);
    const found = rootEntries(root, path);
    const blocks = this.#source(all, attributeType.indexAllocation, '$I30', path);
    if (blocks.size === 0) return found;
    if (blocks.size > maxIndexBytes)
      throw new HostError('too-large', path, `${path} has an index of ${blocks.size} bytes`);
    const blockBytes = root.readUInt32LE(8);
    if (blockBytes < 512 || blockBytes > 65_536) {
      throw new HostError(
        'malformed-source',
        path,
        `${path}: index blocks of ${blockBytes} bytes do not exist`,
      );
    }
    const inUse = this.#source(all, attributeType.bitmap, '$I30', path);
    const bitmap = inUse.readSync(0, Math.ceil(blocks.size / blockBytes / 8));
    for (let block = 0; (block + 1) * blockBytes <= blocks.size; block++) {
      if (((bitmap[block >> 3] ?? 0) & (1 << (block & 7))) === 0) continue;
      const bytes = Buffer.from(blocks.readSync(block * blockBytes, blockBytes));
      for (const entry of blockEntries(bytes, path)) found.push(entry);
      if (found.length > maxEntries) throw tooMany(path, maxEntries);
    }
    return found;
  }

  #reparse(record: FileRecord): Reparse {
    const value = record.attributes.find(({ type }) => type === attributeType.reparsePoint)?.value;
    return value === undefined ? { kind: 'plain' } : decodeReparse(value);
  }

  #parts(id: number, record: FileRecord, type: number, name: string, path: string): Attribute[] {
    return this.#allAttributes(id, record, path).filter((each) => each.type === type && each.name === name);
  }

  #source(attributes: readonly Attribute[], type: number, name: string, path: string): DiskSource {
    const parts = attributes
      .filter((each) => each.type === type && each.name === name)
      .sort((a, b) => (a.runs?.firstCluster ?? 0) - (b.runs?.firstCluster ?? 0));
    return attributeSource(this.#volume, this.#geometry.clusterBytes, parts, path);
  }

  /** Attributes of a record and of those that its list leads to. */
  #allAttributes(id: number, record: FileRecord, path: string): readonly Attribute[] {
    const list = record.attributes.find(({ type }) => type === attributeType.attributeList);
    if (list === undefined) return record.attributes;
    const source = attributeSource(this.#volume, this.#geometry.clusterBytes, [list], path);
    if (source.size > maxListBytes) throw new HostError('too-large', path, `${path} has too many attributes`);
    const bytes = source.readSync(0, source.size);
    const others = new Set<number>();
    for (let at = 0; at + 26 <= bytes.length; ) {
      const length = bytes.readUInt16LE(at + 4);
      if (length < 26) break;
      const other = bytes.readUIntLE(at + 16, 6);
      if (other !== id) others.add(other);
      at += length;
    }
    return [...record.attributes, ...[...others].flatMap((other) => this.#record(other, path).attributes)];
  }

  #record(id: number, path: string): FileRecord {
    return this.#records.get(id, () => {
      const { recordBytes } = this.#geometry;
      const bytes = exactly(this.#table, id * recordBytes, recordBytes, path);
      const record = decodeRecord(Buffer.from(bytes), path);
      if (record.inUse) return record;
      throw new HostError('malformed-source', path, `${path}: its record in the file table is not in use`);
    });
  }

  #doubts(own: FileRecord): string[] {
    const value = own.attributes.find(({ type }) => type === attributeType.volumeInformation)?.value;
    const flags = value !== undefined && value.length >= 12 ? value.readUInt16LE(10) : 0;
    return (flags & 1) === 0
      ? []
      : ['Windows did not close this volume properly; its journal is not replayed (chkdsk does that)'];
  }

  /** A Windows that hibernates, or was shut down with fast start-up, keeps changes in memory that are not on the disk. */
  #hibernation(path: string): string[] {
    try {
      const file = this.#index(rootRecord, path, maxDirectoryEntries).find(
        ({ name }) => name.toLowerCase() === 'hiberfil.sys',
      );
      if (file === undefined) return [];
      const mark = this.open(file.record, path).readSync(0, 4).toString('latin1').toLowerCase();
      return mark === 'hibr'
        ? [
            'this Windows hibernates (or uses fast start-up), so its last changes may not be on the disk; shut it down fully',
          ]
        : [];
    } catch (error) {
      if (error instanceof HostError) return [`its top folder cannot be read: ${error.message}`];
      throw error;
    }
  }
}
