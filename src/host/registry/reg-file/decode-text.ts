import { StringDecoder } from 'node:string_decoder';

/** How the text was stored. `latin-1` stands for an 8-bit file whose code page is unknown. */
export type RegEncoding = 'utf-16le' | 'utf-8' | 'latin-1';

/** Chunks of bytes to text, without its byte order mark. The first bytes decide the encoding. */
export class TextDecoding {
  /** Undefined until two bytes were seen; `unsupported` for big-endian UTF-16. */
  encoding: RegEncoding | 'unsupported' | undefined;
  /** True where letters may be wrong: an 8-bit file beyond ASCII, or UTF-8 with broken sequences. */
  doubtful = false;
  #decoder: StringDecoder | undefined;
  #held: Buffer = Buffer.alloc(0);

  /** Text of the next chunk; empty while the encoding is open. */
  push(chunk: Buffer): string {
    if (this.#decoder === undefined) {
      this.#held = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
      if (this.#held.length < 8) return '';
      return this.#start();
    }
    return this.#text(this.#decoder.write(chunk));
  }

  /** What is left at the end of the file. */
  end(): string {
    const start = this.#decoder === undefined && this.#held.length > 0 ? this.#start() : '';
    return start + this.#text(this.#decoder?.end() ?? '');
  }

  #start(): string {
    const { encoding, skip } = detect(this.#held);
    this.encoding = encoding;
    this.#decoder = new StringDecoder(
      encoding === 'utf-16le' ? 'utf16le' : encoding === 'utf-8' ? 'utf8' : 'latin1',
    );
    return this.#text(this.#decoder.write(this.#held.subarray(skip)));
  }

  #text(text: string): string {
    if (this.doubtful) return text;
    if (this.encoding === 'latin-1') this.doubtful = /[\u0080-\u00ff]/.test(text);
    else if (this.encoding === 'utf-8') this.doubtful = text.includes('\ufffd');
    return text;
  }
}

/** Windows writes UTF-16LE with a mark, or REGEDIT4 in the ANSI code page; other tools write UTF-8 with or without one. */
function detect(start: Buffer): { encoding: RegEncoding | 'unsupported'; skip: number } {
  const [first, second, third] = start;
  if (first === 0xff && second === 0xfe) return { encoding: 'utf-16le', skip: 2 };
  if (first === 0xfe && second === 0xff) return { encoding: 'unsupported', skip: 2 };
  if (first === 0xef && second === 0xbb && third === 0xbf) return { encoding: 'utf-8', skip: 3 };
  if (first !== 0 && second === 0) return { encoding: 'utf-16le', skip: 0 };
  if (start.toString('latin1', 0, 8).toUpperCase() === 'REGEDIT4') return { encoding: 'latin-1', skip: 0 };
  return { encoding: 'utf-8', skip: 0 };
}
