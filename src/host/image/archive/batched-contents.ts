import { HostError } from '../../host.ts';
import { type Archive, maxOutBytes } from './archive.ts';
import type { ArchiveContents, ArchiveNode } from './archive-tree.ts';

/** Contents that are kept, of all systems of an archive together; what was used longest ago is dropped first. */
const maxKeptBytes = 256 * 1024 * 1024;

/** What is fetched ahead: in all by what a scan wants, and beside a file that was asked for. */
const maxAheadBytes = 96 * 1024 * 1024;
const maxBesideBytes = 16 * 1024 * 1024;
const maxBesideFiles = 2_000;
/** A file larger than this is fetched only when it is asked for. */
const maxAheadFile = 1024 * 1024;

/** A file that a scan is known to want; `surely` where it was named without a wildcard. */
export interface WantedNode {
  readonly node: ArchiveNode;
  readonly surely: boolean;
}

/**
 * Contents of the files of one system. 7-Zip opens the archive anew for every run and may have to unpack what lies
 * before a file, so the first question fetches everything that is wanted, and each later one also what lies beside it.
 */
export class BatchedContents implements ArchiveContents {
  readonly #archive: Archive;
  readonly #kept: KeptBytes;
  readonly #faults = new Map<ArchiveNode, HostError>();
  readonly #links = new Map<ArchiveNode, string>();
  readonly #root: () => ArchiveNode;
  #wanted: (() => Promise<readonly WantedNode[]>) | undefined;
  #ahead: Promise<void> | undefined;
  #allLinks: Promise<void> | undefined;

  constructor(archive: Archive, kept: KeptBytes, root: () => ArchiveNode) {
    this.#archive = archive;
    this.#kept = kept;
    this.#root = root;
  }

  /** What to fetch with the first file; asked once, then. */
  setWanted(wanted: () => Promise<readonly WantedNode[]>): void {
    this.#wanted = wanted;
  }

  async bytes(node: ArchiveNode, path: string): Promise<Buffer> {
    if (node.size === 0) return Buffer.alloc(0);
    if ((node.size ?? 0) > maxOutBytes) {
      throw new HostError(
        'too-large',
        path,
        `${path} has ${node.size} bytes; at most ${maxOutBytes} of one file in ${this.#archive.path} are unpacked`,
      );
    }
    if (this.#wanted !== undefined) {
      const wanted = this.#wanted;
      this.#wanted = undefined;
      this.#ahead = this.#fetchAhead(wanted);
    }
    await this.#ahead;
    const known = this.#known(node, path);
    if (known !== undefined) return known;
    const fetched = await this.#fetch([node, ...this.#beside(node, path)]);
    const bytes = fetched.get(node) ?? this.#known(node, path);
    if (bytes !== undefined) return bytes;
    throw new HostError('malformed-source', path, `${path} could not be read from ${this.#archive.path}`);
  }

  async linkText(node: ArchiveNode, path: string): Promise<string> {
    if (node.link !== undefined) return node.link;
    this.#allLinks ??= this.#readLinks();
    await this.#allLinks;
    const text = this.#links.get(node);
    if (text !== undefined) return text;
    throw new HostError('malformed-source', path, `${path} is a link whose target could not be read`);
  }

  async #readLinks(): Promise<void> {
    // In the order in which 7-Zip gives them.
    const links = linksIn(this.#root()).sort((a, b) => a.order - b.order);
    for (const [link, text] of await this.#archive.linkTexts(links)) this.#links.set(link, text);
  }

  #known(node: ArchiveNode, path: string): Buffer | undefined {
    const fault = this.#faults.get(node);
    if (fault !== undefined) throw new HostError(fault.reason, path, fault.message, fault);
    return this.#kept.get(node);
  }

