/** One JSON text of a file, and where it begins. */
export interface RecordText {
  /** Line on which it begins, from 1. */
  readonly line: number;
  /** Undefined where it is longer than {@link maxRecordLength}. */
  readonly text: string | undefined;
}

/** No report is longer than this; a longer one is dropped and reported, never kept whole. */
export const maxRecordLength = 64 * 1024 * 1024;

/**
 * Splits a text that comes in parts into JSON texts: one a line, or reports as `--format json` writes them (from a line
 * `{` to a line `}`), one after the other. A file whose first line is neither is one JSON text as a whole.
 */
export class SplitRecords {
  readonly #max: number;
  #rest = '';
  #line = 0;
  /** Lines of a text that goes over several, and where it began. */
  #open: string[] | undefined;
  #openLine = 0;
  #openLength = 0;
  #whole = false;
  #tooLong = false;
  #isFirst = true;

  constructor(max = maxRecordLength) {
    this.#max = max;
  }

  /** The texts that end in this part. */
  push(part: string): RecordText[] {
    const found: RecordText[] = [];
    const text = this.#rest === '' ? part : this.#rest + part;
    let start = 0;
    for (let end = text.indexOf('\n', this.#rest.length); end >= 0; end = text.indexOf('\n', start)) {
      this.#take(text.slice(start, end), found);
      start = end + 1;
    }
    this.#rest = start === 0 ? text : text.slice(start);
    if (this.#rest.length > this.#max) {
      this.#tooLong = true;
      this.#rest = '';
    }
    return found;
  }

  /** What is left at the end of the file. */
  end(): RecordText[] {
    const found: RecordText[] = [];
    if (this.#rest !== '' || this.#tooLong) this.#take(this.#rest, found);
    this.#rest = '';
    if (this.#open !== undefined) found.push(this.#closed());
    return found;
  }

  #take(line: string, found: RecordText[]): void {
    this.#line++;
    const isTooLong = this.#tooLong || line.length > this.#max;
    this.#tooLong = false;
    if (this.#open !== undefined) {
      this.#openLength += line.length;
      if (isTooLong) this.#openLength = this.#max + 1;
      if (this.#openLength <= this.#max) this.#open.push(line);
      else this.#open = [];
      if (!this.#whole && line.startsWith('}') && line.trimEnd() === '}') found.push(this.#closed());
      return;
    }
    if (isTooLong) {
      found.push({ line: this.#line, text: undefined });
      return;
    }
    // A line from `{"` to `}` is a whole text, which is nearly all of them.
    const isPlain = line.charCodeAt(0) === 0x7b && line.charCodeAt(line.length - 1) === 0x7d;
    const bare = isPlain ? line : line.trim();
    if (bare === '') return;
    const isFirst = this.#isFirst;
    this.#isFirst = false;
    const begins = bare === '{' || (isFirst && /^[[{]/.test(bare) && !/[}\]]$/.test(bare));
    if (!begins) {
      found.push({ line: this.#line, text: bare });
      return;
    }
    this.#open = [line];
    this.#openLine = this.#line;
    this.#openLength = line.length;
    this.#whole = bare !== '{' || !line.startsWith('{');
  }

  #closed(): RecordText {
    const lines = this.#open ?? [];
    const text = this.#openLength > this.#max ? undefined : lines.join('\n');
    this.#open = undefined;
    return { line: this.#openLine, text };
  }
}
