import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { TargetError } from '../../../errors.ts';
import { type DiskSource, windowOf } from '../../disk/disk-source.ts';
import { HostError } from '../../host.ts';
import { linkTarget, segmentsOf } from '../../paths.ts';
import { type ImageFile, openImageFile } from '../image-file.ts';
import { release } from '../release.ts';
import { seekHeaders } from '../tar/seek-headers.ts';
import { TarReader } from '../tar/tar-reader.ts';
import type { LayerLog } from './layer-log.ts';
import { type LayerReading, type LayerSource, readLayer } from './read-layer.ts';

/** More of a manifest, an index or a configuration is not read. */
export const maxJsonBytes = 4 * 1024 * 1024;
const chunkBytes = 256 * 1024;

/** A layer that was read. */
export interface ReadLayer {
  readonly log: LayerLog;
  readonly source: LayerSource;
}

/** Named parts of a container image: a directory, or an archive. Names are relative, with `/`. */
export interface ImageArchive {
  has(name: string): boolean;
  /** A small file; undefined where it is missing. HostError where it is too large. */
  small(name: string): Buffer | undefined;
  /** Reads the layer that a part holds; `digest` is checked while it passes by. Undefined where it is missing. */
  layer(
    name: string,
    label: string,
    digest: string | undefined,
    reading: LayerReading,
  ): Promise<ReadLayer | undefined>;
  close(): void;
}

/** An OCI layout, or an unpacked `docker save`, in a directory. Links that lead out of it are not followed. */
export function directoryArchive(directory: string): ImageArchive {
  const root = realpathSync(directory);
  // Names come out of manifests: one that no file can have, or a circle of links, is simply not there.
  const fileAt = (name: string): string | undefined => {
    const segments = segmentsOf(name);
    if (segments.length === 0 || segments.includes('..') || name.includes('\0')) return undefined;
    const path = join(root, ...segments);
    try {
      if (!statSync(path).isFile()) return undefined;
      const real = realpathSync(path);
      return real.startsWith(root.endsWith(sep) ? root : root + sep) ? real : undefined;
    } catch (error) {
      if (codeOf(error) === 'EACCES') throw unreadable(path, error);
      return undefined;
    }
  };
  return {
    has(name) {
      try {
        return fileAt(name) !== undefined;
      } catch (error) {
        if (error instanceof HostError) return true;
        throw error;
      }
    },
    small(name) {
      const path = fileAt(name);
      if (path === undefined) return undefined;
      const file = openPart(path);
      try {
        return smallOf(file, name);
      } finally {
        file.close();
      }
    },
    async layer(name, label, digest, reading) {
      if (!this.has(name)) return undefined;
      const source = { name: label, open: () => fileChunks(fileAt(name) ?? join(root, name)) };
      return { log: await readLayer(checked(source, digest, reading), reading), source };
    },
    close: () => undefined,
  };
}

interface Part {
  readonly offset: number;
  readonly size: number;
  readonly link: string | undefined;
}

/** Most names of an archive are those of a root filesystem, and not remembered. */
const partName =
  /^(?:manifest\.json|index\.json|oci-layout|repositories|blobs\/[^/]+\/[^/]+|[^/]+\.(?:json|tar)|[^/]+\/layer\.tar)$/;
const maxParts = 20_000;

/** Whether a name in an archive can be a part of a container image. */
export function isPartName(name: string): boolean {
  return partName.test(name);
}

