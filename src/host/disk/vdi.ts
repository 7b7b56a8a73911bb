import { HostError } from '../host.ts';
import { blockMapSource, zeroBlock } from './block-map.ts';
import { type DiskImage, type DiskSource, exactly, safeNumber } from './disk-source.ts';

const magic = 0xbeda107f;
const maxBlocks = 16 * 1024 * 1024;

/** Whether a file begins like an image of VirtualBox. */
export function isVdi(head: Buffer): boolean {
  return head.length >= 68 && head.readUInt32LE(64) === magic;
}

/**
 * A VDI (VirtualBox) as the disk that it holds. One that holds only changes names its parent by an id alone, so it
 * cannot be found. Source: QEMU, block/vdi.c (comment on the layout of the header).
 */
export function openVdi(file: DiskSource, path: string): DiskImage {
  const head = exactly(file, 0, 512, path);
  const kind = head.readUInt32LE(76);
  if (kind === 4 || head.subarray(424, 440).some((byte) => byte !== 0)) {
    throw new HostError(
      'missing-parent',
      path,
      `${path} holds only changes to another disk; merge them first (VBoxManage clonemedium)`,
    );
  }
  if (kind !== 1 && kind !== 2) {
    throw new HostError(
      'unsupported-format',
      path,
      `${path} is a VDI of kind ${kind}; kinds 1 and 2 are read`,
    );
  }
  const size = safeNumber(head.readBigUInt64LE(368), path, 'the size of the disk');
  const blockSize = head.readUInt32LE(376);
  const blocks = head.readUInt32LE(384);
  if (blockSize < 4096 || blockSize > 256 * 1024 * 1024 || blocks > maxBlocks || blocks * blockSize < size) {
    throw new HostError('malformed-source', path, `${path}: its map of blocks does not fit its size`);
  }
  const map = exactly(file, head.readUInt32LE(340), blocks * 4, path);
  const dataAt = head.readUInt32LE(344);
  const disk = blockMapSource(size, blockSize, path, (index) => {
    const place = map.readUInt32LE(index * 4);
    // The two highest numbers: never written, and written as zeros.
    if (place >= 0xfffffffe) return zeroBlock;
    return { kind: 'at', source: file, offset: dataAt + place * blockSize };
  });
  return { format: 'vdi', disk, doubts: [] };
}
