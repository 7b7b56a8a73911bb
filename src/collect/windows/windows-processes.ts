import type { Collector } from '../collector.ts';

/**
 * Running programs by name. Where their files lie is not known without asking each process, which a security product
 * takes for an attack.
 * Source: https://learn.microsoft.com/windows-server/administration/windows-commands/tasklist
 */
export const windowsProcesses: Collector = {
  id: 'windows-processes',
  platforms: ['windows'],
  kinds: ['process'],
  needsLiveHost: true,
  reads:
    'running programs by name and number, as tasklist.exe of the system lists them (which by itself may ask WMI)',
  rights: 'none',
  couldHide: 'active',
  wants: [],
  async *collect(ctx) {
    const running = await ctx.host.runningState?.();
    if (running === undefined) {
      ctx.gap('missing-source', 'tasklist.exe', 'which programs run is not known; look in Task Manager');
      return;
    }
    for (const { reason, source, message, couldHide } of running.processGaps) {
      ctx.gap(reason, source, message, couldHide);
    }
    for (const { name, pid } of running.processes) {
      yield {
        kind: 'process',
        collector: 'windows-processes',
        name,
        state: 'running',
        origin: `tasklist.exe, process ${pid}`,
        platform: 'windows',
        attributes: { pid },
      };
    }
  },
};