/** An archive that is a plain tar file: its headers are read, and parts found at their places. */
export function tarArchive(file: DiskSource, onDamage: (message: string) => void): ImageArchive {
  const parts = new Map<string, Part>();
  const reader = new TarReader({
    entry({ name, type, size, offset, link }) {
      const plain = segmentsOf(name).join('/');
      const isFile = type === 'file';
      if ((!isFile && type !== 'symlink' && type !== 'hardlink') || !isPartName(plain)) return undefined;
      const target = isFile ? undefined : type === 'hardlink' ? link : linkTarget(`/${plain}`, link);
      if (parts.size < maxParts) {
        parts.set(plain, { offset, size, link: target && segmentsOf(target).join('/') });
      }
      return undefined;
    },
    damage: (message, offset) => onDamage(`damaged at byte ${offset}: ${message}`),
  });
  seekHeaders(reader, file);
  const find = (name: string): Part | undefined => {
    const part = parts.get(name);
    // Older versions of Docker write a layer that two images share once, and links to it.
    return part?.link === undefined ? part : parts.get(part.link);
  };
  const sourceOf = (part: Part): DiskSource => windowOf(file, part.offset, part.size);
  return {
    has: (name) => find(name) !== undefined,
    small(name) {
      const part = find(name);
      return part === undefined ? undefined : smallOf(sourceOf(part), name);
    },
    async layer(name, label, digest, reading) {
      const part = find(name);
      if (part === undefined) return undefined;
      const source = { name: label, open: () => sourceChunks(sourceOf(part)) };
      return { log: await readLayer(checked(source, digest, reading), reading), source };
    },
    close: () => undefined,
  };
}

/** The same source, whose bytes are compared with their digest as they pass by for the first time. */
export function checked(
  source: LayerSource,
  digest: string | undefined,
  reading: Pick<LayerReading, 'onDamage'>,
): LayerSource {
  if (digest === undefined) return source;
  return {
    ...source,
    isChecked: true,
    async *open() {
      const check = new DigestCheck(digest);
      for await (const chunk of source.open()) {
        check.update(chunk);
        yield chunk;
      }
      const fault = check.fault();
      if (fault !== undefined) reading.onDamage('malformed-source', source.name, `${source.name}: ${fault}`);
    },
  };
}

/** Compares bytes with a digest such as `sha256:…`. */
export class DigestCheck {
  readonly #digest: string;
  readonly #hash;

  constructor(digest: string) {
    this.#digest = digest;
    const algorithm = digest.split(':', 1)[0];
    this.#hash = algorithm === 'sha256' || algorithm === 'sha512' ? createHash(algorithm) : undefined;
  }

  update(bytes: Buffer): void {
    this.#hash?.update(bytes);
  }

  /** What is wrong, or undefined. Call once. */
  fault(): string | undefined {
    if (this.#hash === undefined) return `its digest ${this.#digest.slice(0, 80)} cannot be checked`;
    const found = this.#hash.digest('hex');
    return found === this.#digest.split(':')[1]?.toLowerCase()
      ? undefined
      : `its content does not have the digest ${this.#digest.slice(0, 80)}; it was changed, or is damaged`;
  }
}

function smallOf(source: DiskSource, name: string): Buffer {
  if (source.size > maxJsonBytes) {
    throw new HostError('too-large', name, `${name} has ${source.size} bytes; no manifest is that large`);
  }
  return source.readSync(0, source.size);
}

async function* sourceChunks(source: DiskSource): AsyncGenerator<Buffer> {
  for (let at = 0; at < source.size; at += chunkBytes) {
    const chunk = source.readSync(at, chunkBytes);
    if (chunk.length === 0) return;
    yield chunk;
    release(chunk, chunkBytes);
  }
}

/** A file from its start to its end. Chunks are only lent until the next one. */
export async function* fileChunks(path: string): AsyncGenerator<Buffer> {
  const fd = readable(path, () => openSync(path, 'r'));
  try {
    const chunk = Buffer.allocUnsafe(chunkBytes);
    for (;;) {
      const count = readable(path, () => readSync(fd, chunk, 0, chunkBytes, null));
      if (count === 0) return;
      yield chunk.subarray(0, count);
    }
  } finally {
    closeSync(fd);
  }
}

function openPart(path: string): ImageFile {
  try {
    return openImageFile(path);
  } catch (error) {
    throw unreadable(path, error);
  }
}

function readable<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw unreadable(path, error);
  }
}

function unreadable(path: string, error: unknown): HostError {
  const cause = error instanceof TargetError ? error.cause : error;
  const code = codeOf(cause);
  const reason = code === 'EACCES' ? 'permission-denied' : 'malformed-source';
  return new HostError(reason, path, `${path} cannot be read (${code})`, cause);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
