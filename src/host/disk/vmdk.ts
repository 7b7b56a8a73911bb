import { inflateSync } from 'node:zlib';
import { HostError } from '../host.ts';
import { type Block, blockMapSource, zeroBlock } from './block-map.ts';
import {
  type DiskImage,
  type DiskSource,
  exactly,
  type Siblings,
  safeNumber,
  windowOf,
} from './disk-source.ts';
import { Recent } from './recent.ts';

const sectorBytes = 512;
const maxDescriptorBytes = 1024 * 1024;
const maxExtents = 4096;
const maxDirectoryEntries = 4 * 1024 * 1024;
/** Stands where a stream-optimised image tells the place of its tables only at its end. */
const atEnd = 0xffffffffffffffffn;

/** Whether a file begins like a VMDK: a sparse extent, or the text that names the extents. */
export function isVmdk(head: Buffer): boolean {
  return isSparse(head) || isDescriptor(head);
}

/**
 * A VMDK (VMware) as the disk that it holds: sparse, stream-optimised (as in OVA files), flat, or several of these as a
 * text beside them says. Source: VMware, Virtual Disk Format 5.0 (2011).
 */
export function openVmdk(file: DiskSource, path: string, siblings: Siblings): DiskImage {
  const head = exactly(file, 0, Math.min(sectorBytes, file.size), path);
  if (isSparse(head)) {
    const at = Number(head.readBigUInt64LE(28)) * sectorBytes;
    const length = Number(head.readBigUInt64LE(36)) * sectorBytes;
    const text = at > 0 && length <= maxDescriptorBytes ? textOf(exactly(file, at, length, path)) : '';
    refuseChanges(text, path);
    return { format: 'vmdk', disk: sparseExtent(file, path), doubts: doubtsOf(head) };
  }
  if (!isDescriptor(head)) {
    throw new HostError(
      'unsupported-format',
      path,
      `${path} is no VMDK of a kind that is read (ESX keeps its own)`,
    );
  }
  const text = textOf(exactly(file, 0, Math.min(file.size, maxDescriptorBytes), path));
  refuseChanges(text, path);
  return { format: 'vmdk', disk: joined(extentsOf(text, path, siblings)), doubts: [] };
}

function isSparse(head: Buffer): boolean {
  return head.subarray(0, 4).toString('latin1') === 'KDMV';
}

function isDescriptor(head: Buffer): boolean {
  return /^# Disk DescriptorFile/i.test(head.subarray(0, 64).toString('latin1'));
}

function textOf(bytes: Buffer): string {
  return bytes.toString('utf8').replace(/\0.*$/s, '');
}

function doubtsOf(head: Buffer): string[] {
  return head.readUInt8(72) === 0 ? [] : ['the image was not closed properly by the machine that wrote it'];
}

function refuseChanges(text: string, path: string): void {
  const parent = /^\s*parentCID\s*=\s*([0-9a-f]+)/im.exec(text)?.[1]?.toLowerCase();
  if (parent === undefined || parent === 'ffffffff') return;
  const name = /^\s*parentFileNameHint\s*=\s*"([^"\r\n]*)"/im.exec(text)?.[1] ?? 'another disk';
  throw new HostError(
    'missing-parent',
    path,
    `${path} holds only changes to ${name}; scan a consolidated disk (vmware-vdiskmanager -r, or qemu-img convert)`,
  );
}

interface Extent {
  readonly size: number;
  readonly source: DiskSource | undefined;
}

function extentsOf(text: string, path: string, siblings: Siblings): Extent[] {
  const extents: Extent[] = [];
  for (const line of text.split(/\r?\n/)) {
    const found =
      /^\s*(?<access>RW|RDONLY|NOACCESS)\s+(?<sectors>\d{1,15})\s+(?<kind>[A-Z]+)(?:\s+"(?<name>[^"]*)"(?:\s+(?<start>\d{1,15}))?)?/i.exec(
        line,
      )?.groups;
    if (found === undefined) continue;
    if (extents.length >= maxExtents) {
      throw new HostError('too-large', path, `${path} names more than ${maxExtents} extents`);
    }
    const size = Number(found['sectors']) * sectorBytes;
    const kind = (found['kind'] ?? '').toUpperCase();
    extents.push({
      size,
      source: extentSource(kind, found['name'] ?? '', Number(found['start'] ?? 0), size),
    });
  }
  if (extents.length > 0) return extents;
  throw new HostError('malformed-source', path, `${path} names no extents`);

  function extentSource(kind: string, name: string, start: number, size: number): DiskSource | undefined {
    if (kind === 'ZERO') return undefined;
    const source = siblings.file(name);
    if (source === undefined) {
      throw new HostError('missing-parent', path, `${path} names the extent ${name}, which is not beside it`);
    }
    if (kind === 'SPARSE') return sparseExtent(source, name);
    if (kind === 'FLAT') return windowOf(source, start * sectorBytes, size);
    throw new HostError('unsupported-format', path, `${path}: extents of kind ${kind} are not read`);
  }
}

