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
 * `{` to a line `}`), one after the other. A file whose first line is neither is one JSON text as a whole. Each part is
 * looked at once, however long the line is that it belongs to, and of a text that is too long nothing is kept.
 */
export class SplitRecords {
  readonly #max: number;
  /** The line that has not ended yet, as it came, and how long that is. */
  #rest: string[] = [];
  #restLength = 0;
  #line = 0;
  /** Lines of a text that goes over several, and where it began. */
  #open: string[] | undefined;
  #openLine = 0;
  #openLength = 0;
  #whole = false;
  /** The line that has not ended yet is too long: the rest of it is skipped. */
  #tooLong = false;
  #isFirst = true;

  constructor(max = maxRecordLength) {
    this.#max = max;
  }

  /** The texts that end in this part. */
  push(part: string): RecordText[] {
    const found: RecordText[] = [];
    let start = 0;
    for (let end = part.indexOf('\n'); end >= 0; end = part.indexOf('\n', start)) {
      this.#keep(part.slice(start, end));
      this.#endLine(found);
      start = end + 1;
    }
    this.#keep(start === 0 ? part : part.slice(start));
    return found;
  }

  /** What is left at the end of the file. */
  end(): RecordText[] {
    const found: RecordText[] = [];
    if (this.#restLength > 0 || this.#tooLong) this.#endLine(found);
    if (this.#open !== undefined) found.push(this.#closed());
    return found;
  }

  /** Adds to the line that has not ended yet. */
  #keep(piece: string): void {
    if (this.#tooLong || piece === '') return;
    this.#restLength += piece.length;
    if (this.#restLength <= this.#max) {
      this.#rest.push(piece);
      return;
    }
    this.#tooLong = true;
    this.#rest = [];
  }

  #endLine(found: RecordText[]): void {
    const pieces = this.#rest;
    const isTooLong = this.#tooLong;
    this.#rest = [];
    this.#restLength = 0;
    this.#tooLong = false;
    this.#take(pieces.length === 1 ? (pieces[0] ?? '') : pieces.join(''), isTooLong, found);
  }

  #take(line: string, isTooLong: boolean, found: RecordText[]): void {
    this.#line++;
    if (this.#open !== undefined) {
      // With its end: empty lines take room too.
      this.#openLength += line.length + 1;
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
