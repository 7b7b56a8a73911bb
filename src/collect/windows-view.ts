import { withUsualVariables } from '../model/windows-folders.ts';
import type { WindowsPathContext } from '../model/windows-path.ts';
import type { CollectContext } from './collector.ts';

/** What paths in the registry of this host are seen from; a Windows in its usual place where the host does not say. */
export async function windowsView({ host }: CollectContext): Promise<WindowsPathContext> {
  return withUsualVariables((await host.windowsContext?.()) ?? {});
}
