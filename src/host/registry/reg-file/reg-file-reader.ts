import { keySegments } from '../key-path.ts';
import type { OnGap } from '../on-gap.ts';
import type { RegistryValue } from '../registry.ts';
import { TextDecoding } from './decode-text.ts';
import { type LogicalLine, LogicalLines } from './logical-lines.ts';
import { detach, parseValueLine } from './parse-value-line.ts';
import { RegKey } from './reg-key.ts';
import { defaultRegLimits, maxKeyDepth, maxKeyNameUnits, type RegLimits } from './reg-limits.ts';

/** What to read and whom to tell about damage. */
export interface RegFileOptions {
  /** What a gap names, with `:line` behind it. */
  readonly source: string;
  readonly onGap: OnGap;
  readonly limits?: Partial<RegLimits>;
  /** Reads the values of the first key alone and stops at the second one. */
  readonly firstKeyOnly?: boolean;
}

/**
 * Reads a .reg text that is pushed in chunks: `Windows Registry Editor Version 5.00` as UTF-16LE or UTF-8, and 8-bit
 * `REGEDIT4`. Never throws: a line that cannot be read is a gap `malformed-row`, a bound is `too-large`, and the rest is
 * kept. A line that deletes (`[-key]`, `"value"=-`) is a gap too, because an export never holds one.
 * Format: https://support.microsoft.com/help/310516 ("Syntax of .reg files").
 */
export class RegFileReader {
  readonly #options: RegFileOptions;
  readonly #limits: RegLimits;
  readonly #decoding = new TextDecoding();
  readonly #lines: LogicalLines;
  readonly #root = new RegKey('', undefined);
  #key: RegKey | undefined;
  #header: 'open' | 'version-5' | 'regedit-4' = 'open';
  #stopped = false;
  #bytes = 0;
  #keys = 0;
  #values = 0;
  #keptBytes = 0;
  #gaps = 0;

  constructor(options: RegFileOptions) {
    this.#options = options;
    this.#limits = { ...defaultRegLimits, ...options.limits };
    this.#lines = new LogicalLines(this.#limits.maxValueUnits, (line) => this.#take(line));
  }

