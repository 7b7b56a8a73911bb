import type { Collector } from '../collector.ts';

/**
 * Programs that run, by name and number alone: with their path they would only come from WMI. The rule pack takes such a
 * name as a hint, never as proof. A long name is cut by the system and carries `nameCut`.
 */
export const runningPrograms: Collector = {
  id: 'running-programs',
  platforms: ['windows'],
  kinds: ['process'],
  needsLiveHost: true,
  reads: 'names of running programs, as qprocess.exe of the system lists them; Home editions do not have it',
  rights: "elevated (administrator), for programs of other users' sessions",
  couldHide: 'active',
  wants: [],
  async *collect(ctx) {
    const { programs = [], gaps = [], absent } = (await ctx.host.runningPrograms?.()) ?? {};
    for (const { reason, source, message, couldHide } of gaps) ctx.gap(reason, source, message, couldHide);
    if (absent !== undefined) ctx.apart(absent);
    for (const { name, pid, isCut } of programs) {
      yield {
        kind: 'process',
        collector: 'running-programs',
        name,
        state: 'running',
        origin: `process ${pid}`,
        platform: 'windows',
        attributes: { pid, ...(isCut && { nameCut: true }) },
      };
    }
  },
};
