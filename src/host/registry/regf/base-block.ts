/** Length of the base block in bytes; every offset inside a hive counts from its end. */
export const baseBlockBytes = 4096;

/** The part of the base block that the checksum covers, and that a transaction log repeats. */
export const headerBytes = 512;

/** What the reader needs of a base block, in a hive or at the start of a transaction log. */
export interface BaseBlock {
  readonly primarySequence: number;
  readonly secondarySequence: number;
  /** FILETIME, as 64 bits. */
  readonly lastWritten: bigint;
  readonly majorVersion: number;
  readonly minorVersion: number;
  /** 0 a hive, 1 or 2 a log of the old format, 6 a log of the new one. */
  readonly fileType: number;
  /** In bytes after the base block. */
  readonly rootOffset: number;
  readonly binsBytes: number;
  /** Bytes of one sector. */
  readonly sectorBytes: number;
  /** End of the path of the hive's file, in lower case; empty where Windows wrote none. */
  readonly fileName: string;
  /** GUID of the hive's transactions as hexadecimal; empty where there is none. Random, so no two hives share one. */
  readonly rmId: string;
  /** True where the hive may hold layered keys (Windows container layers). */
  readonly layered: boolean;
  /** Signature and checksum are right. */
  readonly valid: boolean;
}

/**
 * The base block at the start of `bytes` (at least 512), valid or not.
 * Source: msuhanov/regf, "Windows registry file format specification", Base block.
 */
export function parseBaseBlock(bytes: Buffer): BaseBlock {
  return {
    primarySequence: bytes.readUInt32LE(4),
    secondarySequence: bytes.readUInt32LE(8),
    lastWritten: bytes.readBigUInt64LE(12),
    majorVersion: bytes.readUInt32LE(20),
    minorVersion: bytes.readUInt32LE(24),
    fileType: bytes.readUInt32LE(28),
    rootOffset: bytes.readUInt32LE(36),
    binsBytes: bytes.readUInt32LE(40),
    sectorBytes: bytes.readUInt32LE(44) === 8 ? 4096 : 512,
    fileName: (bytes.toString('utf16le', 48, 112).split('\0', 1)[0] ?? '').toLowerCase(),
    rmId: bytes.toString('hex', 112, 128).replace(/^0+$/, ''),
    layered: (bytes.readUInt32LE(144) & 2) !== 0,
    valid: hasSignature(bytes) && baseBlockChecksum(bytes) === bytes.readUInt32LE(508),
  };
}

/** Whether the bytes start as a hive does. */
export function hasSignature(bytes: Buffer): boolean {
  return bytes.length >= 4 && bytes.toString('latin1', 0, 4) === 'regf';
}

/** XOR-32 of the first 508 bytes, with the two values that it never takes. */
export function baseBlockChecksum(bytes: Buffer): number {
  let sum = 0;
  for (let offset = 0; offset < 508; offset += 4) sum ^= bytes.readUInt32LE(offset);
  sum >>>= 0;
  if (sum === 0xffffffff) return 0xfffffffe;
  return sum === 0 ? 1 : sum;
}
