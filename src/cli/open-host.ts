import { TargetError, UsageError } from '../errors.ts';
import type { Host } from '../host/host.ts';
import type { OpenedImage, OpenImageOptions } from '../host/image/opened-image.ts';
import type { Gap } from '../model/gap.ts';
import type { Platform } from '../model/vocabulary.ts';
import { parsePlatform, parseTimeout } from './parse-options.ts';

/** Options that choose what is scanned. */
export interface TargetOptions {
  readonly root?: string;
  readonly image?: string;
  readonly platform?: string;
  readonly timeout?: string;
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
  const { platform } = options;
  if (options.timeout === undefined) return openImage(path, { ...run, platform });
  return openWithin(parseTimeout(options.timeout), path, { ...run, platform }, openImage);
}

/** An image as far as it could be read in this time; the rest is a gap. */
export async function openWithin(
  limitMs: number,
  path: string,
  options: OpenImageOptions,
  openImage: (path: string, options: OpenImageOptions) => Promise<OpenedImage>,
): Promise<OpenedImage> {
  const stop = new AbortController();
  const abort = (): void => stop.abort();
  const timer = setTimeout(abort, limitMs);
  options.signal?.addEventListener('abort', abort);
  const isCut = (): boolean => stop.signal.aborted && options.signal?.aborted !== true;
  const gap: Gap = {
    reason: 'timeout',
    source: path,
    message: `${path} was not read to its end: --timeout was up after ${limitMs / 1000} s`,
    couldHide: 'active',
  };
  try {
    const image = await openImage(path, { ...options, signal: stop.signal });
    return isCut() ? { ...image, gaps: () => [gap, ...image.gaps()] } : image;
  } catch (error) {
    if (!isCut() || !(error instanceof TargetError)) throw error;
    return { format: 'image', systems: [], gaps: () => [gap], notLookedAt: [], close: async () => {} };
  } finally {
    clearTimeout(timer);
  }
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
