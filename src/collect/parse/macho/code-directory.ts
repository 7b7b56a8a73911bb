import type { ByteSource } from '../../../host/byte-source.ts';

/** What the signature of a program claims; nothing is verified. */
export interface CodeIdentity {
  /** Bundle id or name under which the program was signed. */
  readonly identifier: string | undefined;
  /** The ten characters of the team that signed it; undefined for Apple's own programs and those signed by nobody. */
  readonly teamId: string | undefined;
}

const superBlobMagic = 0xfade0cc0;
const directoryMagic = 0xfade0c02;
/** From this version on a directory says which team signed. */
const withTeam = 0x20200;
const maxBlobs = 64;
const maxNameBytes = 256;

/**
 * Names in the code directory of an embedded signature, which lies at `start`. Slot 0 holds the directory, slots from
 * 0x1000 those with other digests. Undefined where there is none.
 * Source: apple-oss-distributions/xnu osfmk/kern/cs_blobs.h (commit 1031c584).
 */
export async function readSignedName(
  source: ByteSource,
  start: number,
  size: number,
): Promise<CodeIdentity | undefined> {
  const head = await source.read(start, Math.min(size, 12 + maxBlobs * 8));
  if (head.length < 12 || head.readUInt32BE(0) !== superBlobMagic) return undefined;
  const count = Math.min(head.readUInt32BE(8), maxBlobs, Math.floor((head.length - 12) / 8));
  for (let index = 0; index < count; index++) {
    const type = head.readUInt32BE(12 + index * 8);
    if (type !== 0 && (type < 0x1000 || type > 0x1004)) continue;
    const identity = await readDirectory(source, start, head.readUInt32BE(16 + index * 8), size);
    if (identity !== undefined) return identity;
  }
  return undefined;
}

async function readDirectory(
  source: ByteSource,
  start: number,
  offset: number,
  size: number,
): Promise<CodeIdentity | undefined> {
  if (offset + 52 > size) return undefined;
  const head = await source.read(start + offset, 52);
  if (head.length < 52 || head.readUInt32BE(0) !== directoryMagic) return undefined;
  const length = Math.min(head.readUInt32BE(4), size - offset);
  const text = async (at: number): Promise<string | undefined> => {
    if (at === 0 || at >= length) return undefined;
    const bytes = await source.read(start + offset + at, Math.min(maxNameBytes, length - at));
    const end = bytes.indexOf(0);
    return end <= 0 ? undefined : bytes.toString('utf8', 0, end);
  };
  const team = head.readUInt32BE(8) < withTeam ? undefined : await text(head.readUInt32BE(48));
  return {
    identifier: await text(head.readUInt32BE(20)),
    teamId: team !== undefined && /^[A-Z0-9]{10}$/.test(team) ? team : undefined,
  };
}
