import type { Hive } from './hive.ts';
import type { HiveKey } from './hive-key.ts';

/**
 * The control set that a SYSTEM hive marks as current (`Select\Current`), e.g. its key `ControlSet001`; undefined where
 * the hive does not say or has no such set. A hive at rest has no key `CurrentControlSet`: Windows links it at start.
 */
export async function currentControlSet(systemHive: Pick<Hive, 'key'>): Promise<HiveKey | undefined> {
  const select = await systemHive.key('Select');
  const current = await select?.value('Current');
  if (current?.type !== 'dword' || current.data > 999) return undefined;
  return systemHive.key(`ControlSet${String(current.data).padStart(3, '0')}`);
}