  async #fetchAhead(wanted: () => Promise<readonly WantedNode[]>): Promise<void> {
    const all = new Map<ArchiveNode, boolean>();
    for (const { node, surely } of await wanted()) all.set(node, surely || (all.get(node) ?? false));
    const order = [...all]
      .map(([node, surely]) => ({ node, surely, size: node.size ?? maxAheadFile }))
      .filter(
        ({ node, surely, size }) => node.type === 'file' && size > 0 && (surely || size <= maxAheadFile),
      )
      .sort((a, b) => Number(b.surely) - Number(a.surely) || a.size - b.size);
    const batch: ArchiveNode[] = [];
    let total = 0;
    for (const { node, size } of order) {
      if (total + size > maxAheadBytes) continue;
      total += size;
      batch.push(node);
    }
    if (batch.length > 0) await this.#fetch(batch, true);
  }

  /** Files of the same directory and kind, because whoever reads one of them mostly reads them all. */
  #beside(node: ArchiveNode, path: string): ArchiveNode[] {
    let folder: ArchiveNode | undefined = this.#root();
    for (const segment of path.split('/').slice(1, -1)) folder = folder?.children.get(segment);
    const extension = extensionOf(node.listed);
    const beside: ArchiveNode[] = [];
    let total = 0;
    for (const other of folder?.children.values() ?? []) {
      const size = other.size ?? maxAheadFile;
      if (other === node || other.type !== 'file' || size === 0 || size > maxAheadFile) continue;
      if (extensionOf(other.listed) !== extension || this.#kept.has(other) || this.#faults.has(other))
        continue;
      total += size;
      if (total > maxBesideBytes || beside.length >= maxBesideFiles) break;
      beside.push(other);
    }
    return beside;
  }

  /** `isGuess`: a failure is forgotten, so that whoever asks for that file alone gets another try. */
  async #fetch(nodes: readonly ArchiveNode[], isGuess = false): Promise<Map<ArchiveNode, Buffer>> {
    const { files, faults } = await this.#archive.extract(nodes.map(({ listed }) => listed));
    const got = new Map<ArchiveNode, Buffer>();
    for (const [index, node] of nodes.entries()) {
      const bytes = files.get(node.listed);
      const fault = faults.get(node.listed) ?? this.#sizeFault(node, bytes);
      if (bytes !== undefined && fault === undefined) {
        const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
        got.set(node, buffer);
        this.#kept.add(node, buffer);
      } else if (fault !== undefined && !isGuess && index === 0) this.#faults.set(node, fault);
    }
    return got;
  }

  #sizeFault({ size, listed }: ArchiveNode, bytes: Uint8Array | undefined): HostError | undefined {
    if (bytes === undefined || size === undefined || size === bytes.length) return undefined;
    return new HostError(
      'malformed-source',
      listed,
      `${listed} in ${this.#archive.path} has ${bytes.length} bytes, not the ${size} that are listed`,
    );
  }
}

/** Contents that were unpacked, up to a bound. */
export class KeptBytes {
  readonly #bytes = new Map<ArchiveNode, Buffer>();
  #total = 0;

  has(node: ArchiveNode): boolean {
    return this.#bytes.has(node);
  }

  get(node: ArchiveNode): Buffer | undefined {
    const bytes = this.#bytes.get(node);
    if (bytes === undefined) return undefined;
    this.#bytes.delete(node);
    this.#bytes.set(node, bytes);
    return bytes;
  }

  add(node: ArchiveNode, bytes: Buffer): void {
    this.#total += bytes.length - (this.#bytes.get(node)?.length ?? 0);
    this.#bytes.delete(node);
    this.#bytes.set(node, bytes);
    for (const [oldest, { length }] of this.#bytes) {
      if (this.#total <= maxKeptBytes) break;
      this.#bytes.delete(oldest);
      this.#total -= length;
    }
  }
}

function extensionOf(name: string): string {
  const slash = name.lastIndexOf('/');
  const dot = name.lastIndexOf('.');
  return dot > slash ? name.slice(dot).toLowerCase() : '';
}

function linksIn(root: ArchiveNode): ArchiveNode[] {
  const links: ArchiveNode[] = [];
  const walk = (node: ArchiveNode): void => {
    for (const child of node.children.values()) {
      if (child.type === 'symlink' && child.link === undefined) links.push(child);
      walk(child);
    }
  };
  walk(root);
  return links;
}
