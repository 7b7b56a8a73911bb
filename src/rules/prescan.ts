import { CST, Lexer } from 'yaml';
import { limits } from './limits.ts';
import { count, excerpt } from './words.ts';

/** A fault at an offset (UTF-16 units) of a text. */
export interface OffsetFault {
  readonly offset: number;
  readonly found: string;
  readonly expected: string;
}

/**
 * What a look at the tokens alone shows. `stop`: the text must not be parsed any further.
 * `broken`: offsets of tabs and open quotes, after which nothing that a parser says about the document helps.
 */
export interface Prescan {
  readonly faults: readonly OffsetFault[];
  readonly broken: readonly number[];
  readonly stop: boolean;
}

/** Things that YAML has and rule files do not. */
const refused: Readonly<Record<string, { readonly name: string; readonly expected: string }>> = {
  anchor: { name: 'the anchor', expected: 'no anchors: a rule file writes every value out' },
  alias: { name: 'the alias', expected: 'no aliases: a rule file writes every value out' },
  tag: { name: 'the tag', expected: 'no tags: text that could be read as a number stands in quotes' },
  'directive-line': { name: 'the directive', expected: 'no directives' },
};
const mostRefusals = 10;

/**
 * Looks at a file token by token, before any tree is built, for what rule files may not hold: anchors and aliases (so
 * neither a cycle nor a bomb is ever expanded), tags, directives, tabs as indentation, and anything over the bounds.
 * Time and memory are linear in the text, and the scan ends at the first thing that would make parsing expensive.
 */
export function prescan(text: string): Prescan {
  const control = firstControlCharacter(text);
  if (control) return { faults: [control], broken: [], stop: true };
  const faults: OffsetFault[] = [];
  const indentation = new Indentation();
  const bounds = new Bounds();
  const broken: number[] = [];
  let stop = false;
  let refusals = 0;

  for (const { type, offset, source } of tokens(text)) {
    const open = openQuote(type, offset, source);
    const over =
      indentation.see(type, offset, source, bounds.inFlow) ?? bounds.exceededBy(type, offset, source);
    const refusal = refusalOf(type, offset, source);
    if (refusal) refusals++;
    if (over) faults.push(over);
    else if (refusal && refusals <= mostRefusals) faults.push(refusal);
    else if (refusal) faults.push({ ...refusal, found: 'more anchors, aliases, tags or directives' });
    else if (open) {
      faults.push(open);
      broken.push(offset);
    }
    stop = over !== undefined || refusals > mostRefusals;
    if (stop) break;
  }
  return {
    faults: [...faults, ...indentation.faults()],
    broken: [...broken, ...indentation.tabs],
    stop,
  };
}

/** The fault of nesting deeper than {@link limits.depth}. */
export function tooDeep(offset: number): OffsetFault {
  return {
    offset,
    found: `mappings or lists nested more than ${limits.depth} deep`,
    expected: 'the shape that docs/rules.md shows',
  };
}

interface Token {
  readonly type: CST.TokenType | 'text' | null;
  readonly offset: number;
  readonly source: string;
}

/** The tokens of the YAML lexer with their offsets; plain and block texts are `text`, its inner marks are left out. */
function* tokens(text: string): Generator<Token> {
  let offset = 0;
  let textFollows = false;
  for (const source of new Lexer().lex(text)) {
    const type: CST.TokenType | 'text' | null = textFollows ? 'text' : CST.tokenType(source);
    textFollows = type === 'scalar';
    if (type === 'doc-mode' || type === 'flow-error-end' || type === 'scalar') continue;
    yield { type, offset, source };
    offset += source.length;
  }
}

function refusalOf(type: Token['type'], offset: number, source: string): OffsetFault | undefined {
  const entry = type === null ? undefined : refused[type];
  if (!entry || /^%YAML +1\.2\s*$/.test(source)) return undefined;
  return { offset, found: `${entry.name} ${excerpt(source.trim())}`, expected: entry.expected };
}

