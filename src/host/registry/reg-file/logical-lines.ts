/** One statement of a .reg text: a line, or several where text in quotes or a list of bytes goes on. */
export interface LogicalLine {
  /** Without the line end; empty where `tooLong`. */
  readonly text: string;
  /** Line at which it starts, counted from 1. */
  readonly line: number;
  /** It passed the bound, or the text ended inside quotes. */
  readonly fault: 'too-long' | 'unfinished' | undefined;
}

type State = 'start' | 'name' | 'after-name' | 'data' | 'plain' | 'value-plain';

/**
 * Cuts text that arrives in pieces into logical lines, in one pass and keeping at most `maxUnits` of a line.
 * Quotes decide where a value ends, never a line that looks like a key: data may hold line breaks and brackets.
 */
export class LogicalLines {
  readonly #maxUnits: number;
  readonly #emit: (line: LogicalLine) => void;
  #state: State = 'start';
  #escaped = false;
  #lastSolid = '';
  #parts: string[] = [];
  #units = 0;
  #tooLong = false;
  #line = 1;
  #startLine = 1;

  constructor(maxUnits: number, emit: (line: LogicalLine) => void) {
    this.#maxUnits = maxUnits;
    this.#emit = emit;
  }

  push(text: string): void {
    let from = 0;
    let at = 0;
    while (at < text.length) {
      switch (this.#state) {
        case 'start':
          from = at;
          this.#startLine = this.#line;
          at = this.#begin(text, at);
          break;
        case 'name':
        case 'data':
          at = this.#quoted(text, at);
          break;
        case 'after-name':
          at = this.#afterName(text, at);
          break;
        default: {
          const end = text.indexOf('\n', at);
          this.#noteLastSolid(text, at, end < 0 ? text.length : end);
          if (end < 0) {
            at = text.length;
            break;
          }
          at = end + 1;
          this.#line++;
          if (this.#state === 'value-plain' && this.#lastSolid === '\\') {
            this.#lastSolid = '';
            break;
          }
          this.#keep(text, from, end);
          this.#finish(undefined);
        }
      }
    }
    if (this.#state !== 'start') this.#keep(text, from, text.length);
  }

  /** The last line need not end with a line break. */
  end(): void {
    if (this.#state === 'start') return;
    this.#finish(this.#state === 'name' || this.#state === 'data' ? 'unfinished' : undefined);
  }

  #begin(text: string, at: number): number {
    const first = text.charAt(at);
    this.#lastSolid = '';
    if (first === '"') this.#state = 'name';
    else if (first === '@') this.#state = 'after-name';
    else {
      this.#state = first === ' ' || first === '\t' ? 'start' : 'plain';
      if (first === '\n') return at; // an empty line, ended by the plain state
    }
    return at + 1;
  }

  #quoted(text: string, from: number): number {
    let at = from;
    if (this.#escaped) {
      this.#escaped = false;
      if (text.charAt(at) === '\n') this.#line++;
      at++;
    }
    special.lastIndex = at;
    for (let found = special.exec(text); found !== null; found = special.exec(text)) {
      at = special.lastIndex;
      if (found[0] === '\n') {
        this.#line++;
      } else if (found[0] === '"') {
        this.#state = this.#state === 'name' ? 'after-name' : 'plain';
        return at;
      } else {
        if (at >= text.length) {
          this.#escaped = true;
          return at;
        }
        if (text.charAt(at) === '\n') this.#line++;
        special.lastIndex = at + 1;
      }
    }
    return text.length;
  }

  #afterName(text: string, from: number): number {
    let at = from;
    while (at < text.length && (text.charAt(at) === '=' || text.charAt(at) === ' ')) at++;
    if (at === text.length) return at;
    if (text.charAt(at) === '"') {
      this.#state = 'data';
      return at + 1;
    }
    this.#state = 'value-plain';
    return at;
  }

  #noteLastSolid(text: string, from: number, end: number): void {
    for (let at = end - 1; at >= from; at--) {
      const unit = text.charAt(at);
      if (unit !== ' ' && unit !== '\t' && unit !== '\r') {
        this.#lastSolid = unit;
        return;
      }
    }
  }

  #keep(text: string, from: number, to: number): void {
    if (this.#tooLong || to <= from) return;
    this.#units += to - from;
    if (this.#units > this.#maxUnits) {
      this.#tooLong = true;
      this.#parts = [];
    } else {
      this.#parts.push(text.slice(from, to));
    }
  }

  #finish(fault: 'unfinished' | undefined): void {
    const joined = this.#parts.length === 1 ? (this.#parts[0] ?? '') : this.#parts.join('');
    const text = joined.endsWith('\r') ? joined.slice(0, -1) : joined;
    const line = this.#startLine;
    const tooLong = this.#tooLong;
    this.#state = 'start';
    this.#escaped = false;
    this.#parts = [];
    this.#units = 0;
    this.#tooLong = false;
    if (text !== '' || tooLong) this.#emit({ text, line, fault: tooLong ? 'too-long' : fault });
  }
}

const special = /["\\\n]/g;
