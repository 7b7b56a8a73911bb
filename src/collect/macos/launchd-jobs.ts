import { baseName } from '../../host/paths.ts';
import { type PlistValue, plistAt, plistList, plistText } from '../../host/plist/plist-value.ts';
import type { Item } from '../../model/item.ts';
import type { ItemState } from '../../model/vocabulary.ts';
import type { CollectContext, Collector } from '../collector.ts';
import { identityOf } from '../macos-parts/bundle-facts.ts';
import { type JobOverrides, overrideFiles, readJobOverrides } from '../macos-parts/job-overrides.ts';
import { macosHomePatterns, macosHomes } from '../macos-parts/macos-homes.ts';
import { isAbsent } from '../presence.ts';
import { readPlist } from '../read-plist.ts';
import { listDirectory } from '../reading.ts';

/** Folders of jobs for the whole machine. Those of the system hold other vendors' only on old releases. */
const machineFolders = [
  '/Library/LaunchDaemons',
  '/Library/LaunchAgents',
  '/System/Library/LaunchDaemons',
  '/System/Library/LaunchAgents',
];
const homeFolder = 'Library/LaunchAgents';
const maxJobBytes = 1024 * 1024;
const maxJobs = 10_000;

/**
 * Jobs of launchd: daemons, and agents that start when somebody logs on. `name` is the label. A job without a process
 * is enabled where nothing disables it: whether launchd starts it at once or on demand makes no difference here.
 * Source: man page launchd.plist(5); osquery launchd.cpp.
 */
export const launchdJobs: Collector = {
  id: 'launchd-jobs',
  platforms: ['macos'],
  kinds: ['service'],
  reads:
    "LaunchDaemons and LaunchAgents of the machine and of people, whether they are disabled, and live, which run; not Apple's own",
  rights: "root, for other people's agents and for the state of daemons",
  couldHide: 'active',
  wants: [
    ...machineFolders.map((folder) => `${folder}/*.plist`),
    ...macosHomePatterns.map((home) => `${home}/${homeFolder}/*.plist`),
    ...overrideFiles,
    // Where the programs of jobs mostly lie, whose signature is read; a job may name any other place.
    '/Applications/*.app/Contents/MacOS/*',
    '/Library/PrivilegedHelperTools/*',
    '/Library/Application Support/*/*/Binaries/*',
  ],
  async *collect(ctx) {
    const overrides = await readJobOverrides(ctx);
    const running = await runningJobs(ctx);
    const places: { folder: string; user?: string }[] = machineFolders.map((folder) => ({ folder }));
    for (const { folder, user } of await macosHomes(ctx))
      places.push({ folder: `${folder}/${homeFolder}`, user });
    let count = 0;
    for (const { folder, user } of places) {
      for (const { name, type } of await listDirectory(ctx, folder)) {
        if (!name.endsWith('.plist') || (type !== 'file' && type !== 'symlink')) continue;
        if (folder.startsWith('/System/') && name.startsWith('com.apple.')) continue;
        if (count++ >= maxJobs) {
          ctx.gap('too-large', folder, `more than ${maxJobs} jobs; the others were not read`);
          return;
        }
        const file = `${folder}/${name}`;
        const job = await readPlist(ctx, file, maxJobBytes);
        const found = await jobItem(ctx, { file, job, user, overrides, running });
        if (found !== undefined) yield found;
      }
    }
  },
};

/** Labels and programs that run. */
interface RunningJobs {
  readonly labels: ReadonlyMap<string, number | undefined>;
  readonly programs: ReadonlySet<string>;
}

async function runningJobs(ctx: CollectContext): Promise<RunningJobs | undefined> {
  const state = ctx.host.macosState?.();
  if (state === undefined) return undefined;
  // What `ps` does not tell is a gap of the collector of programs.
  const [jobs, programs] = await Promise.all([state.jobs(), state.programs()]);
  for (const { reason, source, message, couldHide } of jobs.gaps) ctx.gap(reason, source, message, couldHide);
  return { labels: jobs.told, programs: new Set(programs.told.map(({ path }) => path)) };
}

interface FoundJob {
  readonly file: string;
  readonly job: PlistValue | undefined;
  readonly user: string | undefined;
  readonly overrides: JobOverrides;
  readonly running: RunningJobs | undefined;
}

async function jobItem(ctx: CollectContext, found: FoundJob): Promise<Item | undefined> {
  const { file, job, user, overrides, running } = found;
  // What cannot be read is still a job, by the name of its file; a dangling link is none.
  if (job === undefined && (await isAbsent(ctx, file))) return undefined;
  const label = plistText(job, 'Label') ?? baseName(file).slice(0, -'.plist'.length);
  const path = programOf(job);
  const isAgent = file.includes('/LaunchAgents/');
  const isDisabled = overrides.isDisabled(label, isAgent, user) ?? plistAt(job, 'Disabled') === true;
  const disabledFor = isAgent && user === undefined ? overrides.peopleWithout(label) : [];
  const isMissing = path !== undefined && !isOfSystem(path) && (await isAbsent(ctx, path));
  const teamId =
    path === undefined || isOfSystem(path) || isMissing ? undefined : (await identityOf(ctx, path))?.teamId;
  return {
    kind: 'service',
    collector: 'launchd-jobs',
    name: label,
    ...(path && { path }),
    state: stateOf(label, path, isDisabled, running),
    ...(user !== undefined && { scope: user }),
    origin: file,
    platform: 'macos',
    attributes: {
      launchd: isAgent ? 'agent' : 'daemon',
      ...(isDisabled && { enabled: 'disabled' }),
      ...(disabledFor.length > 0 && { disabledFor: disabledFor.join(' ').slice(0, 300) }),
      ...(isMissing && { programMissing: true }),
      ...(teamId && { teamId }),
    },
  };
}

/** The program that a job starts; a bundle's (`BundleProgram`) lies within an app and is no path. */
function programOf(job: PlistValue | undefined): string | undefined {
  const program = plistText(job, 'Program') ?? plistList(job, 'ProgramArguments')[0];
  return typeof program === 'string' && program.startsWith('/') ? program.slice(0, 1000) : undefined;
}

/** Only the label or a program of its own shows that a job runs: many start a shell. */
function stateOf(
  label: string,
  path: string | undefined,
  isDisabled: boolean,
  running: RunningJobs | undefined,
): ItemState {
  if (running !== undefined) {
    if (running.labels.get(label) !== undefined) return 'running';
    if (path !== undefined && !isOfSystem(path) && running.programs.has(path)) return 'running';
    if (running.labels.has(label)) return 'stopped';
  }
  return isDisabled ? 'disabled' : 'enabled';
}

/** Programs of the sealed system, which is a volume of its own and may not be here. */
function isOfSystem(path: string): boolean {
  return /^\/(?:System|bin|sbin|usr\/(?!local\/))/.test(path);
}
