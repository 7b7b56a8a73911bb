import type { OpenByteSource } from '../../byte-source.ts';
import type { HostFiles } from '../../host.ts';
import type { OnGap } from '../on-gap.ts';
import type { ByteSource } from '../regf/byte-source.ts';
import type { HiveDamage } from '../regf/damage.ts';
import { type Hive, openHive } from '../regf/hive.ts';
import type { HandlePool } from './handle-pool.ts';

/** Transaction logs beside a hive; the single `.LOG` is that of systems before Windows 8.1, or empty. */
const logEndings = ['.LOG1', '.LOG2', '.LOG'];

/** A hive of the machine and the open files that it is read from. */
export interface OpenedHive {
  readonly hive: Hive;
  readonly handles: readonly OpenByteSource[];
}

/** Opens a hive whose files stay open. Undefined where there is no such file; HostError where it is no hive. */
export async function openMachineHive(
  files: HostFiles,
  path: string,
  prefix: string,
  onGap: OnGap,
): Promise<OpenedHive | undefined> {
  const handles: OpenByteSource[] = [];
  try {
    for (const each of [path, ...logEndings.map((ending) => path + ending)]) {
      const handle = await files.open(each);
      if (handle !== undefined) handles.push(handle);
      else if (each === path) return undefined;
    }
    const [primary, ...logs] = handles.map(fileSource);
    if (primary === undefined) return undefined;
    const hive = await openHive(primary, { file: path, prefix, logs, onDamage: damageTo(onGap, path) });
    return { hive, handles };
  } catch (error) {
    for (const handle of handles) await handle.close();
    throw error;
  }
}

/** Opens a hive whose files are closed and opened again as the pool wants. Otherwise as {@link openMachineHive}. */
export async function openPooledHive(
  pool: HandlePool,
  path: string,
  prefix: string,
  onGap: OnGap,
): Promise<Hive | undefined> {
  const sources: ByteSource[] = [];
  for (const each of [path, ...logEndings.map((ending) => path + ending)]) {
    const size = await pool.size(each);
    if (size === undefined && each === path) return undefined;
    // Not synchronous: whether a file is open just now changes from read to read.
    if (size !== undefined) sources.push({ size, read: (offset, length) => pool.read(each, offset, length) });
  }
  const [primary, ...logs] = sources;
  if (primary === undefined) return undefined;
  return openHive(primary, { file: path, prefix, logs, onDamage: damageTo(onGap, path) });
}

function fileSource(handle: OpenByteSource): ByteSource {
  const read = (offset: number, length: number): Promise<Buffer> => handle.read(offset, length);
  if (handle.readSync === undefined) return { size: handle.size, read };
  const readSync = (target: Buffer, offset: number): number =>
    handle.readSync?.(offset, target.length).copy(target) ?? 0;
  return { size: handle.size, read, readSync };
}

function damageTo(onGap: OnGap, file: string): (damage: HiveDamage) => void {
  return ({ reason, path, offset, message }) => {
    const place = offset === undefined ? '' : ` at byte ${offset}`;
    // The hive is there; what is not is its log.
    const source = reason === 'missing-source' ? `${file}.LOG1` : path === '' ? file : path;
    onGap(reason, source, `${file}${place}: ${message}`);
  };
}
