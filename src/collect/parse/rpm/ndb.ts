import type { DatabaseFile } from '../database-file.ts';
import { maxHeaderBytes, type StoredHeader } from './stored-header.ts';

/** First bytes of a `Packages.db`. */
export const ndbMagic = Buffer.from('RpmP', 'latin1');

const slotPageBytes = 4096;
const slotBytes = 16;
const blockBytes = 16;
const blobHeadBytes = 16;
const blobTailBytes = 12;
/** Room for half a million packages. */
const maxSlotPages = 2048;

/**
 * The headers of an NDB database, in the order of its slots. A checksum is there for each, and is not verified, as rpm
 * itself does not when it reads.
 * Source: rpm-software-management/rpm lib/backend/ndb/rpmpkg.c.
 */
export async function* ndbHeaders(file: DatabaseFile): AsyncGenerator<StoredHeader> {
  const { damage } = file.context;
  const head = await file.read(0, 32);
  if (head.length < 32) throw file.error('malformed-source', 'ends in its first line');
  if (head.readUInt32LE(4) !== 0)
    throw file.error('unsupported-format', `is of version ${head.readUInt32LE(4)} of its format`);
  const slotPages = Math.min(head.readUInt32LE(12), maxSlotPages);
  if (slotPages < head.readUInt32LE(12))
    damage(`it states ${head.readUInt32LE(12)} pages of slots; ${maxSlotPages} were read`);
  // Blobs do not overlap, so all of them together are no longer than the file.
  let blocksLeft = Math.ceil(file.size / blockBytes);
  for (let at = 2 * slotBytes; at < slotPages * slotPageBytes; at += slotBytes) {
    const slot = await file.read(at, slotBytes);
    if (slot.length < slotBytes) {
      damage('it is cut off within its slots');
      return;
    }
    if (slot.toString('latin1', 0, 4) !== 'Slot') {
      damage(`the slot at byte ${at} is damaged`);
      continue;
    }
    const [number, block, blocks] = [slot.readUInt32LE(4), slot.readUInt32LE(8), slot.readUInt32LE(12)];
    if (block === 0 && number === 0 && blocks === 0) continue;
    if (block === 0) {
      damage(`the slot of package ${number} leads nowhere`);
      continue;
    }
    if (blocks > blocksLeft) {
      damage(`package ${number} is longer than what is left of the file`);
      continue;
    }
    blocksLeft -= blocks;
    const bytes = await readBlob(file, number, block * blockBytes, blocks * blockBytes);
    if (bytes !== undefined) yield { number, bytes };
  }
}

/** The content of a blob, or as much as is there of it. */
async function readBlob(
  file: DatabaseFile,
  number: number,
  at: number,
  room: number,
): Promise<Buffer | undefined> {
  const { damage } = file.context;
  const head = await file.read(at, blobHeadBytes);
  if (head.length < blobHeadBytes || head.toString('latin1', 0, 4) !== 'BlbS') {
    damage(`package ${number} is not where its slot says`);
    return undefined;
  }
  if (head.readUInt32LE(4) !== number) damage(`package ${number} is filed as ${head.readUInt32LE(4)}`);
  const stated = head.readUInt32LE(12);
  if (stated + blobHeadBytes + blobTailBytes > room) damage(`package ${number} is longer than its slot says`);
  const length = Math.min(stated, room - blobHeadBytes, maxHeaderBytes);
  return length <= 0 ? undefined : file.read(at + blobHeadBytes, length);
}
