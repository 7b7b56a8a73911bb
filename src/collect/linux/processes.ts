import { HostError } from '../../host/host.ts';
import { baseName } from '../../host/paths.ts';
import type { Item } from '../../model/item.ts';
import type { CollectContext, Collector } from '../collector.ts';
import { unitOfCgroup } from '../parse/running-units.ts';
import { readText } from '../reading.ts';

const maxProcesses = 100_000;
const maxBytes = 64 * 1024;
const containerGroup =
  /[/:](?:(?:docker|libpod|crio|cri-containerd)[-/][0-9a-f]|lxc\/|lxc\.payload|kubepods[./-])/;

/**
 * Running processes. What a user may not see of another user's process is left out of the item; the name is always
 * there. Sources: proc_pid_status(5), proc_pid_cmdline(5), proc_pid_exe(5), cgroups(7).
 */
export const processes: Collector = {
  id: 'processes',
  platforms: ['linux'],
  kinds: ['process'],
  needsLiveHost: true,
  reads: 'running processes from /proc: name, program, first argument, user, systemd unit',
  rights: 'root sees the program of every process; others only the name of processes that are not theirs',
  couldHide: 'active',
  wants: ['/proc/*/status', '/proc/*/cmdline', '/proc/*/exe', '/proc/*/cgroup'],
  async *collect(ctx) {
    await hiddenProcesses(ctx);
    let count = 0;
    for (const { name: pid, type } of await ctx.host.files.list('/proc')) {
      if (type !== 'directory' || !/^[1-9]\d*$/.test(pid)) continue;
      if (count++ >= maxProcesses) {
        ctx.gap('too-large', '/proc', `more than ${maxProcesses} processes; the others were not read`);
        return;
      }
      const item = await processItem(ctx, pid);
      if (item !== undefined) yield item;
    }
    if (count === 0) ctx.gap('missing-source', '/proc', noProcesses);
  },
};

const noProcesses = 'no process is shown, not even our own; mount /proc (mount -t proc proc /proc)';

/** One process, or undefined for a kernel thread, a dead process, and one that ended meanwhile. */
async function processItem(ctx: CollectContext, pid: string): Promise<Item | undefined> {
  const status = parseStatus(
    (await quietly(() => readBytes(ctx, `/proc/${pid}/status`)))?.toString('utf8') ?? '',
  );
  if (status === undefined || status.isDead) return undefined;
  const exe = await quietly(() => ctx.host.files.readLink(`/proc/${pid}/exe`));
  const commandLine = (await quietly(() => readHead(ctx, `/proc/${pid}/cmdline`))) ?? '';
  if (exe === undefined && commandLine === '' && status.isKernelThread) return undefined;
  const cgroup = (await quietly(() => readBytes(ctx, `/proc/${pid}/cgroup`)))?.toString('utf8') ?? '';
  const deleted = exe?.endsWith(' (deleted)') === true;
  const path = deleted ? exe.slice(0, -' (deleted)'.length) : exe;
  const isPath = path?.startsWith('/') === true;
  const name = isPath ? baseName(path) : status.name;
  const argv0 = commandLine.split('\0', 1)[0]?.slice(0, 200);
  const unit = unitOfCgroup(cgroup);
  return {
    kind: 'process',
    collector: 'processes',
    name,
    ...(isPath && { path }),
    state: 'running',
    origin: `/proc/${pid}`,
    platform: 'linux',
    attributes: {
      pid: Number(pid),
      ...(status.uid !== undefined && { uid: status.uid }),
      ...(argv0 && { argv0 }),
      // The kernel keeps 15 bytes of it, so a cut program name says nothing new.
      ...(status.name !== name.slice(0, 15) && { comm: status.name }),
      ...(deleted && { deleted: true }),
      ...(unit && { unit }),
      ...(containerGroup.test(cgroup) && { container: true }),
    },
  };
}

interface ProcessStatus {
  readonly name: string;
  readonly uid: number | undefined;
  readonly isDead: boolean;
  readonly isKernelThread: boolean;
}

function parseStatus(text: string): ProcessStatus | undefined {
  // Only a newline ends a line: a process may put any other line end of JavaScript into its name.
  const lines = text.split('\n');
  const field = (key: string) =>
    lines
      .find((line) => line.startsWith(`${key}:`))
      ?.slice(key.length + 1)
      .trim();
  const name = field('Name');
  if (name === undefined) return undefined;
  const uid = Number.parseInt(field('Uid') ?? '', 10);
  return {
    // Newline and backslash are written as escapes.
    name: name.replace(/\\(n|\\)/g, (_, letter: string) => (letter === 'n' ? '\n' : '\\')),
    uid: Number.isNaN(uid) ? undefined : uid,
    isDead: /^[ZXx]/.test(field('State') ?? ''),
    isKernelThread: field('PPid') === '2' || (field('Pid') === '2' && field('PPid') === '0'),
  };
}

function readBytes(ctx: CollectContext, path: string): Promise<Buffer | undefined> {
  return ctx.host.files.read(path, { maxBytes });
}

/** A command line may be as long as a megabyte; the first argument is in its first piece. */
async function readHead(ctx: CollectContext, path: string): Promise<string> {
  const chunks = await ctx.host.files.stream(path, { maxBytes });
  if (chunks !== undefined) for await (const chunk of chunks) return chunk.toString('utf8', 0, 4096);
  return '';
}

/** What may fail for each process by itself: it ended, or it belongs to somebody else. */
async function quietly<T>(ask: () => Promise<T | undefined>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof HostError && error.reason !== 'timeout') return undefined;
    throw error;
  }
}

/** A /proc mounted with `hidepid` does not show other users' processes at all (proc(5), "Mount options"). */
async function hiddenProcesses(ctx: CollectContext): Promise<void> {
  if (ctx.host.privileged) return;
  const mounts = (await readText(ctx, '/proc/self/mounts', 1024 * 1024)) ?? '';
  const options =
    mounts
      .split('\n')
      // The last mount hides those before it.
      .findLast((line) => line.split(' ')[1] === '/proc')
      ?.split(' ')[3] ?? '';
  if (/(^|,)hidepid=(1|2|4|noaccess|invisible|ptraceable)(,|$)/.test(options)) {
    ctx.gap(
      'permission-denied',
      '/proc',
      "run as root to see other users' processes (/proc is mounted with hidepid)",
    );
  }
}
