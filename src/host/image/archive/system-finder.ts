import type { Gap } from '../../../model/gap.ts';
import { type Platform, platforms } from '../../../model/vocabulary.ts';
import type { DiskSource } from '../../disk/disk-source.ts';
import { GapBox } from '../../gap-box.ts';
import { type Host, HostError } from '../../host.ts';
import type { Tree } from '../../tree.ts';
import { openVolume } from '../../volume/open-volume.ts';
import { VolumeTree } from '../../volume/volume-tree.ts';
import type { ImageSystem, OpenImageOptions } from '../opened-image.ts';
import { platformIn, systemHost } from '../system-host.ts';
import { Archive, maxOutBytes } from './archive.ts';
import { type ArchiveNode, ArchiveTree } from './archive-tree.ts';
import { BatchedContents, KeptBytes } from './batched-contents.ts';
import { type NestedFile, nestedFiles } from './nested-files.ts';
import { bytesPiece, type Piece } from './piece.ts';
import { archiveKind } from './recognise.ts';
import { rockRidge } from './rock-ridge.ts';
import { wantedNodes } from './wanted-nodes.ts';
import { type WimImage, wimHeader } from './wim-header.ts';

/** A medium, a file in it, a file in that one. */
const maxDepth = 3;

/** Finds the systems in an archive and in the archives it holds, and keeps what stood in the way. Close it. */
export class SystemFinder {
  readonly notLookedAt: string[] = [];
  readonly #options: OpenImageOptions;
  readonly #gaps = new GapBox();
  readonly #found: { readonly host: Host; readonly name: string }[] = [];
  readonly #archives: Archive[] = [];

  constructor(options: OpenImageOptions) {
    this.#options = options;
    options.signal?.addEventListener('abort', () => void this.close(), { once: true });
  }

  gaps(): readonly Gap[] {
    return this.#gaps.all();
  }

  systems(): readonly ImageSystem[] {
    return this.#found.map(({ host, name }) => ({ host, name: this.#found.length === 1 ? '' : name }));
  }

  async close(): Promise<void> {
    for (const { host } of this.#found) await host.close?.();
    for (const archive of this.#archives) await archive.close();
  }

  /** Searches `parts` (several only of a split WIM), which reports call `place`. Never throws a HostError. */
  async search(parts: readonly Piece[], place: string, depth = 1): Promise<void> {
    this.#options.onProgress?.(place);
    try {
      await this.#search(parts, place, depth);
    } catch (error) {
      this.#failed(error, place);
    }
  }

  async #search(parts: readonly Piece[], place: string, depth: number): Promise<void> {
    const [first] = parts;
    if (first === undefined) return;
    const kind = archiveKind(first.source);
    if (kind === undefined) {
      const volume = openVolume(first.source, place);
      const found = volume !== undefined && (await this.#take(new VolumeTree(volume), place));
      if (!found) this.notLookedAt.push(`${place} (${volume?.format ?? 'unknown format'}, no system)`);
      else for (const doubt of volume.doubts) this.#gaps.add('malformed-source', place, doubt);
    } else if (kind === 'wim') await this.#wim(parts, place);
    else {
      if (kind === 'squashfs') refuseLz4(first.source, place);
      const names = kind === 'iso' || kind === 'udf' ? rockRidge(first.source) : undefined;
      const read = names === undefined ? kind : 'iso';
      const archive = this.#archive(new Archive(place, read, [first.show(`image.${read}`, names)]));
      await this.#medium(archive, first, place, depth);
    }
  }

  async #medium(archive: Archive, piece: Piece, place: string, depth: number): Promise<void> {
    const kept = new KeptBytes();
    const { root, doubts } = await archive.list();
    for (const doubt of doubts) this.#gaps.add('malformed-source', place, `${place}: ${doubt}`);
    const { files, left } = nestedFiles(root);
    let found = await this.#takeRoot(archive, kept, root, place);
    if (!found && isVolumeKind(archive)) {
      // The names of volumes come first.
      for (const [name, node] of root.children) {
        if (node.type !== 'directory' || name.startsWith('[')) continue;
        if (await this.#takeRoot(archive, kept, node, `${place} ${name}`)) found = true;
      }
    }
    // A running system has images of its own; only a medium that is none is searched for them.
    if (found) return;
    if (depth >= maxDepth && files.length > 0) {
      this.notLookedAt.push(`${place}: ${files.map(({ path }) => path).join(', ')} (nested too deeply)`);
      return;
    }
    for (const nested of files) await this.#nested(archive, piece, nested, place, depth);
    if (left > 0) {
      this.#gaps.add('too-large', place, `${place} holds ${left} more images than are searched`);
    }
    if (files.length === 0) {
      this.#gaps.add('empty-source', place, `no system was recognised in ${place}`);
    }
  }

  async #nested(
    archive: Archive,
    piece: Piece,
    { path, node, parts }: NestedFile,
    place: string,
    depth: number,
  ): Promise<void> {
    const inner = `${place} ${path}`;
    try {
      const pieces: Piece[] = [];
      for (const part of [node, ...parts]) {
        const found = await this.#pieceOf(archive, piece, part, inner);
        if (found === undefined) return;
        pieces.push(found);
      }
      await this.search(pieces, inner, depth + 1);
    } catch (error) {
      this.#failed(error, inner);
    }
  }

  /** A file of a medium: where it lies in it as it is, else unpacked. */
  async #pieceOf(
    archive: Archive,
    piece: Piece,
    node: ArchiveNode,
    inner: string,
  ): Promise<Piece | undefined> {
    const size = node.size ?? 0;
    if (archive.kind === 'iso' || archive.kind === 'udf') {
      const start = await archive.locate(node.listed);
      if (start !== undefined && start + size <= piece.source.size) return piece.window(start, size);
    }
    if (size > maxOutBytes) {
      this.#gaps.add(
        'too-large',
        inner,
        `${inner} is packed and has ${size} bytes, more than are unpacked here; copy it out and scan the file itself`,
      );
      return undefined;
    }
    const { files, faults } = await archive.extract([node.listed]);
    const fault = faults.get(node.listed);
    if (fault !== undefined) throw fault;
    const bytes = files.get(node.listed);
    return bytes && bytesPiece(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
  }

