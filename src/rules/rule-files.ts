import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { lstat, open, readdir, realpath, stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { type RuleFault, TargetError } from '../errors.ts';
import { visible } from '../model/visible.ts';
import { limits } from './limits.ts';

/** One rule file as it was read. `shown` is how the user would name it, `name` its place in the pack, with `/`. */
export interface RuleFile {
  readonly shown: string;
  readonly name: string;
  readonly text: string;
}

/** The very bytes of a rule file, also where they are no text. */
export interface RuleFileBytes {
  readonly name: string;
  readonly bytes: Buffer;
}

/** The rule files of a path, in the order of their names, and what could not be read of them. */
export interface RuleFiles {
  readonly files: readonly RuleFile[];
  /** What `files` was decoded from, in the order of names. */
  readonly contents: readonly RuleFileBytes[];
  readonly faults: readonly RuleFault[];
  /** Hash over the names and contents of all files, in hexadecimal. */
  readonly sha256: string;
  /** The path with all links resolved. */
  readonly real: string;
}

/**
 * Reads a rule file, or every `*.yaml` and `*.yml` below a folder. Names that start with a dot are left out; links are
 * followed, and what was seen once is not read again; with `links: 'refuse'` a link below the path that could bring in
 * rules is a fault. Throws TargetError where there is nothing at the path.
 */
export async function readRuleFiles(
  path: string,
  options: { readonly links?: 'follow' | 'refuse' } = {},
): Promise<RuleFiles> {
  const found = await stat(path).catch((error: unknown) => {
    throw new TargetError(`no rule file or folder at ${visible(path)} (${codeOf(error)})`, {
      hint: 'name a YAML file, or a folder that holds some',
      cause: error,
    });
  });
  const real = await realpath(path);
  const search = new Search(path, real, options.links === 'refuse');
  if (found.isDirectory()) await search.folder(path, 0);
  else await search.file(path, basename(path));
  if (search.files.length === 0 && search.faults.length === 0) {
    throw new TargetError(`no rule files in ${visible(path)}`, {
      hint: 'a rule file ends in .yaml or .yml and does not start with a dot',
    });
  }
  const files = search.files.sort(byName);
  const hash = createHash('sha256');
  // Lengths keep a name from running into a content: no two packs give the same stream.
  for (const { name, bytes } of files)
    hash.update(`${Buffer.byteLength(name)}:${name}${bytes.length}:`).update(bytes);
  const contents = search.contents.sort(byName);
  return { files, contents, faults: search.faults, sha256: hash.digest('hex'), real };
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : 1;
}

/** Collects the files of one path within the bounds of limits.ts. */
class Search {
  readonly files: (RuleFile & { readonly bytes: Buffer })[] = [];
  readonly contents: RuleFileBytes[] = [];
  readonly faults: RuleFault[] = [];
  readonly #root: string;
  readonly #seen = new Set<string>();
  readonly #refuseLinks: boolean;
  #entries = 0;
  #bytes = 0;
  #full = false;

  constructor(root: string, real: string, refuseLinks: boolean) {
    this.#root = root;
    this.#refuseLinks = refuseLinks;
    this.#seen.add(real);
  }

  async folder(path: string, depth: number): Promise<void> {
    if (depth > limits.folders) {
      this.#fault(path, `a folder ${limits.folders} folders down`, 'rule files nearer to the top');
      return;
    }
    const names = await readdir(path).catch((error: unknown) => {
      this.#fault(path, `a folder that cannot be read (${codeOf(error)})`, 'a folder that may be read');
      return [];
    });
    for (const name of names.sort()) {
      if (this.#full) return;
      if (++this.#entries > limits.entries) {
        this.#stop(path, `more than ${limits.entries} names`, 'a folder that holds rules only');
        return;
      }
      if (!name.startsWith('.')) await this.#entry(join(path, name), depth);
    }
  }

  async file(path: string, name: string): Promise<void> {
    if (this.files.length >= limits.files) {
      this.#stop(path, `more than ${limits.files} rule files`, 'a smaller pack');
      return;
    }
    const bytes = await readBounded(path, limits.fileBytes).catch((error: unknown) => {
      this.#fault(path, `a file that cannot be read (${codeOf(error)})`, 'a file that may be read');
      return undefined;
    });
    if (bytes === undefined) return;
    if (bytes === 'too large') {
      this.#fault(path, `a file of more than ${limits.fileBytes} bytes`, 'rules divided over several files');
      return;
    }
    this.#bytes += bytes.length;
    if (this.#bytes > limits.totalBytes) {
      this.#stop(path, `more than ${limits.totalBytes} bytes of rules`, 'a smaller pack');
      return;
    }
    this.contents.push({ name, bytes });
    const shown = visible(path);
    const text = decode(bytes);
    if (typeof text === 'string') this.files.push({ shown, name, text, bytes });
    else this.faults.push({ file: shown, path: '', ...text });
  }

  async #entry(path: string, depth: number): Promise<void> {
    const isRules = /\.ya?ml$/i.test(path);
    const entry = await stat(path).catch((error: unknown) => {
      // A dangling link, or a file that went away: of no interest unless it is named as a rule file.
      if (isRules)
        this.#fault(path, `a file that cannot be read (${codeOf(error)})`, 'a file that may be read');
      return undefined;
    });
    if (!entry || (!entry.isDirectory() && !isRules)) return;
    if (this.#refuseLinks && (await lstat(path)).isSymbolicLink()) {
      this.#fault(path, 'a link', 'a file or folder of the pack itself, because only those can be signed');
      return;
    }
    const real = await realpath(path);
    if (this.#seen.has(real)) return;
    this.#seen.add(real);
    if (entry.isDirectory()) await this.folder(path, depth + 1);
    else if (entry.isFile()) await this.file(path, relative(this.#root, path).split(sep).join('/'));
    else this.#fault(path, 'no regular file', 'a text file');
  }

  #stop(path: string, found: string, expected: string): void {
    this.#full = true;
    this.#fault(path, found, expected);
  }

  #fault(path: string, found: string, expected: string): void {
    this.faults.push({ file: visible(path), line: 1, column: 1, path: '', found, expected });
  }
}

async function readBounded(path: string, maxBytes: number): Promise<Buffer | 'too large'> {
  const handle = await open(path);
  try {
    const buffer = Buffer.allocUnsafe(maxBytes + 1);
    let length = 0;
    while (length <= maxBytes) {
      const { bytesRead } = await handle.read(buffer, length, buffer.length - length);
      if (bytesRead === 0) return Buffer.from(buffer.subarray(0, length));
      length += bytesRead;
    }
    return 'too large';
  } finally {
    await handle.close();
  }
}

function decode(bytes: Buffer): string | Pick<RuleFault, 'line' | 'column' | 'found' | 'expected'> {
  if (isUtf8(bytes)) return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  const expected = 'a file saved as UTF-8';
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return { line: 1, column: 1, found: 'a file in UTF-16', expected };
  }
  let line = 1;
  let start = 0;
  // A line feed is never part of a longer character, so the bad line can be found by itself.
  for (
    let end = bytes.indexOf(0x0a);
    end !== -1 && isUtf8(bytes.subarray(start, end));
    end = bytes.indexOf(0x0a, start)
  ) {
    line++;
    start = end + 1;
  }
  const rest = bytes.subarray(start);
  const good = goodBytes(rest);
  const byte = (rest[good] ?? 0).toString(16).padStart(2, '0');
  const column = rest.subarray(0, good).toString('utf8').length + 1;
  return { line, column, found: `the byte 0x${byte}, which is no UTF-8 here`, expected };
}

/** How many bytes are valid UTF-8 before the first that is not. */
function goodBytes(bytes: Buffer): number {
  let good = 0;
  while (good < bytes.length) {
    const lead = bytes[good] ?? 0;
    const length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    if (good + length > bytes.length || !isUtf8(bytes.subarray(good, good + length))) return good;
    good += length;
  }
  return good;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : String(error);
}
