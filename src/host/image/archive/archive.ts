import { HostError } from '../../host.ts';
import { type ArchiveNode, NodeBuilder } from './archive-tree.ts';
import { ListingParser } from './listing.ts';
import type { ArchiveKind } from './recognise.ts';
import { SevenZip, timeLimit } from './seven-zip.ts';
import type { RunReply, ShownFile } from './worker-protocol.ts';

/** Bytes that one run may give. A larger file is not read. */
export const maxOutBytes = 256 * 1024 * 1024;

/** What a run that unpacks gave: contents by name as listed, and why the others have none. */
export interface Extracted {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly faults: ReadonlyMap<string, HostError>;
}

/** One archive, read by 7-Zip. `path` is how errors call it. Close it. */
export class Archive {
  readonly path: string;
  readonly kind: ArchiveKind;
  readonly #shown: readonly ShownFile[];
  readonly #zip: SevenZip;
  readonly #timeoutMs: number;

  constructor(path: string, kind: ArchiveKind, shown: readonly ShownFile[]) {
    this.path = path;
    this.kind = kind;
    this.#shown = shown;
    this.#zip = new SevenZip(path);
    this.#timeoutMs = timeLimit(
      shown.reduce((sum, file) => sum + ('bytes' in file ? file.bytes.length : file.size), 0),
    );
  }

  close(): Promise<void> {
    return this.#zip.close();
  }

  /**
   * Everything the archive lists; with `prefix` (`3/`, an image of a WIM) only what is below it. `doubts` are sentences
   * about what the listing lacks. An archive that cannot be listed is a HostError.
   */
  async list(prefix = ''): Promise<{ readonly root: ArchiveNode; readonly doubts: readonly string[] }> {
    const builder = new NodeBuilder(this.path, prefix);
    const parser = new ListingParser((entry) => {
      if (!this.#isOwn(entry.path)) builder.add(entry);
    });
    const only = prefix === '' ? [] : [prefix.slice(0, -1)];
    const { code, errors } = await this.#zip.run({
      args: ['l', '-slt', ...this.#common(), this.#image(), ...only],
      shown: this.#shown,
      maxOutBytes: 0,
      output: 'stream',
      timeoutMs: this.#timeoutMs,
      onPart: (part) => parser.add(part),
    });
    parser.end();
    const doubts = [...builder.doubts];
    if (code !== 0 || errors.trim() !== '') {
      const said = sayings(errors);
      if (builder.root.children.size === 0) throw this.#unreadable(code, said);
      doubts.push(`it is damaged or not whole (7-Zip: ${said || `exit code ${code}`})`);
    }
    return { root: builder.root, doubts };
  }

  /** Contents of files. A file that cannot be read does not hinder the others. */
  async extract(names: readonly string[]): Promise<Extracted> {
    const files = new Map<string, Uint8Array>();
    const faults = new Map<string, HostError>();
    const askable = names.filter((name) => isAskable(name) || !faults.set(name, this.#unnameable(name)));
    if (askable.length > 0) await this.#extract(askable, files, faults);
    return { files, faults };
  }

  async #extract(
    names: readonly string[],
    files: Map<string, Uint8Array>,
    faults: Map<string, HostError>,
  ): Promise<void> {
    let reply: RunReply;
    try {
      reply = await this.#unpack(names, 'stream');
    } catch (error) {
      if (!(error instanceof HostError)) throw error;
      for (const name of names) faults.set(name, error);
      return;
    }
    const { code, errors, overflowed } = reply;
    const lines = errors.split('\n').filter((line) => line.startsWith('ERROR: '));
    let named = 0;
    for (const name of names) {
      const line = lines.find((text) => text.endsWith(` : ${name}`));
      const bytes = reply.files.get(unpackedName(name));
      if (line !== undefined) {
        named++;
        faults.set(name, this.#damaged(name, line.slice('ERROR: '.length, -name.length - 3)));
      } else if (bytes === undefined) faults.set(name, this.#damaged(name, 'nothing came'));
      else files.set(name, bytes);
    }
    if (code === 0 || (code === 1 && named === 0) || (code === 2 && named > 0 && named === lines.length))
      return;
    // It failed without saying where: half of the files at a time, until the one is found.
    for (const name of names) files.delete(name);
    if (names.length === 1) {
      const [name = ''] = names;
      faults.set(name, overflowed ? this.#tooLarge(name) : this.#damaged(name, sayings(errors)));
      return;
    }
    for (const name of names) faults.delete(name);
    const half = Math.ceil(names.length / 2);
    await this.#extract(names.slice(0, half), files, faults);
    await this.#extract(names.slice(half), files, faults);
  }

  /**
   * Texts of links whose content is the text, in one run where they have the sizes that were listed, else one by one.
   * They go to the output: as files 7-Zip would make links of them, and refuse those that lead out.
   */
  async linkTexts(links: readonly ArchiveNode[]): Promise<ReadonlyMap<ArchiveNode, string>> {
    const texts = new Map<ArchiveNode, string>();
    const askable = links.filter(({ listed, size }) => isAskable(listed) && (size ?? 0) <= maxLinkBytes);
    if (askable.length === 0) return texts;
    const total = askable.reduce((sum, { size = 0 }) => sum + size, 0);
    const { code, output } = await this.#unpack(
      askable.map(({ listed }) => listed),
      'keep',
    );
    if (code === 0 && output.length === total) {
      let at = 0;
      for (const link of askable) {
        const end = at + (link.size ?? 0);
        texts.set(link, Buffer.from(output.subarray(at, end)).toString('utf8'));
        at = end;
      }
    } else if (askable.length > 1) {
      const half = Math.ceil(askable.length / 2);
      for (const part of [askable.slice(0, half), askable.slice(half)]) {
        for (const [link, text] of await this.linkTexts(part)) texts.set(link, text);
      }
    }
    return texts;
  }

  /** Where a file of an uncompressed archive begins within it; undefined where it does not lie there as it is. */
  async locate(name: string): Promise<number | undefined> {
    if (!isAskable(name)) return undefined;
    return (await this.#unpack([name], 'locate')).foundAt;
  }

  #unpack(names: readonly string[], output: 'stream' | 'keep' | 'locate'): Promise<RunReply> {
    const where = output === 'stream' ? ['x', '-o/out'] : ['e', '-so'];
    return this.#zip.run({
      args: [...where, '-y', '-spd', '-ssc', ...this.#common(), this.#image(), '@/list'],
      shown: this.#shown,
      // Quotes keep spaces at the end of a name.
      list: names.map((name) => `"${name}"`),
      maxOutBytes,
      output,
      timeoutMs: this.#timeoutMs,
    });
  }

  /** 7-Zip looks into a DMG for the file system by itself; every other format is named, so that nothing else is tried. */
  #common(): string[] {
    return ['-bd', '-scsUTF-8', '-sccUTF-8', '-p', ...(this.kind === 'dmg' ? [] : [`-t${this.kind}`])];
  }

  #image(): string {
    return `/in/${this.#shown[0]?.name ?? ''}`;
  }

  /** Entries that 7-Zip makes up: boot sectors of an ISO, the description of a WIM. */
  #isOwn(path: string): boolean {
    return this.kind === 'iso' ? path.startsWith('[BOOT]') : this.kind === 'wim' && path.startsWith('[');
  }

  #unreadable(code: number | undefined, said: string): HostError {
    const reason = code === 8 ? 'too-large' : 'malformed-source';
    const what = code === 8 ? 'needs more memory than it may have' : 'cannot be read';
    return new HostError(reason, this.path, `${this.path} ${what} (7-Zip: ${said || `exit code ${code}`})`);
  }

  #damaged(name: string, said: string): HostError {
    return new HostError(
      'malformed-source',
      name,
      `${name} in ${this.path} cannot be read (7-Zip: ${said || 'no word'})`,
    );
  }

  #tooLarge(name: string): HostError {
    return new HostError(
      'too-large',
      name,
      `${name} in ${this.path} is larger than the ${maxOutBytes} bytes that are unpacked of one file`,
    );
  }

  #unnameable(name: string): HostError {
    return new HostError(
      'malformed-source',
      name,
      `${name} in ${this.path} has a name by which 7-Zip cannot be asked`,
    );
  }
}

const maxLinkBytes = 64 * 1024;

/** A name that a list file can hold: 7-Zip's listing has no control characters left, and a quote would end it. */
function isAskable(name: string): boolean {
  return name !== '' && !/["\u0000-\u001f\ufffd]/.test(name);
}

/** Where 7-Zip puts it below `/out`. */
function unpackedName(name: string): string {
  return name
    .split('/')
    .filter((segment) => segment !== '' && segment !== '.')
    .join('/');
}

/** The first lines of what 7-Zip complained of, without the name of ours for the image. */
function sayings(errors: string): string {
  return errors
    .split('\n')
    .map((line) => line.replaceAll(/\/in\/\S+( : )?/g, '').replace(/^(Open )?ERRORS?:\s*/, ''))
    .filter((line) => line.trim() !== '')
    .slice(0, 3)
    .join('; ')
    .replace(/[\u0000-\u001f\u007f]/g, ' ')
    .slice(0, 300);
}
