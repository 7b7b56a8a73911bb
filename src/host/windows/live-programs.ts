import type { Gap } from '../../model/gap.ts';
import { HostError } from '../host.ts';
import type { RunningPrograms } from '../running-state.ts';
import { parseQProcess } from './parse-qprocess.ts';
import type { RunSystemProgram } from './run-system-program.ts';

const source = 'qprocess.exe *';
const instead = 'services and drivers show what runs';

/**
 * Which programs run on this Windows, asked of `qprocess.exe`: that asks Remote Desktop Services, where `tasklist.exe`
 * asks WMI, which a scan never touches. Never throws.
 *
 * Home editions do not have it. There that is said and is no gap: every resident product runs as a service or driver, of
 * which sc.exe tells the state, and a name without a path never makes more of a product than that does. Where it is there
 * and fails, somebody should look, and that is a gap.
 * Sources: https://learn.microsoft.com/windows-server/administration/windows-commands/query-process;
 * MS-TSTS 3.7.4.1.22 (RpcWinStationGetAllProcesses: sessions that the caller may query);
 * vasyaod/parental-control issue 4 (not in Home editions).
 */
export async function livePrograms(run: RunSystemProgram): Promise<RunningPrograms> {
  let stdout: Buffer;
  try {
    // Its exit code says nothing that the list does not say itself.
    stdout = await run('qprocess.exe', ['*'], 'any-code');
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    if (error.reason === 'missing-source') {
      return {
        programs: [],
        gaps: [],
        absent: `list of running programs (no qprocess.exe here): ${instead}`,
      };
    }
    return { programs: [], gaps: [gap(error.reason, `${error.message}: only ${instead}`)] };
  }
  const { programs, malformed, cut } = parseQProcess(stdout);
  const gaps: Gap[] = [];
  if (malformed > 0) gaps.push(gap('malformed-source', `${malformed} lines cannot be read; ${instead}`));
  if (cut) gaps.push(gap('too-large', `more than ${programs.length} programs; ${instead}`));
  if (programs.length === 0 && malformed === 0) {
    gaps.push(gap('empty-source', `qprocess.exe named none, not even itself; ${instead}`));
  }
  return { programs, gaps };
}

function gap(reason: Gap['reason'], message: string): Gap {
  return { reason, source, message, couldHide: 'active' };
}
