import { pathVariables, windowsPath } from '../../model/windows-path.ts';
import type { CollectContext } from '../collector.ts';
import { usersOf } from '../registry-reading.ts';
import { windowsView } from '../windows-view.ts';

/**
 * Profiles of people (`E:/Profile/ada`) that do not lie in the folder `Users` of the system's drive, which is listed
 * anyway; those of the system's own accounts lie in the folder of Windows. None where there is no registry.
 */
export async function profilesElsewhere(ctx: CollectContext): Promise<readonly string[]> {
  if (ctx.host.registry === undefined) return [];
  const view = await windowsView(ctx);
  const { SYSTEMDRIVE = 'C:', SYSTEMROOT = 'C:\\Windows' } = pathVariables(view);
  const windows = windowsPath(SYSTEMROOT, view).path ?? 'C:/Windows';
  const known = ['C:/Users', `${SYSTEMDRIVE}/Users`, windows].map((folder) => `${folder}/`.toLowerCase());
  const found = new Map<string, string>();
  for (const { profilePath = '' } of await usersOf(ctx)) {
    const { path } = windowsPath(profilePath, view);
    if (path === undefined || known.some((folder) => path.toLowerCase().startsWith(folder))) continue;
    if (!found.has(path.toLowerCase())) found.set(path.toLowerCase(), path);
  }
  return [...found.values()];
}
