import { dirtied } from '../../support/hive-log-writer.ts';
import { publicFile } from './public-hives.ts';

/**
 * A hive as it stood before Windows wrote its last change out, with the log in which Windows had put that change. Made
 * of a clean hive whose log still holds the entry that led to it (sequence number 131, the pages at 0 and 20480): those
 * pages are taken out of the hive, and its base block says that it is not clean. Recovered, it is the clean hive again.
 */
export function tornUnderItsLog(): { readonly hive: Buffer; readonly logs: readonly Buffer[] } {
  const hive = dirtied(publicFile('dfwinreg/NTUSER.DAT'), 132, 131);
  for (const page of [0, 20_480]) hive.fill(0, 4096 + page, 4096 + page + 4096);
  return { hive, logs: [publicFile('dfwinreg/NTUSER.DAT.LOG')] };
}
