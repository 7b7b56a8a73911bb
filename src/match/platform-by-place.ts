import type { Item } from '../model/item.ts';
import type { Platform } from '../model/vocabulary.ts';

const windowsPlace = /^("?[A-Za-z]:[\\/]|\\\\|\\SystemRoot\\|%[A-Za-z()0-9]+%[\\/]|HK(LM|U|CU|EY_))/i;

/**
 * The platform that a row of an imported inventory speaks for by its path or origin, where neither it nor its sender
 * names one: a drive, a network path, a variable or a registry key is Windows. A path that starts with a slash is Linux
 * or macOS, which is not decided here. So a Windows service does not match a Linux unit of the same name.
 */
export function platformByPlace({ path, origin }: Item): Platform | undefined {
  return (path !== undefined && windowsPlace.test(path)) || windowsPlace.test(origin) ? 'windows' : undefined;
}
