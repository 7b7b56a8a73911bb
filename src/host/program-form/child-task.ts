import fs from 'node:fs';
import { makeSyncPort } from '../disk-port.ts';
import { serveSlowDisk } from '../slow-disk-child.ts';

/** Does a task by its name, in a process that was started for it; false where there is no such task. */
export function runChildTask(task: string | undefined): boolean {
  if (task !== 'slow-disk') return false;
  serveSlowDisk(makeSyncPort(fs), process);
  return true;
}
