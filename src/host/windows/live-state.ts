import type { Gap } from '../../model/gap.ts';
import { HostError } from '../host.ts';
import type { RunningProcess, RunningState, ServiceState } from '../running-state.ts';
import { parseScQuery } from './parse-sc-query.ts';
import { parseTasklist } from './parse-tasklist.ts';
import type { RunSystemProgram } from './run-system-program.ts';

/** The largest buffer that the list of services may fill; with the usual one older systems cut the list. */
const bufferBytes = '262144';

/**
 * What runs on this Windows, asked of `sc.exe` and `tasklist.exe`. Never throws: what they do not tell is a gap, and
 * what one of them tells is kept where another fails.
 * Source: https://learn.microsoft.com/windows-server/administration/windows-commands/sc-query and …/tasklist
 */
export async function liveState(run: RunSystemProgram): Promise<RunningState> {
  const serviceGaps: Gap[] = [];
  const driverGaps: Gap[] = [];
  const processGaps: Gap[] = [];
  const [services, drivers, processes] = await Promise.all([
    servicesOf(run, 'service', serviceGaps),
    servicesOf(run, 'driver', driverGaps),
    processesOf(run, processGaps),
  ]);
  return {
    services: new Map([...services, ...drivers]),
    processes,
    serviceGaps: [...serviceGaps, ...driverGaps],
    processGaps,
  };
}

async function servicesOf(
  run: RunSystemProgram,
  type: 'service' | 'driver',
  gaps: Gap[],
): Promise<ReadonlyMap<string, ServiceState>> {
  const args = ['query', 'type=', type, 'state=', 'all', 'bufsize=', bufferBytes];
  const source = `sc.exe ${args.join(' ')}`;
  const unknown = `which ${type}s run is not known; look with "sc.exe query type= ${type}"`;
  const stdout = await outputOf(run, 'sc.exe', args, unknown, gaps);
  if (stdout === undefined) return new Map();
  const { services, lossy, malformed } = parseScQuery(stdout);
  const ofNames = `of ${lossy} ${type}s with names beyond ASCII it is not known whether they run; look in services.msc`;
  if (malformed > 0) {
    gaps.push(
      gap('malformed-source', source, `${malformed} entries cannot be read, or the list was cut; ${unknown}`),
    );
  }
  if (lossy > 0) gaps.push(gap('unsupported-format', source, ofNames));
  if (services.size === 0 && malformed + lossy === 0) {
    gaps.push(gap('empty-source', source, `sc.exe named none; ${unknown}`));
  }
  return services;
}

async function processesOf(run: RunSystemProgram, gaps: Gap[]): Promise<readonly RunningProcess[]> {
  const args = ['/fo', 'csv', '/nh'];
  const source = `tasklist.exe ${args.join(' ')}`;
  const unknown = 'which programs run is not known; look in Task Manager';
  const stdout = await outputOf(run, 'tasklist.exe', args, unknown, gaps);
  if (stdout === undefined) return [];
  const { processes, lossy, malformed } = parseTasklist(stdout);
  if (malformed > 0) {
    gaps.push(gap('malformed-source', source, `${malformed} lines cannot be read; look in Task Manager`));
  }
  if (lossy > 0) {
    const message = `${lossy} programs with names beyond ASCII are not listed; look in Task Manager`;
    gaps.push(gap('unsupported-format', source, message));
  }
  // This very process runs.
  if (processes.length === 0 && malformed + lossy === 0) {
    gaps.push(gap('empty-source', source, `tasklist.exe named none, not even this one; ${unknown}`));
  }
  return processes;
}

/** What a program wrote, or a gap that says what is not known without it. */
async function outputOf(
  run: RunSystemProgram,
  name: string,
  args: readonly string[],
  unknown: string,
  gaps: Gap[],
): Promise<Buffer | undefined> {
  try {
    return await run(name, args);
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    gaps.push(gap(error.reason, `${name} ${args.join(' ')}`, `${error.message}: ${unknown}`));
    return undefined;
  }
}

/** What is said to be at rest and runs would be reported as installed only. */
function gap(reason: Gap['reason'], source: string, message: string): Gap {
  return { reason, source, message, couldHide: 'active' };
}
