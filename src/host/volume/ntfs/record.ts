import { HostError } from '../../host.ts';

/** Attribute types. Source: linux-ntfs documentation; libyal, NTFS file system format. */
export const attributeType = {
  standardInformation: 0x10,
  attributeList: 0x20,
  volumeName: 0x60,
  volumeInformation: 0x70,
  data: 0x80,
  indexRoot: 0x90,
  indexAllocation: 0xa0,
  bitmap: 0xb0,
  reparsePoint: 0xc0,
} as const;

/** One attribute of a record: its bytes, or where they lie. Sizes in bytes. */
export interface Attribute {
  readonly type: number;
  readonly name: string;
  readonly isCompressed: boolean;
  readonly isEncrypted: boolean;
  /** Bytes of a resident attribute. */
  readonly value?: Buffer;
  /** Of one that lies elsewhere. A long one has several parts, of which only the first states the sizes. */
  readonly runs?: {
    readonly firstCluster: number;
    readonly list: Buffer;
    readonly size: number;
    readonly initialised: number;
    /** Clusters that are packed together, as a power of two. */
    readonly unitBits: number;
  };
}

/** One record of the file table. */
export interface FileRecord {
  readonly inUse: boolean;
  readonly isDirectory: boolean;
  /** Counts how often the record was used again; references hold it to be told apart. */
  readonly sequence: number;
  readonly attributes: readonly Attribute[];
}

/**
 * Puts back the last two bytes of each 512, which are replaced on disk so that a torn write is seen. Returns false
 * where they do not fit: the record was torn.
 */
export function applyFixups(bytes: Buffer): boolean {
  const at = bytes.readUInt16LE(4);
  const count = bytes.readUInt16LE(6);
  if (at + count * 2 > bytes.length || (count - 1) * 512 > bytes.length) return false;
  const mark = bytes.readUInt16LE(at);
  for (let index = 1; index < count; index++) {
    const end = index * 512 - 2;
    if (bytes.readUInt16LE(end) !== mark) return false;
    bytes.writeUInt16LE(bytes.readUInt16LE(at + index * 2), end);
  }
  return true;
}

/** Decodes a record. `bytes` are changed. Throws HostError `malformed-source` where they are none. */
export function decodeRecord(bytes: Buffer, path: string): FileRecord {
  if (bytes.subarray(0, 4).toString('latin1') !== 'FILE' || !applyFixups(bytes)) {
    throw new HostError('malformed-source', path, `${path}: its record in the file table is damaged`);
  }
  const flags = bytes.readUInt16LE(22);
  const end = Math.min(bytes.readUInt32LE(24), bytes.length);
  const attributes: Attribute[] = [];
  for (let at = bytes.readUInt16LE(20); at + 8 <= end && bytes.readUInt32LE(at) !== 0xffffffff; ) {
    const length = bytes.readUInt32LE(at + 4);
    if (length < 24 || at + length > end) {
      throw new HostError('malformed-source', path, `${path}: an attribute of its record is damaged`);
    }
    attributes.push(decodeAttribute(bytes.subarray(at, at + length), path));
    at += length;
  }
  return {
    inUse: (flags & 1) !== 0,
    isDirectory: (flags & 2) !== 0,
    sequence: bytes.readUInt16LE(16),
    attributes,
  };
}

function decodeAttribute(bytes: Buffer, path: string): Attribute {
  const nameAt = bytes.readUInt16LE(10);
  const flags = bytes.readUInt16LE(12);
  const common = {
    type: bytes.readUInt32LE(0),
    name: bytes.subarray(nameAt, nameAt + bytes.readUInt8(9) * 2).toString('utf16le'),
    isCompressed: (flags & 0xff) !== 0,
    isEncrypted: (flags & 0x4000) !== 0,
  };
  if (bytes.readUInt8(8) === 0) {
    const at = bytes.readUInt16LE(20);
    return { ...common, value: bytes.subarray(at, at + bytes.readUInt32LE(16)) };
  }
  if (bytes.length < 64) throw new HostError('malformed-source', path, `${path}: an attribute is cut off`);
  return {
    ...common,
    runs: {
      firstCluster: Number(bytes.readBigUInt64LE(16)),
      list: bytes.subarray(bytes.readUInt16LE(32)),
      size: Number(bytes.readBigUInt64LE(48)),
      initialised: Number(bytes.readBigUInt64LE(56)),
      unitBits: bytes.readUInt16LE(34),
    },
  };
}
