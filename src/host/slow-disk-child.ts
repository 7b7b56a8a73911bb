import type { DiskPort, SyncPort } from './disk-port.ts';

/** What of `process` the child uses: its channel to the parent. */
export interface ParentChannel {
  on(event: 'disconnect' | 'message', listener: (message: [keyof DiskPort, ...never[]]) => void): unknown;
  send?(message: unknown): unknown;
  exit(): never;
}

/**
 * The process for slow disks: one call after the other, so that replies come in the order of the calls. It ends when
 * the parent does. It uses nothing but its parameters and the language: its text is also what that process runs.
 */
export function serveSlowDisk(port: SyncPort, parent: ParentChannel): void {
  parent.on('disconnect', () => parent.exit());
  parent.on('message', ([method, ...parameters]) => {
    const call: (...values: never[]) => unknown = port[method];
    let reply: unknown;
    try {
      reply = { value: call(...parameters) };
    } catch (error) {
      const { message, code } = error as NodeJS.ErrnoException;
      reply = { error: { message, code } };
    }
    parent.send?.(reply);
  });
}
