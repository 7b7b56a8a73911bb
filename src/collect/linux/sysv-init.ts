import type { Item } from '../../model/item.ts';
import type { CollectContext, Collector } from '../collector.ts';
import { isAbsent, pidFileAlive } from '../presence.ts';
import { findInHead, listDirectory, orGap } from '../reading.ts';

const scriptDirectories = ['/etc/init.d', '/etc/rc.d/init.d'];
/** Multi-user run levels; 0, 1 and 6 halt, rescue and reboot. */
const levelDirectories = [2, 3, 4, 5].flatMap((level) => [`/etc/rc${level}.d`, `/etc/rc.d/rc${level}.d`]);
/** Files beside the scripts that are no service. */
const noService =
  /^(README|skeleton|functions|rc|rcS|rc\.local|halt|killall|single|depend\..*|.*\.(dpkg|rpm|ucf)-?\w+|.*~|\..*)$/;
const maxScripts = 5_000;

/**
 * Init scripts of System V, also where systemd has a unit of the same name. Enabled is an `S` link in a multi-user run
 * level; running is a living process behind the script's PID file, else nothing is claimed.
 */
export const sysvInit: Collector = {
  id: 'sysv-init',
  platforms: ['linux'],
  kinds: ['service'],
  reads: 'init scripts, their start links and, live, their PID files',
  rights: 'none',
  couldHide: 'active',
  wants: [
    ...scriptDirectories.map((directory) => `${directory}/*`),
    ...levelDirectories.map((directory) => `${directory}/S*`),
  ],
  async *collect(ctx) {
    const enabled = await startLinks(ctx);
    const seen = new Set<string>();
    for (const directory of scriptDirectories) {
      for (const { name, type } of await listDirectory(ctx, directory)) {
        const path = `${directory}/${name}`;
        if (type === 'directory' || noService.test(name) || seen.has(name)) continue;
        if (seen.size >= maxScripts) {
          ctx.gap('too-large', directory, `more than ${maxScripts} init scripts; the others were not read`);
          return;
        }
        seen.add(name);
        yield await scriptItem(ctx, name, path, enabled.has(name));
      }
    }
  },
};

/** Names of the scripts that a run level starts; the link's own name says so, whatever it points to. */
async function startLinks(ctx: CollectContext): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  for (const directory of levelDirectories) {
    for (const { name } of await listDirectory(ctx, directory)) {
      const script = /^S\d\d(?<script>.+)$/.exec(name)?.groups?.['script'];
      if (script !== undefined) names.add(script);
    }
  }
  return names;
}

async function scriptItem(
  ctx: CollectContext,
  name: string,
  path: string,
  isEnabled: boolean,
): Promise<Item> {
  const present = await orGap(ctx, undefined, () => ctx.host.files.stat(path));
  const description = present?.type === 'file' ? await shortDescription(ctx, path) : undefined;
  const running = ctx.host.live && (await isRunning(ctx, name));
  const enabled = isEnabled ? 'enabled' : 'disabled';
  return {
    kind: 'service',
    collector: 'sysv-init',
    name,
    ...(description && { displayName: description }),
    path,
    state: running ? 'running' : enabled,
    origin: path,
    platform: 'linux',
    attributes: {
      enabled,
      ...(present === undefined && (await isAbsent(ctx, path)) && { danglingLink: true }),
    },
  };
}

/** The line of the LSB header (init-functions, "Comment Conventions for Init Scripts"). */
async function shortDescription(ctx: CollectContext, path: string): Promise<string | undefined> {
  return orGap(ctx, 'residue', () =>
    findInHead(ctx, path, (line) =>
      /^#\s*Short-Description:\s*(?<text>\S.{0,299})/.exec(line)?.groups?.['text']?.trim(),
    ),
  );
}

async function isRunning(ctx: CollectContext, name: string): Promise<boolean> {
  return (await pidFileAlive(ctx, `/run/${name}.pid`)) || pidFileAlive(ctx, `/var/run/${name}.pid`);
}
