const newline = 10;
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
    yield* reader.flush(false);
    throw error;
  }
  yield* reader.flush(true);
}

class ParagraphReader {
  readonly #options: ParagraphOptions;
  #rest: Buffer[] = [];
  #restBytes = 0;
  #line = 0;
  #start = 0;
  #bytes = 0;
  #tooLong = false;
  #fields = new Map<string, string>();
  #faults: ParseFault[] = [];

  constructor(options: ParagraphOptions) {
    this.#options = options;
  }

  *push(chunk: Buffer): Generator<Paragraph> {
    let from = 0;
    for (let to = chunk.indexOf(newline); to !== -1; to = chunk.indexOf(newline, from)) {
      const end = to > from && chunk[to - 1] === 13 ? to - 1 : to;
      yield* this.#endOfLine(
        this.#restBytes > 0 ? this.#takeRest(chunk.subarray(from, end)) : chunk.subarray(from, end),
      );
      from = to + 1;
    }
    this.#keepRest(chunk.subarray(from));
  }

  *flush(complete: boolean): Generator<Paragraph> {
    if (complete && this.#restBytes > 0) {
      if (this.#options.endsWithNewline) this.#fault(this.#line + 1, 'the file breaks off in this line');
      yield* this.#endOfLine(this.#takeRest(Buffer.alloc(0)));
    }
    yield* this.#endOfParagraph();
  }

  /** A line longer than a paragraph may be is counted, not kept. */
  #keepRest(part: Buffer): void {
    if (part.length === 0) return;
    this.#restBytes += part.length;
    if (this.#restBytes <= this.#options.maxParagraphBytes) this.#rest.push(part);
  }

  #takeRest(end: Buffer): Buffer {
    const line = Buffer.concat([...this.#rest, end]);
    this.#bytes += this.#restBytes;
    this.#rest = [];
    this.#restBytes = 0;
    return line;
  }

  *#endOfLine(line: Buffer): Generator<Paragraph> {
    this.#line++;
    if (line.length === 0) {
      yield* this.#endOfParagraph();
      return;
    }
    this.#bytes += line.length + 1;
    if (this.#bytes > this.#options.maxParagraphBytes) {
      if (!this.#tooLong)
        this.#fault(this.#line, `a record larger than ${this.#options.maxParagraphBytes} bytes`);
      this.#tooLong = true;
      return;
    }
    const lead = line[0];
    if (lead === 0x20 || lead === 0x09) {
      if (this.#start === 0) this.#fault(this.#line, 'a continuation line without a field before it');
      return;
    }
    const colon = line.indexOf(0x3a);
    if (colon < 1 || line.subarray(0, colon).includes(0x20)) {
      this.#fault(this.#line, 'a line that is no field');
      return;
    }
    yield* this.#field(line.toString('latin1', 0, colon).toLowerCase(), line.subarray(colon + 1));
  }

  *#field(name: string, value: Buffer): Generator<Paragraph> {
    if (name === this.#options.first && this.#fields.has(name)) {
      this.#fault(this.#line, 'a record that begins without a blank line before it');
      yield* this.#endOfParagraph();
    }
    if (this.#start === 0) this.#start = this.#line;
    if (this.#options.wanted.has(name) && !this.#fields.has(name)) {
      this.#fields.set(name, value.toString('utf8', 0, maxValueBytes).trim());
    }
  }

  *#endOfParagraph(): Generator<Paragraph> {
    if (this.#start > 0 || this.#faults.length > 0) {
      yield { line: this.#start || this.#line, fields: this.#fields, faults: this.#faults };
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