/** Extents one after the other. */
function joined(extents: readonly Extent[]): DiskSource {
  const size = extents.reduce((total, extent) => total + extent.size, 0);
  const readSync = (offset: number, length: number): Buffer => {
    const parts: Buffer[] = [];
    let [start, at] = [0, offset];
    const end = Math.min(size, offset + length);
    for (const extent of extents) {
      const count = Math.min(end, start + extent.size) - at;
      if (at >= start && count > 0) {
        const bytes = extent.source?.readSync(at - start, count) ?? Buffer.alloc(0);
        parts.push(bytes.length === count ? bytes : Buffer.concat([bytes], count));
        at += count;
      }
      start += extent.size;
    }
    return Buffer.concat(parts);
  };
  return { size, readSync, read: async (offset, length) => readSync(offset, length) };
}

function sparseExtent(file: DiskSource, path: string): DiskSource {
  let header = exactly(file, 0, sectorBytes, path);
  if (!isSparse(header)) {
    throw new HostError('unsupported-format', path, `${path} is no sparse extent of a kind that is read`);
  }
  // A stream tells the place of its tables in a second header, the last but one sector.
  if (header.readBigUInt64LE(56) === atEnd)
    header = exactly(file, file.size - 2 * sectorBytes, sectorBytes, path);
  const size = safeNumber(header.readBigUInt64LE(12), path, 'the size of the disk') * sectorBytes;
  const grainSectors = Number(header.readBigUInt64LE(20));
  const perTable = header.readUInt32LE(44);
  const grains = Math.ceil(size / (grainSectors * sectorBytes));
  const isGrain = grainSectors >= 8 && grainSectors <= 65536 && (grainSectors & (grainSectors - 1)) === 0;
  if (!isGrain || perTable < 1 || perTable > 65536 || grains / perTable > maxDirectoryEntries) {
    throw new HostError('malformed-source', path, `${path}: its tables do not fit its size`);
  }
  const directoryAt = safeNumber(header.readBigUInt64LE(56), path, 'the place of the tables') * sectorBytes;
  const directory = exactly(file, directoryAt, Math.ceil(grains / perTable) * 4, path);
  const tables = new Recent<Buffer | undefined>(256);
  const unpacked = new Recent<Buffer>(32);
  const compressed = header.readUInt16LE(77) === 1;
  const grainBytes = grainSectors * sectorBytes;

  return blockMapSource(size, grainBytes, path, (index): Block => {
    const table = tables.get(Math.floor(index / perTable), () => {
      const sector = directory.readUInt32LE(Math.floor(index / perTable) * 4);
      return sector === 0 ? undefined : exactly(file, sector * sectorBytes, perTable * 4, path);
    });
    const sector = table?.readUInt32LE((index % perTable) * 4) ?? 0;
    // 0 was never written, 1 was written as zeros.
    if (sector <= 1) return zeroBlock;
    if (!compressed) return { kind: 'at', source: file, offset: sector * sectorBytes };
    return {
      kind: 'bytes',
      bytes: unpacked.get(index, () => unpackGrain(file, sector * sectorBytes, grainBytes, path)),
    };
  });
}

/** A packed grain: its first sector on the disk (8 bytes), the length of what follows (4), a zlib stream. */
function unpackGrain(file: DiskSource, at: number, grainBytes: number, path: string): Buffer {
  const length = exactly(file, at, 12, path).readUInt32LE(8);
  if (length === 0 || length > grainBytes * 2 + 1024) {
    throw new HostError('malformed-source', path, `${path}: a packed grain has ${length} bytes`);
  }
  try {
    return inflateSync(exactly(file, at + 12, length, path), { maxOutputLength: grainBytes });
  } catch (cause) {
    throw new HostError('malformed-source', path, `${path}: a packed grain cannot be unpacked`, cause);
  }
}
