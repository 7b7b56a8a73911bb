import { basename } from 'node:path';
import type { Gap } from '../../model/gap.ts';
import { platforms } from '../../model/vocabulary.ts';
import { type DiskImage, type DiskSource, windowOf } from '../disk/disk-source.ts';
import { openDisk } from '../disk/open-disk.ts';
import { type Partition, partitionsOf } from '../disk/partitions.ts';
import { type Host, HostError } from '../host.ts';
import { openVolume } from '../volume/open-volume.ts';
import type { Volume } from '../volume/volume.ts';
import { VolumeTree } from '../volume/volume-tree.ts';
import { filePiece } from './archive/piece.ts';
import { type ArchiveKind, archiveKind, kindNames } from './archive/recognise.ts';
import { SystemFinder } from './archive/system-finder.ts';
import { filesBeside, openImageFile } from './image-file.ts';
import type { ImageSystem, OpenedImage, OpenImageOptions } from './opened-image.ts';
import { platformIn, systemHost } from './system-host.ts';

/**
 * The systems on a virtual disk: every partition with a file system that is read, kept where a system is recognised
 * on it. A partition that is encrypted, damaged or of an unknown format is a gap; one without a system (EFI, /boot,
 * recovery, data) is named as not looked at. Undefined where the file is no disk: neither a disk format, nor a
 * partition table, nor a file system.
 */
export async function openDiskImage(
  path: string,
  options: OpenImageOptions,
): Promise<OpenedImage | undefined> {
  const file = openImageFile(path);
  const beside = filesBeside(path);
  const reading = new DiskReading(path, options);
  const close = async (): Promise<void> => {
    await reading.close();
    beside.close();
    file.close();
  };
  try {
    const known = await reading.read(file, (name) => beside.open(name));
    if (known) return reading.opened(close);
    await close();
    return undefined;
  } catch (error) {
    await close();
    throw error;
  }
}

/** A disk that lies unpacked within a file: a member of an archive. */
export interface InnerDisk {
  readonly name: string;
  /** Where it begins in the file, in bytes. */
  readonly start: number;
  readonly size: number;
}

/** The systems on disks that lie within a file; a part that is no disk is named as not looked at. */
export async function openInnerDisks(
  path: string,
  disks: readonly InnerDisk[],
  options: OpenImageOptions,
): Promise<OpenedImage> {
  const file = openImageFile(path);
  const opened: { readonly name: string; readonly image: OpenedImage }[] = [];
  const notLookedAt: string[] = [];
  const close = async (): Promise<void> => {
    for (const { image } of opened) await image.close();
    file.close();
  };
  try {
    for (const { name, start, size } of disks) {
      const reading = new DiskReading(path, options, { name, start, file });
      const sibling = (other: string): DiskSource | undefined => {
        const found = disks.find((disk) => disk.name === other);
        return found && windowOf(file, found.start, found.size);
      };
      const closeOne = (): Promise<void> => reading.close();
      const known = await reading.read(windowOf(file, start, size), sibling);
      if (known) opened.push({ name, image: reading.opened(closeOne) });
      else notLookedAt.push(`${name} (no disk)`);
    }
  } catch (error) {
    await close();
    throw error;
  }
  const hasSystem = opened.some(({ image }) => image.systems.length > 0);
  return {
    format: opened[0]?.image.format ?? 'disk',
    systems: opened.flatMap(({ name, image }) =>
      image.systems.map((system) =>
        opened.length === 1 || system.name !== '' ? system : { ...system, name },
      ),
    ),
    // A disk of data beside that of the system is none; what it holds is named as not looked at.
    gaps: () =>
      opened
        .flatMap(({ image }) => image.gaps())
        .filter(({ reason }) => !(hasSystem && reason === 'empty-source')),
    notLookedAt: [...notLookedAt, ...opened.flatMap(({ image }) => image.notLookedAt)],
    close,
  };
}

/** Partition types that hold no installed system, with a word for each. Source: UEFI Specification 2.10, 5.3.3; learn.microsoft.com, PARTITION_INFORMATION_GPT. */
const sideTypes: Readonly<Record<string, string>> = {
  'c12a7328-f81f-11d2-ba4b-00a0c93ec93b': 'EFI',
  'e3c9e316-0b5c-4db8-817d-f92df00215ae': 'reserved',
  'de94bba4-06d1-4d40-a16a-bfd50179d6ac': 'recovery',
  '0xef': 'EFI',
  '0x27': 'recovery',
};

/** Whether a partition that only starts a system, by its type, has a file system that such one never has. */
function holdsMore(source: DiskSource, place: string): boolean {
  try {
    const volume = openVolume(source, place);
    return volume !== undefined && !/^fat/i.test(volume.format);
  } catch (error) {
    if (error instanceof HostError) return false;
    throw error;
  }
}

class DiskReading {
  readonly #path: string;
  readonly #name: string;
  readonly #options: OpenImageOptions;
  readonly #within: { readonly start: number; readonly file: DiskSource } | undefined;
  readonly #gaps: Gap[] = [];
  readonly #notLookedAt: string[] = [];
  readonly #found: { readonly host: Host; readonly place: string }[] = [];
  /** Hosts on volumes that are read here; the others are their finder's. */
  readonly #hosts: Host[] = [];
  readonly #finders: SystemFinder[] = [];
  #format = 'raw';

