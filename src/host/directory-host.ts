import { realpath, stat } from 'node:fs/promises';
import { TargetError } from '../errors.ts';
import type { Platform } from '../model/vocabulary.ts';
import { isPrivileged } from './disk-error.ts';
import { DiskTree } from './disk-tree.ts';
import type { Host } from './host.ts';
import { treeFiles } from './tree-files.ts';

/**
 * A mounted root or an unpacked image below `root` (`--root DIR`), at rest: its own /proc, /sys and /dev count as
 * missing, whatever is mounted there. For the others see {@link windowsRootHost} and {@link macosRootHost}. A root that is missing, no directory or not readable is a TargetError.
 */
export async function directoryHost(root: string, platform: Platform): Promise<Host> {
  const real = await realRoot(root);
  if (platform === 'windows') {
    const { windowsRootHost } = await import('./windows-root-host.ts');
    return windowsRootHost(new DiskTree(real));
  }
  if (platform === 'macos') {
    const { macosRootHost } = await import('./macos-root-host.ts');
    return macosRootHost(new DiskTree(real));
  }
  return {
    kind: 'directory',
    platform,
    live: false,
    files: treeFiles(new DiskTree(real), ['proc', 'sys', 'dev']),
    privileged: isPrivileged(),
  };
}

/** The real path of a directory that the user named as root. Throws TargetError with what to do instead. */
export async function realRoot(root: string): Promise<string> {
  try {
    const real = await realpath(root);
    if ((await stat(real)).isDirectory()) return real;
  } catch (error) {
    throw unusable(root, error);
  }
  throw new TargetError(`${root} is a file, not a directory`, {
    hint: 'give the directory under which the system is mounted or unpacked, e.g. --root /mnt',
  });
}

function unusable(root: string, error: unknown): TargetError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new TargetError(`there is no directory ${root}`, {
      hint: 'check the spelling, and that the disk or image is mounted',
      cause: error,
    });
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new TargetError(`no permission to open ${root}`, { hint: 'run as root', cause: error });
  }
  return new TargetError(`${root} cannot be opened (${String(code ?? error)})`, {
    hint: 'check that the disk answers: ls -l on the same path',
    cause: error,
  });
}
