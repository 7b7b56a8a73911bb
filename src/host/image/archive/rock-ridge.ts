import type { DiskSource } from '../../disk/disk-source.ts';
import type { Patch } from './piece.ts';

const sector = 2048;

/**
 * Whether the names of an ISO image are those of a Unix (Rock Ridge), and what hides a second set of names (Joliet)
 * from 7-Zip, which would prefer it although it has neither links nor modes: the escape sequence by which it is known is
 * shown without its first byte. Undefined where there is no Rock Ridge.
 * Sources: ECMA-119 8.4, 8.5, 9.1; Joliet Specification (Microsoft, 1995), 3.1; IEEE P1281 (SUSP) 5.3, the entry SP in the first record of the root.
 */
export function rockRidge(file: DiskSource): readonly Patch[] | undefined {
  const patches: Patch[] = [];
  let hasNames = false;
  for (let index = 16; index < 80; index++) {
    const descriptor = file.readSync(index * sector, 190);
    if (descriptor.length < 190 || descriptor.toString('latin1', 1, 6) !== 'CD001') break;
    const type = descriptor[0];
    if (type === 1) hasNames = hasSusp(file, descriptor);
    if (type === 2) patches.push({ at: index * sector + 88, byte: 0 });
    if (type === 255) break;
  }
  return hasNames ? patches : undefined;
}

function hasSusp(file: DiskSource, primary: Buffer): boolean {
  const root = primary.readUInt32LE(156 + 2) * sector;
  const record = file.readSync(root, 256);
  const length = Math.min(record[0] ?? 0, record.length);
  return record.subarray(33, length).includes(Buffer.from('SP\x07\x01\xbe\xef', 'latin1'));
}
