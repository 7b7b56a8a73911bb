import { accessSync, constants, type Stats, statSync } from 'node:fs';
import { TargetError } from '../../errors.ts';
import { archiveKind } from './archive/recognise.ts';
import { type ImageFile, openImageFile } from './image-file.ts';
import type { OpenedImage, OpenImageOptions } from './opened-image.ts';

const expected =
  'expected a container image (docker save, OCI layout), a root filesystem as tar (gzip, zstd, xz), a disk (raw, QCOW2, VMDK, VHD, VHDX, VDI), an install medium (WIM, ISO, squashfs, DMG) or an appliance (OVA)';

/** Opens one kind of image; undefined where the file is none of that kind after all. */
type OpenOne = (path: string, options: OpenImageOptions) => Promise<OpenedImage | undefined>;

/**
 * Opens an image file, or the directory of an OCI layout, recognised by its content, with every system in it. Throws
 * TargetError for what is no image that this version knows; damage inside an image is a gap of what is returned.
 */
export async function openImage(path: string, options: OpenImageOptions): Promise<OpenedImage> {
  const stat = statOf(path);
  if (!stat.isFile() && !stat.isDirectory() && !stat.isBlockDevice()) {
    throw new TargetError(`${path} is neither a file nor a directory`, { hint: expected });
  }
  const open = stat.isDirectory() ? openContainer : withHead(path, openerOf);
  const image = await open(path, options);
  if (image !== undefined) return image;
  if (stat.isFile() && stat.size === 0) throw new TargetError(`${path} is empty`, { hint: expected });
  throw new TargetError(
    stat.isDirectory()
      ? `${path} is a directory, but no OCI layout (it has no index.json)`
      : `${path} is no image that this version knows`,
    { hint: stat.isDirectory() ? 'a mounted or unpacked system is scanned with --root' : expected },
  );
}

function statOf(path: string): Stats {
  if (path === '-') {
    throw new TargetError('an image cannot be read from standard input', {
      hint: 'save it to a file first, e.g. docker save -o image.tar NAME',
    });
  }
  try {
    const stat = statSync(path);
    if (stat.isDirectory()) accessSync(path, constants.R_OK | constants.X_OK);
    return stat;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    if (code !== 'ENOENT' && code !== 'ENOTDIR') {
      throw new TargetError(`${path} cannot be opened (${code})`, {
        hint: 'check the name, and the rights of the file and of its folders',
        cause: error,
      });
    }
    const named = path === '' ? '--image names nothing' : `there is no file or directory ${path}`;
    throw new TargetError(named, { hint: `check the spelling; ${expected}`, cause: error });
  }
}

const openContainer: OpenOne = async (path, options) =>
  (await import('./container/open-container.ts')).openContainer(path, options);

const openTar: OpenOne = async (path, options) =>
  (await (await import('./appliance-image.ts')).openAppliance(path, options)) ?? openContainer(path, options);

const openArchiveOrDisk: OpenOne = async (path, options) =>
  (await (await import('./archive-image.ts')).openArchiveImage(path, options)) ??
  (await import('./disk-image.ts')).openDiskImage(path, options);

const openArchive: OpenOne = async (path, options) =>
  (await import('./archive-image.ts')).openArchiveImage(path, options);

/** By the first bytes; a tar made before 1988 has no mark and is known by its checksum, so it is tried before a disk. */
function openerOf(file: ImageFile): OpenOne {
  const head = file.readSync(0, 512);
  if (archiveKind(file) !== undefined) return openArchive;
  const isPacked = packedMarks.some((mark) => head.subarray(0, mark.length).equals(mark));
  if (isPacked) return openContainer;
  return isTarHeader(head) ? openTar : openArchiveOrDisk;
}

/** gzip, zstd (also its skippable frames), xz, bzip2, lz4. */
const packedMarks = ['1f8b', '28b52ffd', '502a4d18', 'fd377a585a00', '425a68', '04224d18'].map((hex) =>
  Buffer.from(hex, 'hex'),
);

/** The checksum of a header block counts its own eight bytes as spaces. Source: POSIX.1-2017, pax, ustar format. */
export function isTarHeader(block: Buffer): boolean {
  if (block.length < 512 || block[0] === 0) return false;
  const stated = Number.parseInt(
    block
      .toString('latin1', 148, 156)
      .replace(/[\0 ]+$/, '')
      .trim(),
    8,
  );
  let sum = 8 * 32;
  for (let at = 0; at < 512; at++) if (at < 148 || at >= 156) sum += block[at] ?? 0;
  return sum === stated;
}

function withHead(path: string, choose: (file: ImageFile) => OpenOne): OpenOne {
  const file = openImageFile(path);
  try {
    return choose(file);
  } finally {
    file.close();
  }
}