  /** False once there is no use in reading on. */
  push(chunk: Buffer): boolean {
    if (this.#stopped) return false;
    const room = this.#limits.maxBytes - this.#bytes;
    this.#bytes += Math.min(room, chunk.length);
    this.#lines.push(this.#decoding.push(chunk.subarray(0, room)));
    if (chunk.length > room) this.#stop(`is larger than ${this.#limits.maxBytes} bytes`);
    return !this.#stopped;
  }

  /** The unnamed root above `HKLM`, `HKU` … */
  end(): RegKey {
    if (!this.#stopped) {
      this.#lines.push(this.#decoding.end());
      this.#lines.end();
    }
    const { source, onGap } = this.#options;
    if (this.#header === 'open' && !this.#stopped) onGap('empty-source', source, `${source} is empty`);
    if (this.#gaps > this.#limits.maxGaps) {
      const more = this.#gaps - this.#limits.maxGaps;
      onGap('malformed-row', source, `${more} more ${more === 1 ? 'line' : 'lines'} could not be read`);
    }
    if (this.#decoding.doubtful) {
      onGap(
        'unsupported-format',
        source,
        this.#decoding.encoding === 'latin-1'
          ? `${source} is an 8-bit file in a code page that it does not name; it was read as Latin-1`
          : `${source} is not valid UTF-8; some letters are lost`,
      );
    }
    return this.#root;
  }

  #take({ text, line, fault }: LogicalLine): void {
    if (this.#stopped || text.startsWith(';')) return;
    if (this.#header === 'open') {
      this.#readHeader(text);
    } else if (fault === 'too-long') {
      this.#gap(line, `is longer than ${this.#limits.maxValueUnits} characters`, 'too-large');
    } else {
      const wrong = fault === 'unfinished' ? 'ends inside quotes: the file is cut off' : this.#read(text);
      if (wrong !== undefined) this.#gap(line, wrong);
    }
  }

  /** What is wrong with the line, as the rest of a sentence. */
  #read(text: string): string | undefined {
    if (text.startsWith('[')) return this.#readKey(text);
    if (text.trim() === '') return undefined;
    if (!text.startsWith('"') && !text.startsWith('@')) return 'is neither a key nor a value';
    if (this.#key === undefined) return 'is a value without a key';
    const parsed = parseValueLine(text, this.#header === 'regedit-4');
    if ('fault' in parsed) return `is no value: ${parsed.fault}`;
    if ('deletes' in parsed) return 'deletes a value, which an export never does';
    this.#keepValue(this.#key, parsed.value);
    return undefined;
  }

  #readHeader(text: string): void {
    const header = text.trim().toUpperCase();
    if (header === 'WINDOWS REGISTRY EDITOR VERSION 5.00') this.#header = 'version-5';
    else if (header === 'REGEDIT4') this.#header = 'regedit-4';
    else if (header !== '') {
      const { source, onGap } = this.#options;
      this.#stopped = true;
      onGap('unsupported-format', source, `${source} does not start as a registry export does`);
    }
  }

  #readKey(text: string): string | undefined {
    if (this.#options.firstKeyOnly && this.#key !== undefined) {
      this.#stopped = true;
      return undefined;
    }
    this.#key = undefined;
    if (text.startsWith('[-')) return 'deletes a key, which an export never does';
    const end = text.lastIndexOf(']');
    if (end < 0) return 'is no key: its name is not closed';
    const segments = keySegments(detach(text.slice(1, end)));
    if (segments.length > maxKeyDepth) return `is no key: it lies deeper than ${maxKeyDepth} levels`;
    if (segments.some((name) => name === '' || name.length > maxKeyNameUnits)) {
      return 'is no key: a name is empty or too long';
    }
    let key = this.#root;
    for (const name of segments) {
      const { key: child, isNew } = key.child(name);
      key = child;
      if (isNew && !this.#count(1, 0, name.length * 2 + 300)) return undefined;
    }
    this.#key = key;
    return undefined;
  }

  #keepValue(key: RegKey, value: RegistryValue): void {
    if (this.#count(0, 1, value.name.length * 2 + sizeOf(value) + 100)) key.add(value);
  }

  #count(keys: number, values: number, bytes: number): boolean {
    this.#keys += keys;
    this.#values += values;
    this.#keptBytes += bytes;
    const { maxKeys, maxValues, maxKeptBytes } = this.#limits;
    if (this.#keys > maxKeys) this.#stop(`has more than ${maxKeys} keys`);
    else if (this.#values > maxValues) this.#stop(`has more than ${maxValues} values`);
    else if (this.#keptBytes > maxKeptBytes)
      this.#stop(`holds more than ${maxKeptBytes} bytes of names and data`);
    return !this.#stopped;
  }

  #stop(what: string): void {
    if (this.#stopped) return;
    this.#stopped = true;
    const { source, onGap } = this.#options;
    onGap('too-large', source, `${source} ${what}; the rest was not read`);
  }

  #gap(line: number, what: string, reason: 'malformed-row' | 'too-large' = 'malformed-row'): void {
    if (++this.#gaps > this.#limits.maxGaps) return;
    const { source, onGap } = this.#options;
    onGap(reason, `${source}:${line}`, `line ${line} of ${source} ${what}`);
  }
}

function sizeOf(value: RegistryValue): number {
  switch (value.type) {
    case 'sz':
    case 'expand-sz':
    case 'link':
      return value.data.length * 2;
    case 'multi-sz':
      return value.data.reduce((sum, text) => sum + text.length * 2 + 24, 0);
    case 'none':
    case 'binary':
    case 'other':
      return value.data.length;
    default:
      return 16;
  }
}
