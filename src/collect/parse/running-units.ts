import { HostError } from '../../host/host.ts';
import type { CollectContext } from '../collector.ts';
import { listDirectory, orGap } from '../reading.ts';

const maxGroups = 20_000;
const maxDepth = 6;
const maxBytes = 1024 * 1024;

/** Where systemd keeps its control groups: the unified hierarchy, hybrid, and version 1 (systemd, "CGROUP_DELEGATION"). */
const hierarchies = ['/sys/fs/cgroup', '/sys/fs/cgroup/unified', '/sys/fs/cgroup/systemd'];

/**
 * Names of the services that have a process now, from systemd's control groups; where those are not visible, as in
 * some containers, from the control group of each process. Undefined where systemd does not run (sd_booted(3)), so that
 * nothing can be said.
 */
export async function runningUnits(ctx: CollectContext): Promise<ReadonlySet<string> | undefined> {
  const { files } = ctx.host;
  if (!ctx.host.live) return undefined;
  const booted = await orGap(ctx, undefined, () => files.stat('/run/systemd/system'));
  if (booted?.type !== 'directory') return undefined;
  const running = new Set<string>();
  let left = maxGroups;

  async function walk(group: string, depth: number): Promise<boolean> {
    let populated = (await firstBytes(ctx, `${group}/cgroup.procs`)) !== '';
    // Version 2 says at once whether a group or one below it has a process.
    const events = await firstBytes(ctx, `${group}/cgroup.events`);
    if (/^populated 1$/m.test(events)) populated = true;
    const known = populated || events !== '';
    const isUnit = group.endsWith('.service');
    if (!(isUnit && known) && depth < maxDepth) {
      for (const entry of await listDirectory(ctx, group)) {
        if (entry.type !== 'directory' || left < 0) continue;
        if (left-- === 0) {
          ctx.gap('too-large', group, `more than ${maxGroups} control groups; the others were not read`);
          continue;
        }
        if (await walk(`${group}/${entry.name}`, depth + 1)) populated = true;
      }
    }
    if (isUnit && populated) running.add(group.slice(group.lastIndexOf('/') + 1));
    return populated;
  }

  let seen = false;
  for (const hierarchy of hierarchies) {
    for (const slice of await listDirectory(ctx, hierarchy)) {
      if (slice.type !== 'directory' || !slice.name.endsWith('.slice')) continue;
      seen = true;
      await walk(`${hierarchy}/${slice.name}`, 0);
    }
  }
  if (!seen) await addFromProcesses(ctx, running);
  return running;
}

async function addFromProcesses(ctx: CollectContext, running: Set<string>): Promise<void> {
  for (const { name } of await listDirectory(ctx, '/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const unit = unitOfCgroup(await firstBytes(ctx, `/proc/${name}/cgroup`));
    if (unit !== undefined) running.add(unit);
  }
}

/** The system service that a process belongs to, from its /proc/<pid>/cgroup (cgroups(7)); the outermost one. */
export function unitOfCgroup(text: string): string | undefined {
  return /^\d+:(?:name=systemd)?:.*?\/(?<unit>[^/\n]+\.service)(?:\/|$)/m.exec(text)?.groups?.['unit'];
}

/** A control file's text; empty where it is missing or closed to us, which a process that ends may cause too. */
async function firstBytes(ctx: CollectContext, path: string): Promise<string> {
  try {
    return (await ctx.host.files.read(path, { maxBytes }))?.toString('utf8') ?? '';
  } catch (error) {
    if (error instanceof HostError && error.reason !== 'timeout') return '';
    throw error;
  }
}
