import { readSync } from 'node:fs';

const sectorBytes = 512;
/** More sectors than any device has: 2^43 of them are 4 PiB. */
const maxSectors = 2 ** 43;

/**
 * Size of a block device, whose own statistics say 0: the place after the last sector that can be read, found by
 * halving in some eighty reads. A sector that fails to be read (EIO) is there.
 */
export function deviceSize(fd: number): number {
  if (!hasSector(fd, 0)) return 0;
  let known = 0;
  let beyond = 1;
  while (beyond < maxSectors && hasSector(fd, beyond)) {
    known = beyond;
    beyond *= 2;
  }
  while (beyond - known > 1) {
    const middle = known + Math.floor((beyond - known) / 2);
    if (hasSector(fd, middle)) known = middle;
    else beyond = middle;
  }
  return (known + 1) * sectorBytes;
}

function hasSector(fd: number, sector: number): boolean {
  try {
    return readSync(fd, Buffer.alloc(sectorBytes), 0, sectorBytes, sector * sectorBytes) === sectorBytes;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EIO';
  }
}
