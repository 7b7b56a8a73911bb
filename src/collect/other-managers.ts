import type { CollectContext } from './collector.ts';
import { orGap } from './reading.ts';

/** Where each package manager keeps what it installed: a file with something in it, or a directory with entries. */
const places = {
  dpkg: ['/var/lib/dpkg/status', '/var/lib/dpkg/status.d'],
  rpm: ['/usr/lib/sysimage/rpm', '/var/lib/rpm', '/usr/share/rpm'].flatMap((directory) =>
    ['rpmdb.sqlite', 'Packages.db', 'Packages'].map((file) => `${directory}/${file}`),
  ),
  apk: ['/lib/apk/db/installed', '/usr/lib/apk/db/installed'],
  pacman: ['/var/lib/pacman/local'],
  portage: ['/var/db/pkg'],
} as const;

/**
 * Whether another package manager has a database here. An empty database is then no sign that something is missing:
 * Debian has the tools of rpm and pacman, and they make an empty database when they are first used.
 */
export async function hasOtherManager(ctx: CollectContext, own: keyof typeof places): Promise<boolean> {
  for (const [manager, paths] of Object.entries(places)) {
    if (manager === own) continue;
    for (const path of paths) {
      const filled = await orGap(ctx, undefined, async () => {
        const stat = await ctx.host.files.stat(path);
        if (stat?.type !== 'directory') return stat !== undefined && stat.size > 0;
        return (await ctx.host.files.list(path)).length > 0;
      });
      if (filled) return true;
    }
  }
  return false;
}
