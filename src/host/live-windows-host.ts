import type { WindowsPathContext } from '../model/windows-path.ts';
import { windowsPath } from '../model/windows-path.ts';
import { DiskTree } from './disk-tree.ts';
import { GapBox } from './gap-box.ts';
import { type Host, HostError } from './host.ts';
import { liveFacts } from './live-facts.ts';
import { liveWindowsRules } from './path-rules.ts';
import { foldName } from './registry/key-path.ts';
import { isElevated } from './registry/live/is-elevated.ts';
import { openLiveRegistry } from './registry/live/open-live-registry.ts';
import { profileListPath } from './registry/live/profiles.ts';
import { HandlePool } from './registry/offline/handle-pool.ts';
import { openPooledHive } from './registry/offline/hive-file.ts';
import type { Registry } from './registry/registry.ts';
import type { RunningPrograms, RunningState } from './running-state.ts';
import { treeFiles } from './tree-files.ts';
import { livePrograms } from './windows/live-programs.ts';
import { liveState } from './windows/live-state.ts';
import { systemProgramRunner } from './windows/run-system-program.ts';
import { runningContext } from './windows/running-context.ts';

/** Longest time of one run of sc.exe or qprocess.exe; well below the time of a collector, which goes on without them. */
const programTimeoutMs = 20_000;

/** The second hive of a user, below the profile's folder. */
const classesFile = 'AppData/Local/Microsoft/Windows/UsrClass.dat';

/**
 * The Windows that this process runs on: its drives, and its registry through `reg.exe`; users who are not logged on
 * are read from the files of their profiles. Close it.
 */
export function liveWindowsHost(): Host {
  const context = runningContext(process.env);
  const redirected = process.env['PROCESSOR_ARCHITEW6432'] !== undefined;
  const rules = liveWindowsRules(rootOf(context), redirected);
  const files = treeFiles(new DiskTree('drives'), [], rules);
  const gaps = new GapBox();
  const pool = new HandlePool(files);
  const hive = async (profilePath: string, file: string, prefix: string) => {
    const folder = windowsPath(profilePath, context).path;
    if (folder === undefined) return undefined;
    return (await openPooledHive(pool, `${folder}/${file}`, prefix, gaps.add))?.root;
  };
  const registry = openLiveRegistry({
    onGap: gaps.add,
    offlineUser: (profilePath, sid) => hive(profilePath, 'NTUSER.DAT', `HKU\\${sid}`),
    offlineClasses: (profilePath, sid) => hive(profilePath, classesFile, `HKU\\${sid}\\Software\\Classes`),
  });
  const stop = new AbortController();
  const limits = { timeoutMs: programTimeoutMs, signal: stop.signal };
  const run = systemProgramRunner({ environment: process.env, ...limits });
  let whole: Promise<WindowsPathContext> | undefined;
  let state: Promise<RunningState> | undefined;
  let programs: Promise<RunningPrograms> | undefined;
  return {
    kind: 'live',
    platform: 'windows',
    live: true,
    files,
    privileged: isElevated(process.env),
    facts: liveFacts,
    registry,
    windowsContext() {
      whole ??= withProfiles(context, registry);
      return whole;
    },
    runningState() {
      state ??= liveState(run);
      return state;
    },
    runningPrograms() {
      programs ??= livePrograms(run);
      return programs;
    },
    gaps: () => gaps.all(),
    close: () => {
      stop.abort();
      return pool.close();
    },
  };
}

/** No variable of a process says where profiles lie; where the registry does not either, they are in the usual place. */
async function withProfiles(
  context: WindowsPathContext,
  registry: Pick<Registry, 'key'>,
): Promise<WindowsPathContext> {
  try {
    const values = (await (await registry.key(profileListPath))?.values()) ?? [];
    const folder = values.find(({ name }) => foldName(name) === 'PROFILESDIRECTORY')?.data;
    if (typeof folder !== 'string') return context;
    return { ...context, environment: { ...context.environment, ProfilesDirectory: folder } };
  } catch (error) {
    // Whoever asks for the users reports it.
    if (!(error instanceof HostError)) throw error;
    return context;
  }
}

function rootOf({ systemRoot = '' }: WindowsPathContext): string {
  return /^[a-z]:\\/i.test(systemRoot) ? systemRoot : 'C:\\Windows';
}
