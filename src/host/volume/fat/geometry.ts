import { type DiskSource, exactly } from '../../disk/disk-source.ts';
import { HostError } from '../../host.ts';

/** Where things lie on a FAT volume. Places and sizes in bytes. */
export interface FatGeometry {
  readonly bits: 12 | 16 | 32;
  readonly clusterBytes: number;
  /** Number of clusters; the first one is 2. */
  readonly clusters: number;
  readonly tableAt: number;
  readonly dataAt: number;
  /** Of FAT32. */
  readonly rootCluster: number;
  /** Of FAT12 and FAT16; 0 bytes on FAT32. */
  readonly rootAt: number;
  readonly rootBytes: number;
  readonly label: string;
}

/** Whether a volume begins like FAT. */
export function isFat(volume: DiskSource): boolean {
  const boot = volume.readSync(0, 512);
  if (boot.length < 512 || boot.readUInt16LE(510) !== 0xaa55) return false;
  return [54, 82].some((at) => /^FAT(12|16|32)? /.test(boot.subarray(at, at + 8).toString('latin1')));
}

/** Source: Microsoft, FAT32 File System Specification 1.03, "Boot Sector and BPB" and "FAT Type Determination". */
export function readFatGeometry(volume: DiskSource, path: string): FatGeometry {
  const boot = exactly(volume, 0, 512, path);
  const sectorBytes = boot.readUInt16LE(11);
  const clusterBytes = sectorBytes * boot.readUInt8(13);
  const tableSectors = boot.readUInt16LE(22) || boot.readUInt32LE(36);
  const sectors = boot.readUInt16LE(19) || boot.readUInt32LE(32);
  const rootBytes = boot.readUInt16LE(17) * 32;
  const isSize = [512, 1024, 2048, 4096].includes(sectorBytes) && clusterBytes > 0 && clusterBytes <= 2 ** 18;
  const tableAt = boot.readUInt16LE(14) * sectorBytes;
  const rootAt = tableAt + boot.readUInt8(16) * tableSectors * sectorBytes;
  const dataAt = rootAt + Math.ceil(rootBytes / sectorBytes) * sectorBytes;
  const clusters = isSize ? Math.floor((sectors * sectorBytes - dataAt) / clusterBytes) : 0;
  if (clusters < 1)
    throw new HostError('malformed-source', path, `${path}: its first sector cannot be right`);
  const bits = clusters < 4085 ? 12 : clusters < 65_525 ? 16 : 32;
  const labelAt = bits === 32 ? 71 : 43;
  return {
    bits,
    clusterBytes,
    clusters,
    tableAt,
    dataAt,
    rootCluster: bits === 32 ? boot.readUInt32LE(44) : 0,
    rootAt,
    rootBytes: bits === 32 ? 0 : rootBytes,
    label: boot
      .subarray(labelAt, labelAt + 11)
      .toString('latin1')
      .trimEnd(),
  };
}
