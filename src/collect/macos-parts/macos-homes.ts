import type { CollectContext } from '../collector.ts';
import { listDirectory } from '../reading.ts';

/** A person's folder on a Mac. */
export interface MacosHome {
  readonly folder: string;
  readonly user: string;
}

/** Patterns of the same folders, for what a collector names. */
export const macosHomePatterns = ['/Users/*', '/private/var/root'] as const;

/** Homes of people and of root; `/Users/Shared` belongs to nobody. */
export async function macosHomes(ctx: CollectContext): Promise<readonly MacosHome[]> {
  const found = (await listDirectory(ctx, '/Users'))
    .filter(({ name, type }) => (type === 'directory' || type === 'symlink') && name !== 'Shared')
    .map(({ name }) => ({ folder: `/Users/${name}`, user: name }));
  return [...found, { folder: '/private/var/root', user: 'root' }];
}
