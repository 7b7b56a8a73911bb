import { TargetError, UsageError } from '../errors.ts';
import type { Host } from '../host/host.ts';
import type { OpenedImage, OpenImageOptions } from '../host/image/opened-image.ts';
import type { Platform } from '../model/vocabulary.ts';
import { parsePlatform } from './parse-options.ts';

/** Options that choose what is scanned. */
export interface TargetOptions {
  readonly root?: string;
  readonly image?: string;
  readonly platform?: string;
}

/** Opens the image that `--image` names. Throws TargetError where it is none, or holds no system of `--platform`. */
export async function openWantedImage(
  path: string,
  options: TargetOptions,
  run: Pick<OpenImageOptions, 'wants' | 'signal' | 'onProgress'>,
): Promise<OpenedImage> {
  if (options.root !== undefined) {
    throw new UsageError('--root and --image exclude each other', {
      hint: '--root is for a directory that holds a system, --image for files and OCI layouts',
    });
  }
  const [word = ''] = (options.platform ?? '').split('/');
  if (options.platform !== undefined) parsePlatform(word);
  const { openImage } = await import('../host/image/open-image.ts');
  return openImage(path, { ...run, platform: options.platform });
}

/** Opens the running machine, or the system mounted at `--root`. Whoever opens it closes it. Throws TargetError where it cannot be used. */
export async function openHost(options: TargetOptions): Promise<Host> {
  const wanted = options.platform === undefined ? undefined : parsePlatform(options.platform);
  if (options.root === undefined) {
    if ((wanted ?? 'windows') === 'windows' && process.platform === 'win32') {
      const { liveWindowsHost } = await import('../host/live-windows-host.ts');
      return liveWindowsHost();
    }
    if ((wanted ?? 'macos') === 'macos' && process.platform === 'darwin') {
      const { liveMacosHost } = await import('../host/live-macos-host.ts');
      return liveMacosHost();
    }
    const { liveHost } = await import('../host/live-host.ts');
    return liveHost(wanted ?? livePlatform());
  }
  const [{ directoryHost }, { detectPlatform }] = await Promise.all([
    import('../host/directory-host.ts'),
    import('../host/detect-platform.ts'),
  ]);
  const platform = wanted ?? (await detectPlatform(options.root));
  if (platform === undefined) {
    throw new TargetError(`no Linux, Windows or macOS system was recognised in ${options.root}`, {
      hint: 'give the folder that holds etc, usr, var …; or say what it is with --platform',
    });
  }
  return directoryHost(options.root, platform);
}

function livePlatform(): Platform {
  switch (process.platform) {
    case 'win32':
      return 'windows';
    case 'darwin':
      return 'macos';
    default:
      return 'linux';
  }
}
