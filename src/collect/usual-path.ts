import type { Item } from '../model/item.ts';
import { inOtherFolder, placedFolders } from '../model/windows-folders.ts';
import type { CollectContext } from './collector.ts';
import { windowsView } from './windows-view.ts';

/**
 * Puts `usualPath` beside the path of a row where this Windows has one of its folders elsewhere: `D:\Programme\x` is
 * `C:\Program Files\x` on a usual machine, which is how rules name it and what they are held against. Markers are left
 * as they are: they say by themselves which rule found them.
 */
export function usualPaths(ctx: CollectContext): (item: Item) => Promise<Item> {
  let folders: ReturnType<typeof placedFolders> | undefined;
  return async (item) => {
    const path = item.path?.replaceAll('\\', '/');
    if (path === undefined || !/^[a-z]:\//i.test(path) || item.kind === 'marker') return item;
    folders ??= placedFolders(await windowsView(ctx));
    for (const { usual, own } of folders) {
      const usualPath = inOtherFolder(path, own, usual)?.replaceAll('/', '\\');
      if (usualPath !== undefined) return { ...item, attributes: { ...item.attributes, usualPath } };
    }
    return item;
  };
}