  /** `within`: the disk is not the file itself, but a part of it. */
  constructor(
    path: string,
    options: OpenImageOptions,
    within?: { readonly name: string; readonly start: number; readonly file: DiskSource },
  ) {
    this.#path = path;
    this.#name = within?.name ?? basename(path);
    this.#within = within;
    this.#options = options;
  }

  /** False where this is no disk. */
  async read(file: DiskSource, openBeside: (name: string) => DiskSource | undefined): Promise<boolean> {
    const image = this.#try(() => openDisk(file, this.#name, openBeside));
    if (image === undefined) return true;
    this.#format = image.format;
    this.#doubt(this.#name, image.doubts);
    const table = this.#try(() => partitionsOf(image.disk, this.#name));
    this.#doubt(this.#name, table?.doubts ?? []);
    let anything = image.format !== 'raw' || (table?.partitions.some(({ number }) => number > 0) ?? true);
    for (const partition of table?.partitions ?? []) {
      if (await this.#partition(image, partition)) anything = true;
    }
    if (anything && this.#found.length === 0 && this.#gaps.length === 0) {
      const looked = this.#notLookedAt.length === 0 ? '' : `: ${this.#notLookedAt.join(', ')}`;
      this.#gap('empty-source', this.#name, `no system was recognised on this disk${looked}`);
    }
    return anything;
  }

  async close(): Promise<void> {
    for (const host of this.#hosts) await host.close?.();
    for (const finder of this.#finders) await finder.close();
  }

  opened(close: () => Promise<void>): OpenedImage {
    const found = this.#found;
    const finders = this.#finders;
    return {
      format: `${this.#format} disk`,
      systems: found.map(({ host, place }): ImageSystem => ({ host, name: found.length === 1 ? '' : place })),
      gaps: () => [...this.#gaps, ...finders.flatMap((finder) => finder.gaps())],
      notLookedAt: this.#notLookedAt,
      close,
    };
  }

  /** True where a file system, or something in its place, was recognised. */
  async #partition({ disk }: DiskImage, partition: Partition): Promise<boolean> {
    const { number, start, size, type } = partition;
    const place = number === 0 ? this.#name : `partition ${number}`;
    const side = sideTypes[type.toLowerCase()];
    const source = windowOf(disk, start, size);
    if (side !== undefined && (side === 'recovery' || !holdsMore(source, place))) {
      this.#notLookedAt.push(`${place} (${side})`);
      return true;
    }
    const kind = this.#format === 'raw' ? archiveKind(source) : undefined;
    if (kind === 'hfs' || kind === 'apfs') {
      await this.#archive(disk, partition, place, kind);
      return true;
    }
    let volume: Volume | undefined;
    try {
      volume = openVolume(source, place);
    } catch (error) {
      this.#failed(error);
      return true;
    }
    if (volume === undefined) {
      if (number > 0) this.#notLookedAt.push(`${place} (no file system)`);
      return false;
    }
    const host = await this.#system(volume, place);
    if (host !== undefined) {
      this.#hosts.push(host);
      this.#found.push({ host, place: `${this.#name} ${place}` });
    } else this.#notLookedAt.push(`${place} (${[volume.format, volume.label].join(' ').trim()}, no system)`);
    // On a partition without a system a doubt hides nothing that was looked for.
    if (host !== undefined) this.#doubt(place, volume.doubts);
    return true;
  }

  /** A file system of a Mac is read by 7-Zip, which opens the file itself: only where it lies in it as it is. */
  async #archive(
    disk: DiskSource,
    { start, size }: Partition,
    place: string,
    kind: ArchiveKind,
  ): Promise<void> {
    const finder = new SystemFinder(this.#options);
    const within = this.#within;
    const piece = filePiece(this.#path, within?.file ?? disk, (within?.start ?? 0) + start, size);
    await finder.search([piece], place);
    const systems = finder.systems();
    if (systems.length === 0 && finder.gaps().every(({ reason }) => reason === 'empty-source')) {
      this.#notLookedAt.push(`${place} (${kindNames[kind]}, no system)`);
      await finder.close();
      return;
    }
    this.#finders.push(finder);
    this.#notLookedAt.push(...finder.notLookedAt);
    for (const { host, name } of systems) this.#found.push({ host, place: `${this.#name} ${name || place}` });
  }

  async #system(volume: Volume, place: string): Promise<Host | undefined> {
    try {
      const tree = new VolumeTree(volume);
      const wanted = platforms.find((word) => word === this.#options.platform);
      const platform = (await platformIn(tree)) ?? wanted;
      if (platform === undefined || (wanted !== undefined && platform !== wanted)) return undefined;
      return await systemHost(tree, platform);
    } catch (error) {
      this.#failed(error, place);
      return undefined;
    }
  }

  #try<T>(read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      this.#failed(error);
      return undefined;
    }
  }

  #failed(error: unknown, place?: string): void {
    if (!(error instanceof HostError)) throw error;
    this.#gap(error.reason, place ?? error.path, error.message);
  }

  #doubt(place: string, doubts: readonly string[]): void {
    for (const doubt of doubts) this.#gap('malformed-source', place, doubt);
  }

  #gap(reason: Gap['reason'], source: string, message: string): void {
    this.#gaps.push({ reason, source, message, couldHide: 'active' });
  }
}
