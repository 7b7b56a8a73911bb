import { HostError } from '../host/host.ts';
import type { CollectContext } from './collector.ts';

/** Whether the process that a PID file names exists now. A file that is missing or cannot be read says no. */
export async function pidFileAlive(ctx: CollectContext, path: string): Promise<boolean> {
  try {
    const pid = (await ctx.host.files.read(path, { maxBytes: 64 }))?.toString('latin1').trim() ?? '';
    return /^[1-9]\d{0,9}$/.test(pid) && (await ctx.host.files.stat(`/proc/${pid}`)) !== undefined;
  } catch (error) {
    if (error instanceof HostError) return false;
    throw error;
  }
}

/** Whether nothing is at a path. Not to be allowed to look is not the same as not there. */
export async function isAbsent(ctx: CollectContext, path: string): Promise<boolean> {
  try {
    return (await ctx.host.files.stat(path)) === undefined;
  } catch (error) {
    if (error instanceof HostError) return false;
    throw error;
  }
}
