import fs from 'node:fs';
import { asyncPort } from './async-port.ts';
import { type DiskPort, makeSyncPort } from './disk-port.ts';
import { type MountTable, parseMountInfo } from './mounts.ts';
import { makeSlowPort } from './slow-port.ts';

const syncPort = makeSyncPort(fs);
const slowPorts = new Map<string, DiskPort>();
let mounts: MountTable | 'none' | undefined;

/**
 * The port for a real path of this machine without links before its last segment: synchronous on local file systems,
 * a process of its own for each mount that may hang, and asynchronous where there is no mount table.
 * The table is read once, on first use.
 */
export function portFor(path: string): DiskPort {
  mounts ??= readMountTable();
  if (mounts === 'none') return asyncPort;
  const mount = mounts.slowMount(path);
  if (mount === undefined) return syncPort;
  let port = slowPorts.get(mount);
  if (port === undefined) {
    port = makeSlowPort();
    slowPorts.set(mount, port);
  }
  return port;
}

function readMountTable(): MountTable | 'none' {
  if (process.platform !== 'linux') return 'none';
  try {
    return parseMountInfo(fs.readFileSync('/proc/self/mountinfo', 'utf8'));
  } catch {
    // A chroot without /proc: nothing is known to be local.
    return 'none';
  }
}
