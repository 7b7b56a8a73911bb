import { HostError } from '../host.ts';
import { confined, type DiskImage, type DiskSource, type Siblings } from './disk-source.ts';
import { isQcow2, openQcow2 } from './qcow2.ts';
import { isVdi, openVdi } from './vdi.ts';
import { isVhd, openVhd } from './vhd.ts';
import { isVhdx, openVhdx } from './vhdx.ts';
import { isVmdk, openVmdk } from './vmdk.ts';

/** How many parents one above the other are followed. */
const maxParents = 16;

/** How a file in the same directory is opened, by its bare name; undefined where there is none. */
export type OpenBeside = (name: string) => DiskSource | undefined;

/**
 * The disk that a file holds, by its content: QCOW2, VHD, VHDX, VMDK, VDI; anything else is the disk itself (raw).
 * Throws HostError `encrypted`, `missing-parent`, `unsupported-format` or `malformed-source` where it cannot be read.
 */
export function openDisk(from: DiskSource, path: string, openBeside: OpenBeside, depth = 0): DiskImage {
  const file = confined(from, path);
  if (depth > maxParents) {
    throw new HostError(
      'malformed-source',
      path,
      `${path}: more than ${maxParents} parents, or a circle of them`,
    );
  }
  const head = file.readSync(0, 512);
  const tail = file.readSync(Math.max(0, file.size - 512), 512);
  const siblings = siblingsOf(openBeside, depth);
  if (isQcow2(head)) return openQcow2(file, path, siblings);
  if (isVhdx(head)) return openVhdx(file, path);
  if (isVmdk(head)) return openVmdk(file, path, siblings);
  if (isVdi(head)) return openVdi(file, path);
  if (isVhd(head, tail)) return openVhd(file, path, siblings);
  if (head.subarray(0, 6).equals(luksMark)) {
    throw new HostError('encrypted', path, `${path} is encrypted (LUKS); unlock it and scan what it holds`);
  }
  if (head.subarray(0, 4).toString('latin1') === 'COWD') {
    throw new HostError(
      'unsupported-format',
      path,
      `${path} is a sparse disk of ESX (COWD); qemu-img convert makes a disk of it that is read`,
    );
  }
  return { format: 'raw', disk: file, doubts: [] };
}

/** What a LUKS volume begins with. */
export const luksMark: Buffer = Buffer.from('LUKS\xba\xbe', 'latin1');

function siblingsOf(openBeside: OpenBeside, depth: number): Siblings {
  const beside = (name: string): { readonly bare: string; readonly source: DiskSource } | undefined => {
    const bare =
      name
        .replace(/^json:.*$/s, '')
        .split(/[\\/]/)
        .at(-1) ?? '';
    if (bare === '' || bare === '.' || bare === '..' || bare.includes('\0')) return undefined;
    const source = openBeside(bare);
    return source === undefined ? undefined : { bare, source };
  };
  return {
    file: (name) => beside(name)?.source,
    disk(name) {
      const found = beside(name);
      return found === undefined ? undefined : openDisk(found.source, found.bare, openBeside, depth + 1).disk;
    },
  };
}
