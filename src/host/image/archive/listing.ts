import type { EntryType } from '../../host.ts';

/** One row of a listing. `path` is as 7-Zip writes it: names with control characters are changed. */
export interface ListedEntry {
  readonly path: string;
  readonly type: EntryType;
  /** Undefined where the archive does not say. */
  readonly size: number | undefined;
  readonly mtimeMs: number;
  /** Where the listing tells it; for other links the content is the text. */
  readonly link?: string;
}

const maxLine = 64 * 1024;

/**
 * Parses what `7zz l -slt` writes, as it comes: properties of the archive, a line of dashes, then one block of
 * `Name = value` lines for each entry. 7-Zip replaces control characters in names, so no name can end a line.
 */
export class ListingParser {
  readonly #onEntry: (entry: ListedEntry) => void;
  readonly #decoder = new TextDecoder('utf-8');
  #rest = '';
  #inEntries = false;
  #fields = new Map<string, string>();
  /** The innermost archive that was opened: `SquashFS`, `HFS` … */
  type = '';

  constructor(onEntry: (entry: ListedEntry) => void) {
    this.#onEntry = onEntry;
  }

  add(part: Uint8Array): void {
    const text = this.#rest + this.#decoder.decode(part, { stream: true });
    const lines = text.split('\n');
    this.#rest = lines.pop() ?? '';
    if (this.#rest.length > maxLine) this.#rest = this.#rest.slice(0, maxLine);
    for (const line of lines) this.#line(line);
  }

  end(): void {
    this.#line(this.#rest);
    this.#finish();
  }

  #line(line: string): void {
    if (!this.#inEntries) {
      if (line === '----------') this.#inEntries = true;
      else if (line.startsWith('Type = ')) this.type = copyOf(line.slice(7));
      return;
    }
    if (line === '') {
      this.#finish();
      return;
    }
    const at = line.indexOf(' = ');
    // An empty value may come without the space behind it.
    if (at > 0) this.#fields.set(line.slice(0, at), line.slice(at + 3));
  }

  #finish(): void {
    const fields = this.#fields;
    const path = fields.get('Path');
    if (path === undefined) return;
    this.#fields = new Map();
    if (fields.get('Alternate Stream') === '+') return;
    const attributes = fields.get('Attributes') ?? '';
    const mode = fields.get('Mode') ?? '';
    const told = fields.get('Symbolic Link') || reparseTarget(fields.get('Link') ?? '') || undefined;
    const size = fields.get('Size') ?? '';
    const type = typeOf(mode, fields.get('Folder') === '+', attributes, told !== undefined);
    this.#onEntry({
      path: copyOf(path),
      type,
      size: /^\d{1,15}$/.test(size) ? Number(size) : undefined,
      mtimeMs: timeOf(fields.get('Modified') ?? ''),
      ...(type === 'symlink' && told !== undefined && { link: copyOf(told) }),
    });
  }
}

/**
 * The target of a Windows link, with slashes. 7-Zip adds the name that is shown to users where it differs. What is on C:
 * is in the same image, whatever drive it lay on when it was captured.
 */
function reparseTarget(text: string): string {
  const [target = ''] = text.split(' : ');
  const slashed = target.replaceAll('\\', '/');
  const bare = slashed.replace(/^\/(?:\/\?|\?\?)\//, '');
  return bare.replace(/^c:(?=\/)/i, '');
}

function typeOf(mode: string, isFolder: boolean, attributes: string, isLink: boolean): EntryType {
  if (isLink) return 'symlink';
  const known = modeTypes[mode[0] ?? ''];
  if (known !== undefined) return known;
  // A reparse point that is no link: its content is not the file's.
  if (!isFolder && /^[A-Z]*L/.test(attributes)) return 'other';
  return isFolder ? 'directory' : 'file';
}

const modeTypes: Readonly<Record<string, EntryType>> = {
  d: 'directory',
  l: 'symlink',
  '-': 'file',
  p: 'other',
  c: 'other',
  b: 'other',
  s: 'other',
};

/** 7-Zip writes local time; this process and the module share the zone. */
function timeOf(text: string): number {
  const match = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(\.\d{1,3})?/.exec(text);
  if (match === null) return 0;
  const [year = 0, month = 1, day = 1, hours = 0, minutes = 0, seconds = 0] = match.slice(1, 7).map(Number);
  return (
    new Date(year, month - 1, day, hours, minutes, seconds).getTime() +
    Math.round(Number(`0${match[7] ?? ''}`) * 1000)
  );
}

/** A part of a string keeps the whole of it in memory; a copy does not. */
function copyOf(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}
