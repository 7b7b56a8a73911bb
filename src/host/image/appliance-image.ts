import { basename } from 'node:path';
import { TargetError } from '../../errors.ts';
import type { Gap } from '../../model/gap.ts';
import { type InnerDisk, openInnerDisks } from './disk-image.ts';
import { openImageFile } from './image-file.ts';
import type { OpenedImage, OpenImageOptions } from './opened-image.ts';
import { seekHeaders } from './tar/seek-headers.ts';
import { TarReader } from './tar/tar-reader.ts';

/** An appliance holds a handful of files; a tar of more is something else. */
const maxMembers = 64;
const systemFolder = /^(?:etc|usr|var|boot|bin|lib|opt|windows|users|library|system|files|hives|blobs)\//i;
const diskName = /\.(?:vmdk|qcow2|vhdx?|vdi|raw|img)$/i;
const packedName = /\.(?:vmdk|qcow2|vhdx?|vdi|raw|img)\.(?:gz|xz|zst|bz2)$/i;

/** Whether a name in an archive is that of a disk, or of one that is packed once more. */
export function isDiskName(name: string): boolean {
  return diskName.test(name) || packedName.test(name);
}

/**
 * The systems on the disks of a virtual appliance: a tar with few files, among them disks (OVA: `.ovf` and `.vmdk`;
 * Vagrant boxes; `disk.raw` of cloud images), which are read where they lie in it. Undefined for any other tar.
 * TargetError where its disks are packed once more. Source: DMTF DSP0243, Open Virtualization Format, 5.2.
 */
export async function openAppliance(
  path: string,
  options: OpenImageOptions,
): Promise<OpenedImage | undefined> {
  const found = membersOf(path);
  if (found === undefined) return undefined;
  const { members, damage } = found;
  const disks = members.filter(({ name }) => diskName.test(name));
  const packed = members.find(
    ({ name, isPlain }) => packedName.test(name) || (diskName.test(name) && !isPlain),
  );
  if (packed !== undefined) {
    throw new TargetError(`the disk ${packed.name} in ${path} is packed and cannot be read where it lies`, {
      hint: 'unpack the appliance (tar -xf) and the disk in it, and scan the disk itself with --image',
    });
  }
  if (disks.length === 0) return undefined;
  const image = await openInnerDisks(path, disks, options);
  const gaps = damage.map(
    (message): Gap => ({ reason: 'malformed-source', source: basename(path), message, couldHide: 'active' }),
  );
  return {
    ...image,
    format: `appliance (${image.format})`,
    gaps: () => [...gaps, ...image.gaps()],
  };
}

/** A file in a tar. `isPlain` is false where what is stored of it is not its content (sparse). */
interface Member extends InnerDisk {
  readonly isPlain: boolean;
}

/** Files of a small tar, and what is wrong with it; undefined where it has more, or folders of a system. */
function membersOf(path: string): { members: Member[]; damage: string[] } | undefined {
  const file = openImageFile(path);
  const members: Member[] = [];
  const damage: string[] = [];
  let entries = 0;
  let isOther = false;
  const reader = new TarReader({
    entry({ name, type, offset, stored, expand }) {
      const plain = name.replace(/^(?:\.\/)+/, '');
      const isOfSystem = systemFolder.test(plain) || plain.split('/').length > 2;
      if (++entries > maxMembers || isOfSystem) isOther = true;
      else if (type === 'file') {
        members.push({ name: plain, start: offset, size: stored, isPlain: expand === undefined });
      }
      return undefined;
    },
    damage: (message, offset) =>
      damage.push(
        `the archive is damaged at byte ${offset}: ${message}; disks in it may be missing or cut off`,
      ),
  });
  try {
    seekHeaders(reader, file, () => isOther);
  } finally {
    file.close();
  }
  return isOther ? undefined : { members, damage };
}
