import { type DiskSource, exactly } from '../../disk/disk-source.ts';
import { HostError } from '../../host.ts';

/** What the first sector says. Sizes in bytes. */
export interface NtfsGeometry {
  readonly clusterBytes: number;
  readonly recordBytes: number;
  /** Place of the file table. */
  readonly tableAt: number;
}

/** Whether a volume begins like NTFS. */
export function isNtfs(volume: DiskSource): boolean {
  return volume.readSync(3, 8).toString('latin1') === 'NTFS    ';
}

/** Source: learn.microsoft.com, NTFS boot sector; linux-ntfs documentation, $Boot. */
export function readGeometry(volume: DiskSource, path: string): NtfsGeometry {
  const boot = exactly(volume, 0, 512, path);
  const sectorBytes = boot.readUInt16LE(11);
  const perCluster = boot.readUInt8(13);
  // Above 128 it is a negative power of two (clusters of more than 64 KiB).
  const clusterBytes = sectorBytes * (perCluster > 0x80 ? 2 ** (256 - perCluster) : perCluster);
  const perRecord = boot.readInt8(64);
  const recordBytes = perRecord < 0 ? 2 ** -perRecord : perRecord * clusterBytes;
  const isSize = (bytes: number, least: number, most: number): boolean =>
    bytes >= least && bytes <= most && (bytes & (bytes - 1)) === 0;
  if (
    !isSize(sectorBytes, 256, 4096) ||
    !isSize(clusterBytes, 256, 2 ** 21) ||
    !isSize(recordBytes, 512, 65_536)
  ) {
    throw new HostError('malformed-source', path, `${path}: its first sector cannot be right`);
  }
  return { clusterBytes, recordBytes, tableAt: Number(boot.readBigUInt64LE(48)) * clusterBytes };
}
