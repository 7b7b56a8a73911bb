import type { WantedPaths } from './wanted-paths.ts';

/** Small files that links from wanted places often lead to, and configuration. */
const smallBytes = 64 * 1024;
const smallAnyway = /^\/etc\/|\.(?:service|timer|socket|conf)$/;
/** A wanted file that is larger is read only when it is asked for. */
const usualBytes = 256 * 1024 * 1024;
const programBytes = 32 * 1024 * 1024;

/** Where a Windows keeps what is wanted; elsewhere its patterns are not tried. */
const windowsTop =
  /^\/(?:files\/)?(?:windows|users|program(?: files| files \(x86\)|data)|recovery|[^/]*\.(?:xml|ini|cmd|bat))(?:\/|$)/i;
const hive = /^\/hives\/[^/]+$|\/(?:ntuser\.dat|usrclass\.dat|(?:software|system|default)(?:\.log[12]?)?)$/i;
const program = /\.(?:exe|dll|sys)$/i;
const largePackage = /\.(?:msi|msp|cab|wim|esd|iso|zip)$/i;

/**
 * Whether the content of a file is kept while its layer passes by. Everything else can still be read, by reading the
 * layer again, so this decides about time and space and never about what is found.
 */
export function keepsContent(wanted: WantedPaths, path: string, size: number): boolean {
  if (size <= smallBytes && smallAnyway.test(path)) return true;
  if (windowsTop.test(path)) {
    const inside = path.replace(/^\/files(?=\/)/i, '');
    if (hive.test(inside)) return size <= usualBytes;
    // Of packages the name alone is wanted.
    if (largePackage.test(inside) || !wanted.has(inside, true)) return false;
    return size <= (program.test(inside) ? programBytes : smallBytes);
  }
  if (/^\/hives\//i.test(path)) return size <= usualBytes;
  // The modules that come with a kernel are left out by their collector, too.
  if (/\/modules\/[^/]+\/kernel\//.test(path)) return false;
  return size <= usualBytes && wanted.has(path, false);
}