/** A quote that nothing closes, told where it opens: the parser would tell it at the end of the file. */
function openQuote(type: Token['type'], offset: number, source: string): OffsetFault | undefined {
  if (type !== 'single-quoted-scalar' && type !== 'double-quoted-scalar') return undefined;
  if (source.length > limits.textLength) return undefined;
  const closed = type === 'single-quoted-scalar' ? /^'(?:[^']|'')*'$/ : /^"(?:[^"\\]|\\[\s\S])*"$/;
  if (closed.test(source)) return undefined;
  const sign = source.slice(0, 1);
  return { offset, found: `a ${sign} that opens a text which nothing closes`, expected: `a closing ${sign}` };
}

/** Counts what makes parsing expensive. */
class Bounds {
  #tokens = 0;
  #marks = 0;
  #flowDepth = 0;
  #openedOnLine = 0;

  get inFlow(): boolean {
    return this.#flowDepth > 0;
  }

  exceededBy(type: Token['type'], offset: number, source: string): OffsetFault | undefined {
    if (++this.#tokens > limits.tokens) {
      return {
        offset,
        found: `more than ${limits.tokens} words and signs in one file`,
        expected: 'rules divided over several files',
      };
    }
    switch (type) {
      case 'newline':
        this.#openedOnLine = 0;
        return undefined;
      case 'doc-start':
      case 'doc-end':
        this.#flowDepth = 0;
        if (++this.#marks <= limits.documents) return undefined;
        return {
          offset,
          found: `more than ${limits.documents} marks between documents`,
          expected: 'rules divided over several files',
        };
      case 'flow-map-start':
      case 'flow-seq-start':
        return ++this.#flowDepth > limits.depth ? tooDeep(offset) : undefined;
      case 'flow-map-end':
      case 'flow-seq-end':
        this.#flowDepth = Math.max(0, this.#flowDepth - 1);
        return undefined;
      case 'seq-item-ind':
      case 'explicit-key-ind':
        return ++this.#openedOnLine > limits.depth ? tooDeep(offset) : undefined;
      case 'single-quoted-scalar':
      case 'double-quoted-scalar':
      case 'text':
        if (source.length <= limits.textLength) return undefined;
        return {
          offset,
          found: `a text of ${count(source.length, 'character')}`,
          expected: `texts of at most ${limits.textLength} characters (is a closing quote missing?)`,
        };
      default:
        return undefined;
    }
  }
}

/** Watches what stands in front of the first sign of each line: tabs, and columns that go further and further in. */
class Indentation {
  readonly tabs: number[] = [];
  readonly #columns: number[] = [];
  #atLineStart = true;
  #column = 0;
  #tab: number | undefined;

  /** Returns a fault where a line lies too deep. A line of white space alone, or a comment, may stand anywhere. */
  see(type: Token['type'], offset: number, source: string, inFlow: boolean): OffsetFault | undefined {
    if (!this.#atLineStart) {
      if (type === 'newline') this.#startLine();
      return undefined;
    }
    if (type === 'newline' || type === 'comment') {
      this.#startLine();
      return undefined;
    }
    if (type === 'space') {
      const tab = source.indexOf('\t');
      if (tab !== -1) this.#tab = offset + tab;
      this.#column = source.length;
      return undefined;
    }
    this.#atLineStart = false;
    if (this.#tab !== undefined) this.tabs.push(this.#tab);
    if (inFlow) return undefined;
    while ((this.#columns.at(-1) ?? -1) >= this.#column) this.#columns.pop();
    this.#columns.push(this.#column);
    return this.#columns.length > limits.depth ? tooDeep(offset) : undefined;
  }

  /** One fault for all tabs of a file: an editor that writes tabs writes one on every line. */
  faults(): OffsetFault[] {
    const [offset] = this.tabs;
    if (offset === undefined) return [];
    const lines = this.tabs.length > 1 ? ` (on ${this.tabs.length} lines)` : '';
    return [{ offset, found: `a tab as indentation${lines}`, expected: 'spaces' }];
  }

  #startLine(): void {
    this.#atLineStart = true;
    this.#column = 0;
    this.#tab = undefined;
  }
}

/** Characters that YAML 1.2 does not allow in a file (section 5.1), and halves of surrogate pairs. */
function firstControlCharacter(text: string): OffsetFault | undefined {
  const match =
    /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.exec(
      text,
    );
  if (!match) return undefined;
  return {
    offset: match.index,
    found: `${match[0] === '\0' ? 'a NUL character' : 'the control character'} ${excerpt(match[0])}`,
    expected: 'text; in double quotes such a character can be written as an escape',
  };
}
