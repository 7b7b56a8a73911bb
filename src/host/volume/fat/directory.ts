/** One name of a FAT directory. */
export interface FatEntry {
  readonly name: string;
  readonly isDirectory: boolean;
  readonly size: number;
  readonly mtimeMs: number;
  readonly cluster: number;
}

const longName = 0x0f;
const volumeLabel = 0x08;

/** Names in the bytes of a directory; long ones lie in pieces before their short one, the last piece first. */
export function directoryEntries(bytes: Buffer): FatEntry[] {
  const entries: FatEntry[] = [];
  let pieces: string[] = [];
  for (let at = 0; at + 32 <= bytes.length; at += 32) {
    const entry = bytes.subarray(at, at + 32);
    const first = entry.readUInt8(0);
    if (first === 0) break;
    const attributes = entry.readUInt8(11);
    if (first === 0xe5) {
      pieces = [];
    } else if ((attributes & 0x3f) === longName) {
      if (pieces.length < 20) pieces.unshift(piece(entry));
    } else {
      const name = pieces.length > 0 ? pieces.join('').replace(/\0.*$/s, '') : shortName(entry);
      pieces = [];
      if ((attributes & volumeLabel) === 0 && name !== '.' && name !== '..') {
        entries.push({
          name,
          isDirectory: (attributes & 0x10) !== 0,
          size: entry.readUInt32LE(28),
          mtimeMs: timeOf(entry.readUInt16LE(24), entry.readUInt16LE(22)),
          cluster: entry.readUInt16LE(26) + entry.readUInt16LE(20) * 65_536,
        });
      }
    }
  }
  return entries;
}

function piece(entry: Buffer): string {
  return [entry.subarray(1, 11), entry.subarray(14, 26), entry.subarray(28, 32)]
    .map((part) => part.toString('utf16le'))
    .join('');
}

function shortName(entry: Buffer): string {
  const flags = entry.readUInt8(12);
  const part = (from: number, to: number, isLower: boolean): string => {
    const text = entry.subarray(from, to).toString('latin1').trimEnd();
    return isLower ? text.toLowerCase() : text;
  };
  const base = part(0, 8, (flags & 8) !== 0);
  const extension = part(8, 11, (flags & 16) !== 0);
  return extension === '' ? base : `${base}.${extension}`;
}

/** FAT keeps local time without its zone: it is taken as UTC. */
function timeOf(date: number, time: number): number {
  return Date.UTC(
    1980 + (date >> 9),
    ((date >> 5) & 15) - 1,
    date & 31,
    time >> 11,
    (time >> 5) & 63,
    (time & 31) * 2,
  );
}
