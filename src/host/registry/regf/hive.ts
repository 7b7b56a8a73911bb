import { HostError } from '../../host.ts';
import { type BaseBlock, baseBlockBytes, hasSignature, parseBaseBlock } from './base-block.ts';
import { type ByteSource, readBytes } from './byte-source.ts';
import type { HiveDamage } from './damage.ts';
import { HiveKey } from './hive-key.ts';
import { HiveReader } from './hive-reader.ts';
import { isKeyNode, type KeyNode, keyFlag, maxKeyNodeBytes, parseKeyNode } from './key-node.ts';
import { defaultLimits, type HiveLimits } from './limits.ts';
import { PageCache } from './page-cache.ts';
import { type HiveState, type RecoveredHive, recoverHive } from './recover.ts';

/** How a hive is opened. */
export interface HiveOptions {
  /** The hive's own file, for messages. */
  readonly file?: string;
  /** Path of the root key as reports show it, e.g. `HKLM\SOFTWARE`; empty where there is none. */
  readonly prefix?: string;
  /** Transaction logs (`.LOG1`, `.LOG2`, or a single `.LOG`), in any order; empty ones are fine. */
  readonly logs?: readonly ByteSource[];
  readonly limits?: Partial<HiveLimits>;
  /** Called once for each place that cannot be read, up to a bound; what it says becomes gaps. */
  readonly onDamage: (damage: HiveDamage) => void;
}

/** An opened hive. */
export interface Hive {
  readonly root: HiveKey;
  readonly state: HiveState;
  /** Log entries (new format) or logs (old format) that were laid over the file. */
  readonly appliedLogEntries: number;
  /** Format version 1.x. */
  readonly minorVersion: number;
  /** The hive can be a layer of a container's registry: keys and values may be tombstones. See {@link mergeLayers}. */
  readonly layered: boolean;
  /** The key at a path below the root, case ignored; undefined where there is none. */
  key(path: string): Promise<HiveKey | undefined>;
}

/** How a registry file of Windows 9x starts. Source: dfwinreg 20240316, dfwinreg/creg.py and test_data/USER.DAT. */
const windows9xSignature = 'CREG';

/** Least size of anything that is a hive: base block, one bin. */
const leastBytes = baseBlockBytes + 4096;

/**
 * Opens a registry hive (`regf`, versions 1.2 to 1.6) for reading, brought up to date in memory from its logs where it
 * is dirty. Reads the base block and the root key; everything else is read when it is asked for.
 * @throws HostError where there is no hive at all: `empty-source`, `malformed-source` (no hive, or no root key),
 * `unsupported-format` (a log, a version of Windows NT 3.1, or the registry of Windows 9x).
 * Source: msuhanov/regf, "Windows registry file format specification".
 */
export async function openHive(source: ByteSource, options: HiveOptions): Promise<Hive> {
  const { file = 'hive', prefix = '', onDamage } = options;
  const hive = await load(source, options.logs ?? [], file);
  const limits = { ...defaultLimits, ...options.limits };
  const reader = new HiveReader(new PageCache(hive.source), hive.baseBlock, limits, onDamage);
  const owner = { path: prefix };
  if (hive.stale !== undefined) {
    const { reason, why } = hive.stale;
    const message = `the hive was not written out and ${why}: recent changes may be missing`;
    reader.report(owner, undefined, message, reason);
  }
  if (hive.baseBlock.binsBytes > reader.cells.limit) {
    const { binsBytes } = hive.baseBlock;
    reader.report(
      owner,
      undefined,
      `the hive is cut off: ${reader.cells.limit} of ${binsBytes} bytes of keys are there`,
    );
  }
  const node = await readRoot(reader, hive.baseBlock, owner, file);
  const root = new HiveKey(reader, node, undefined, prefix);
  return {
    root,
    state: hive.state,
    appliedLogEntries: hive.applied,
    minorVersion: hive.baseBlock.minorVersion,
    layered: hive.baseBlock.layered,
    key: (path) => root.key(path),
  };
}

async function load(source: ByteSource, logs: readonly ByteSource[], file: string): Promise<RecoveredHive> {
  if (source.size === 0) throw new HostError('empty-source', file, 'the hive is empty');
  const header = await readBytes(source, 0, baseBlockBytes);
  if (header.toString('latin1', 0, 4) === windows9xSignature) {
    throw new HostError('unsupported-format', file, 'a registry of Windows 95, 98 or Me');
  }
  if (header.length < baseBlockBytes)
    throw new HostError('malformed-source', file, 'too short for a registry hive');
  const hive = await recoverHive(source, parseBaseBlock(header), logs);
  if (hive.state !== 'recovered' && !hasSignature(header)) {
    throw new HostError('malformed-source', file, 'not a registry hive');
  }
  if (hive.source.size < leastBytes)
    throw new HostError('malformed-source', file, 'the hive has no keys: it is cut off');
  const { fileType, majorVersion, minorVersion } = hive.baseBlock;
  if (hive.state !== 'recovered' && fileType !== 0) {
    throw new HostError('unsupported-format', file, 'a transaction log, not a registry hive');
  }
  if (hive.baseBlock.valid && (majorVersion !== 1 || minorVersion < 2)) {
    throw new HostError(
      'unsupported-format',
      file,
      `registry hive of version ${majorVersion}.${minorVersion}`,
    );
  }
  return hive;
}

/** The root key; where the base block does not point at one, the first cell of the hive, where Windows puts it. */
async function readRoot(
  reader: HiveReader,
  baseBlock: BaseBlock,
  owner: { readonly path: string },
  file: string,
): Promise<KeyNode> {
  let found: KeyNode | undefined;
  await reader.pages.steps(1, () => {
    found = rootAt(reader, baseBlock.rootOffset);
    if (found !== undefined) return;
    const first = rootAt(reader, 32);
    if (first === undefined || (first.flags & keyFlag.root) === 0) return;
    reader.report(
      owner,
      baseBlock.rootOffset,
      'the base block does not point at the root key; the first key was taken',
    );
    found = first;
  });
  if (found === undefined) throw new HostError('malformed-source', file, 'the hive has no root key');
  return found;
}

function rootAt(reader: HiveReader, offset: number): KeyNode | undefined {
  const cell = reader.cells.open(offset, maxKeyNodeBytes);
  return typeof cell === 'string' || !isKeyNode(cell) ? undefined : parseKeyNode(cell, offset);
}
