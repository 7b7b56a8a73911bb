import type { Collector } from '../collector.ts';
import { listDirectory, orGap } from '../reading.ts';

const disk = 'C:/';
const hive = 'Windows/System32/config/SOFTWARE';

/**
 * Earlier installations of Windows that an upgrade left on the disk (`Windows.old`, `Windows.old.000` …). What is in them
 * is no part of this installation and is not mixed with it: each is named, and is a gap until it is scanned by itself.
 * Source: learn.microsoft.com, "Windows.old folder".
 */
export const otherWindows: Collector = {
  id: 'other-windows',
  platforms: ['windows'],
  kinds: ['marker'],
  reads: 'whether an earlier installation (Windows.old) lies on the disk; it is named and not searched',
  rights: 'none',
  couldHide: 'residue',
  wants: [`${disk}Windows.old*/${hive}`],
  async *collect(ctx) {
    for (const { name, type } of await listDirectory(ctx, disk)) {
      if (type !== 'directory' || !/^windows\.old(?:\.\d{3})?$/i.test(name)) continue;
      const folder = `${disk}${name}`;
      const found = await orGap(ctx, undefined, () => ctx.host.files.lstat(`${folder}/${hive}`));
      if (found === undefined) continue;
      yield {
        kind: 'marker',
        collector: 'other-windows',
        name,
        origin: folder,
        platform: 'windows',
        attributes: { type: 'installation' },
      };
      ctx.gap(
        'outside-root',
        folder,
        `${name} holds an earlier installation, which was not looked at: scan it by itself with --root and that folder`,
      );
    }
  },
};
