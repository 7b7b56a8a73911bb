import type { MacosProgram } from '../../host/macos/macos-state.ts';
import { baseName } from '../../host/paths.ts';
import type { Item } from '../../model/item.ts';
import type { Collector } from '../collector.ts';

/**
 * Programs that run on this Mac. `name` is the program's, for a system extension its bundle id, which is the name of the
 * folder that holds it.
 */
export const runningApps: Collector = {
  id: 'running-apps',
  platforms: ['macos'],
  kinds: ['process'],
  needsLiveHost: true,
  reads: 'programs that run, as ps of the system lists them',
  rights: 'none',
  couldHide: 'active',
  wants: [],
  async *collect(ctx) {
    const state = ctx.host.macosState?.();
    if (state === undefined) {
      ctx.gap('missing-source', '/bin/ps', 'this is not the running Mac; which programs run is not known');
      return;
    }
    const { told, gaps } = await state.programs();
    for (const { reason, source, message, couldHide } of gaps) ctx.gap(reason, source, message, couldHide);
    for (const program of told) yield processItem(program);
  },
};

function processItem({ pid, path }: MacosProgram): Item {
  const extension = /\/(?<id>[^/]+)\.systemextension\//.exec(path)?.groups?.['id'];
  return {
    kind: 'process',
    collector: 'running-apps',
    name: extension ?? baseName(path),
    ...(path.startsWith('/') && { path }),
    state: 'running',
    origin: `process ${pid}`,
    platform: 'macos',
    attributes: { pid },
  };
}
