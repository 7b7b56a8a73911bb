import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { TargetError } from '../../../errors.ts';
import { isDiskName } from '../appliance-image.ts';
import { openImageFile } from '../image-file.ts';
import type { OpenedImage, OpenImageOptions } from '../opened-image.ts';
import { packingOf } from '../unpack.ts';
import { directoryArchive, fileChunks, type ImageArchive, tarArchive } from './archive.ts';
import { ContainerReading } from './container-reading.ts';
import { type ImageList, type ImageRef, listImages } from './image-list.ts';
import { readPackedArchive } from './packed-archive.ts';
import { type LayerSource, readLayer } from './read-layer.ts';

/**
 * The container images of an archive or OCI layout, each a system; or the one of a root filesystem in a tar. Undefined
 * where a directory is no layout, or a file holds no archive.
 */
export async function openContainer(
  path: string,
  options: OpenImageOptions,
): Promise<OpenedImage | undefined> {
  const container = new ContainerReading(options);
  if (statSync(path).isDirectory()) {
    const archive = directoryArchive(path);
    const list = listImages(archive, container.reading.onDamage);
    if (list !== undefined) return openImages(path, archive, list, container, options);
    if (!container.hasGaps) return undefined;
    throw new TargetError(`${path} cannot be used: ${container.lastMessage}`, {
      hint: 'check the rights of the files in it',
    });
  }
  const file = openImageFile(path);
  const close = (): void => file.close();
  const name = basename(path);
  try {
    if (packingOf(file.readSync(0, 8)) !== 'none') return await openPacked(path, container, options, close);
    const archive = tarArchive(file, () => undefined); // reported below, where it matters
    const list = listImages(archive, container.reading.onDamage);
    if (list !== undefined) {
      tarArchive(file, (message) => container.gap('malformed-source', name, `${name} is ${message}`));
      return await openImages(path, archive, list, container, options, close);
    }
    const source: LayerSource = { name, open: () => fileChunks(path), plain: file };
    const log = await readLayer(source, { ...container.reading, keeps: () => false });
    return await openRoot(path, { log, source }, container, options, close);
  } catch (error) {
    await container.opened(close).close();
    throw error;
  }
}

async function openPacked(
  path: string,
  container: ContainerReading,
  options: OpenImageOptions,
  close: () => void,
): Promise<OpenedImage | undefined> {
  const source: LayerSource = { name: basename(path), open: () => fileChunks(path) };
  const { archive, root } = await readPackedArchive(source, container.reading);
  const list = listImages(archive, container.reading.onDamage);
  if (list !== undefined) return openImages(path, archive, list, container, options, close);
  // Of an image that was not read to its end nobody knows what it is.
  if (options.signal?.aborted && root.count === 0) return container.opened(close);
  if (root.count === 0) {
    throw new TargetError(`${path} is packed, but holds no tar archive that can be read`, {
      hint: `${container.lastMessage ?? 'it is empty'}. Unpack it and give what was in it, e.g. the disk image`,
    });
  }
  return openRoot(path, { log: root, source }, container, options, close);
}

async function openRoot(
  path: string,
  { log, source }: { log: Awaited<ReturnType<typeof readLayer>>; source: LayerSource },
  container: ContainerReading,
  { signal }: OpenImageOptions,
  close: () => void,
): Promise<OpenedImage> {
  const isSystem = await container.addRoot(log, source);
  if (isSystem || container.hasGaps || signal?.aborted) return container.opened(close);
  for (const { path: name } of log) {
    if (!isDiskName(name)) continue;
    throw new TargetError(`${path} holds the disk ${name}, but is packed`, {
      hint: 'unpack it (tar -xf) and scan the disk itself with --image',
    });
  }
  throw new TargetError(`no Linux, Windows or macOS system was recognised in ${path}`, {
    hint: 'expected docker save output, an OCI layout or a whole root filesystem; or say what it is with --platform',
  });
}

async function openImages(
  path: string,
  archive: ImageArchive,
  list: ImageList,
  container: ContainerReading,
  options: OpenImageOptions,
  close: () => void = () => undefined,
): Promise<OpenedImage> {
  const wanted = list.images.filter((image) => isOfPlatform(image, options.platform));
  if (wanted.length === 0 && list.images.length > 0) {
    const there = list.images.map(({ platform }) => platform || 'unknown').join(', ');
    throw new TargetError(`${path} holds no image for ${options.platform}`, {
      hint: `it has: ${there.slice(0, 300)}`,
    });
  }
  for (const image of list.images) {
    if (!wanted.includes(image)) container.notLookedAt.push(`${nameOf(image)} (--platform)`);
  }
  container.notLookedAt.push(...list.absent.map((each) => `${each} (not in this archive)`));
  const given = new Map<string, number>();
  for (const image of wanted) {
    const name = nameOf(image);
    const times = (given.get(name) ?? 0) + 1;
    given.set(name, times);
    // Each is a host of its own in the report, so that no two may have one name.
    const unique = times === 1 ? name : `${name} (${times})`;
    await container.addImage(archive, image, unique, wanted.length === 1);
  }
  return container.opened(close);
}

function isOfPlatform({ platform }: ImageRef, wanted: string | undefined): boolean {
  if (wanted === undefined || platform === '') return true;
  const asked = usual(wanted.replace(/^macos\b/, 'darwin'));
  const own = usual(platform);
  return own === asked || own.startsWith(`${asked}/`);
}

/** One spelling of the names that runtimes take for the same. Source: moby/moby, vendor/github.com/containerd/platforms/database.go. */
function usual(platform: string): string {
  return platform
    .replace(/\/(?:x86_64|x86-64)(?=\/|$)/, '/amd64')
    .replace(/\/aarch64(?=\/|$)/, '/arm64')
    .replace(/^(?<system>[^/]+)\/arm64\/v?8$/, '$<system>/arm64')
    .replace(/^(?<system>[^/]+)\/amd64\/v1$/, '$<system>/amd64');
}

function nameOf({ names, digest, platform, layers }: ImageRef): string {
  const name = names[0] ?? digest ?? layers.at(-1)?.id ?? 'image';
  return [name, platform].filter((part) => part !== '').join(' ');
}