  async #wim(parts: readonly Piece[], place: string): Promise<void> {
    const [first] = parts;
    if (first === undefined) return;
    const header = wimHeader(first.source, place);
    const isSplit = header.parts > 1;
    if (isSplit && header.part !== 1) {
      throw new HostError(
        'missing-parent',
        place,
        `${place} is part ${header.part} of ${header.parts} of a split WIM; name the first part`,
      );
    }
    const own = parts
      .slice(0, header.parts)
      .filter((part, at) => at === 0 || isPart(part, header.guid, at + 1, place));
    if (own.length < header.parts) {
      this.#gaps.add(
        'missing-parent',
        place,
        `${place} is the first of ${header.parts} parts of a split WIM, of which ${header.parts - own.length} are not beside it`,
      );
    }
    const shown = own.map((part, at) =>
      part.show(isSplit ? `image${at === 0 ? '' : at + 1}.swm` : 'image.wim'),
    );
    const archive = this.#archive(new Archive(place, 'wim', shown));
    const kept = new KeptBytes();
    for (const image of header.images) {
      const name = imageName(image, header.images.length, place);
      try {
        const { root, doubts } = await archive.list(header.images.length > 1 ? `${image.index}/` : '');
        for (const doubt of doubts) this.#gaps.add('malformed-source', name, `${name}: ${doubt}`);
        if (!(await this.#takeRoot(archive, kept, root, name))) this.notLookedAt.push(`${name} (no system)`);
      } catch (error) {
        this.#failed(error, name);
      }
    }
    if (header.images.length === 0) {
      this.#gaps.add('empty-source', place, `${place} is a WIM without images`);
    }
  }

  async #takeRoot(archive: Archive, kept: KeptBytes, root: ArchiveNode, place: string): Promise<boolean> {
    const contents = new BatchedContents(archive, kept, () => root);
    const tree = new ArchiveTree(root, contents);
    return this.#take(tree, place, (platform) => {
      contents.setWanted(() => wantedNodes(tree, platform, this.#options.wants));
    });
  }

  /** Takes what is in a tree as a system, where one is recognised. */
  async #take(tree: Tree, name: string, prepare?: (platform: Platform) => void): Promise<boolean> {
    const wanted = platforms.find((word) => word === this.#options.platform);
    const platform = await platformIn(tree);
    if (platform === undefined || (wanted !== undefined && platform !== wanted)) return false;
    prepare?.(platform);
    this.#found.push({ host: await systemHost(tree, platform), name });
    return true;
  }

  #archive(archive: Archive): Archive {
    this.#archives.push(archive);
    return archive;
  }

  #failed(error: unknown, place: string): void {
    if (!(error instanceof HostError)) throw error;
    this.#gaps.add(error.reason, place, error.message);
  }
}

/** 7-Zip ends badly at squashfs packed with LZ4. Source: squashfs_fs.h, struct squashfs_super_block. */
function refuseLz4(source: DiskSource, place: string): void {
  const head = source.readSync(0, 32);
  if (head.length < 32 || head.readUInt16LE(28) < 4 || head.readUInt16LE(20) !== 5) return;
  throw new HostError(
    'unsupported-format',
    place,
    `${place} is packed with LZ4, which is not read; unpack it with unsquashfs and scan that with --root`,
  );
}

/** What 7-Zip lists by volume: the name of an HFS+ volume, and of each volume of an APFS container, is a directory. */
function isVolumeKind({ kind }: Archive): boolean {
  return kind === 'dmg' || kind === 'hfs' || kind === 'apfs';
}

function isPart(piece: Piece, guid: string, number: number, place: string): boolean {
  try {
    const header = wimHeader(piece.source, place);
    return header.guid === guid && header.part === number;
  } catch (error) {
    if (error instanceof HostError) return false; // another file of that name
    throw error;
  }
}

function imageName({ index, name, edition }: WimImage, count: number, place: string): string {
  const described = [name || edition].filter((text) => text !== '').map((text) => ` (${text})`);
  return count === 1 && described.length === 0 ? place : `${place} image ${index}${described.join('')}`;
}
