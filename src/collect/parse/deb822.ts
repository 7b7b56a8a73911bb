const newline = 0x0a;
const carriageReturn = 0x0d;
const colonByte = 0x3a;
const maxNameBytes = 64;
const maxValueBytes = 4096;

/** Something in a file that is not as the format wants it. `line` counts from 1. */
export interface ParseFault {
  readonly line: number;
  readonly message: string;
}

/** One paragraph: the wanted fields by lower-case name (first line of each), and what was wrong in it. */
export interface Paragraph {
  /** Line of its first field. */
  readonly line: number;
  readonly fields: ReadonlyMap<string, string>;
  readonly faults: readonly ParseFault[];
}

/** What to read of a file of paragraphs. */
export interface ParagraphOptions {
  /** Lower-case names of the fields to keep; the others are passed over. */
  readonly wanted: ReadonlySet<string>;
  /** True where `P` and `p` are two fields, as in the database of apk: names are then kept as they are written. */
  readonly caseSensitive?: boolean;
  /** The field that begins a paragraph: a second one means that a blank line is lost, and begins a new paragraph. */
  readonly first: string;
  readonly maxParagraphBytes: number;
  /** True where a file that does not end with a newline was cut off. */
  readonly endsWithNewline: boolean;
}

/**
 * Reads paragraphs of `Name: value` lines, split by blank lines, as dpkg and opkg write them (deb822(5)). Streams, and
 * holds no more than one line and the wanted fields of one paragraph. Nothing in the input can make it throw.
 */
export async function* parseParagraphs(
  chunks: AsyncIterable<Buffer>,
  options: ParagraphOptions,
): AsyncGenerator<Paragraph> {
  const reader = new ParagraphReader(options);
  try {
    for await (const chunk of chunks) yield* reader.push(chunk);
  } catch (error) {
    // What was complete before the file ended badly is kept.
    yield* reader.end(false);
    throw error;
  }
  yield* reader.end(true);
}

/** Works on bytes and by offset: most lines are neither copied nor decoded. */
class ParagraphReader {
  readonly #options: ParagraphOptions;
  /** Pieces of a line that is not complete yet. */
  #rest: Buffer[] = [];
  #restBytes = 0;
  #line = 0;
  #start = 0;
  #bytes = 0;
  #tooLong = false;
  #fields = new Map<string, string>();
  #faults: ParseFault[] = [];
  #done: Paragraph[] = [];

  constructor(options: ParagraphOptions) {
    this.#options = options;
  }

  /** Takes the next bytes and gives the paragraphs that they complete. */
  push(chunk: Buffer): Paragraph[] {
    let from = 0;
    for (let to = chunk.indexOf(newline); to !== -1; to = chunk.indexOf(newline, from)) {
      if (this.#restBytes > 0) {
        const line = this.#takeRest(chunk.subarray(from, to));
        this.#endOfLine(line, 0, line.length);
      } else this.#endOfLine(chunk, from, to);
      from = to + 1;
    }
    this.#keepRest(chunk.subarray(from));
    return this.#take();
  }

  /** The last paragraph. `complete` is false where the file could not be read to its end. */
  end(complete: boolean): Paragraph[] {
    if (complete && this.#restBytes > 0) {
      if (this.#options.endsWithNewline) this.#fault(this.#line + 1, 'the file breaks off in this line');
      const line = this.#takeRest(Buffer.alloc(0));
      this.#endOfLine(line, 0, line.length);
    }
    this.#endOfParagraph();
    return this.#take();
  }

  #take(): Paragraph[] {
    const done = this.#done;
    this.#done = [];
    return done;
  }

  /** A line longer than a paragraph may be is counted, not kept. */
  #keepRest(part: Buffer): void {
    if (part.length === 0) return;
    this.#restBytes += part.length;
    if (this.#restBytes <= this.#options.maxParagraphBytes) this.#rest.push(part);
  }

  #takeRest(end: Buffer): Buffer {
    const line = Buffer.concat([...this.#rest, end]);
    this.#bytes += Math.max(0, this.#restBytes + end.length - line.length);
    this.#rest = [];
    this.#restBytes = 0;
    return line;
  }

  #endOfLine(bytes: Buffer, from: number, newlineAt: number): void {
    this.#line++;
    const to = newlineAt > from && bytes[newlineAt - 1] === carriageReturn ? newlineAt - 1 : newlineAt;
    if (to === from) {
      this.#endOfParagraph();
      return;
    }
    this.#bytes += to - from + 1;
    if (this.#bytes > this.#options.maxParagraphBytes) {
      if (!this.#tooLong)
        this.#fault(this.#line, `a record larger than ${this.#options.maxParagraphBytes} bytes`);
      this.#tooLong = true;
      return;
    }
    if (isBlank(bytes[from])) {
      if (this.#start === 0) this.#fault(this.#line, 'a continuation line without a field before it');
      return;
    }
    let colon = from;
    while (colon < to && bytes[colon] !== colonByte && !isBlank(bytes[colon])) colon++;
    if (colon === from || bytes[colon] !== colonByte || colon >= to) {
      this.#fault(this.#line, 'a line that is no field');
      return;
    }
    this.#field(bytes, from, colon, to);
  }

  #field(bytes: Buffer, from: number, colon: number, to: number): void {
    if (this.#start === 0) this.#start = this.#line;
    if (colon - from > maxNameBytes) return;
    const written = bytes.toString('latin1', from, colon);
    const name = this.#options.caseSensitive ? written : written.toLowerCase();
    if (!this.#options.wanted.has(name)) return;
    if (this.#fields.has(name)) {
      if (name !== this.#options.first) return;
      this.#fault(this.#line, 'a record that begins without a blank line before it');
      this.#endOfParagraph();
      this.#start = this.#line;
    }
    this.#fields.set(name, bytes.toString('utf8', colon + 1, Math.min(to, colon + 1 + maxValueBytes)).trim());
  }

  #endOfParagraph(): void {
    if (this.#start > 0 || this.#faults.length > 0) {
      this.#done.push({ line: this.#start || this.#line, fields: this.#fields, faults: this.#faults });
      this.#fields = new Map();
      this.#faults = [];
    }
    this.#start = 0;
    this.#bytes = 0;
    this.#tooLong = false;
  }

  /** A handful says enough about one record. */
  #fault(line: number, message: string): void {
    if (this.#faults.length < 5) this.#faults.push({ line, message });
  }
}

function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x09;
}
