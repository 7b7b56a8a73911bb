import type { Gap } from '../../model/gap.ts';
import { HostError } from '../host.ts';
import type { RunningState, ServiceState } from '../running-state.ts';
import { parseScQuery } from './parse-sc-query.ts';
import type { RunSystemProgram } from './run-system-program.ts';

/** The largest buffer that the list of services may fill; with the usual one older systems cut the list. */
const bufferBytes = '262144';

/**
 * Which services and drivers run on this Windows, asked of `sc.exe`. Never throws: what it does not tell is a gap.
 * Source: https://learn.microsoft.com/windows-server/administration/windows-commands/sc-query
 */
export async function liveState(run: RunSystemProgram): Promise<RunningState> {
  const serviceGaps: Gap[] = [];
  const driverGaps: Gap[] = [];
  const [services, drivers] = await Promise.all([
    servicesOf(run, 'service', serviceGaps),
    servicesOf(run, 'driver', driverGaps),
  ]);
  return {
    services: new Map([...services, ...drivers]),
    serviceGaps: [...serviceGaps, ...driverGaps],
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
