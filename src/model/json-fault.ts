/** Where a text stops being JSON. */
export interface JsonFault {
  /** UTF-16 units before it. */
  readonly offset: number;
  /** What could stand there: `a value`, `"," or "]"` … */
  readonly expected: string;
}

/**
 * Why a text that `JSON.parse` refused is none, as the rest of a sentence: `not JSON at column 12: expected a value, found
 * the end`. Line (where there are several) and column count from 1, a column in UTF-16 units. In our own words, because
 * those of `JSON.parse` differ from one version of Node to the next, and a report must not.
 */
export function notJson(text: string): string {
  const fault = jsonFault(text);
  if (fault === undefined) return 'not JSON';
  const { expected } = fault;
  const whole = text.trimEnd();
  // An end that comes too early is behind the last thing that is there.
  const offset = Math.min(fault.offset, whole.length);
  const column = `column ${offset - text.slice(0, offset).lastIndexOf('\n')}`;
  const place = whole.includes('\n') ? `line ${lineOf(text, offset)}, ${column}` : column;
  const char = whole.codePointAt(offset);
  const found = char === undefined ? 'the end' : JSON.stringify(String.fromCodePoint(char));
  return `not JSON at ${place}: expected ${expected}, found ${found}`;
}

function lineOf(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

/** The first place at which a text is not JSON (RFC 8259); undefined where all of it is. Takes linear time, at any depth. */
export function jsonFault(text: string): JsonFault | undefined {
  /** Of the lists and objects that are open, how each closes. */
  const open: (']' | '}')[] = [];
  let wanted: Wanted = 'value';
  for (let at = afterBlanks(text, 0); ; at = afterBlanks(text, at)) {
    const char = text[at];
    const close = open.at(-1);
    if (wanted === 'more') {
      if (close === undefined) return char === undefined ? undefined : { offset: at, expected: 'the end' };
      if (char !== ',' && char !== close) return { offset: at, expected: `"," or "${close}"` };
      at++;
      if (char === close) open.pop();
      else wanted = close === '}' ? 'name' : 'value';
    } else if (wanted === 'colon') {
      if (char !== ':') return { offset: at, expected: '":"' };
      at++;
      wanted = 'value';
    } else if (char === close && (wanted === 'first name' || wanted === 'first value')) {
      at++;
      open.pop();
      wanted = 'more';
    } else if (wanted === 'name' || wanted === 'first name') {
      if (char !== '"') return { offset: at, expected: expectations[wanted] };
      const end = textEnd(text, at);
      if (typeof end !== 'number') return end;
      at = end;
      wanted = 'colon';
    } else if (char === '{' || char === '[') {
      at++;
      open.push(char === '{' ? '}' : ']');
      wanted = char === '{' ? 'first name' : 'first value';
    } else {
      const end = char === '"' ? textEnd(text, at) : plainEnd(text, at);
      if (end === undefined) return { offset: at, expected: expectations[wanted] };
      if (typeof end !== 'number') return end;
      at = end;
      wanted = 'more';
    }
  }
}

type Wanted = 'value' | 'first value' | 'name' | 'first name' | 'colon' | 'more';

const expectations = {
  value: 'a value',
  'first value': 'a value or "]"',
  name: 'a name in quotation marks',
  'first name': 'a name in quotation marks or "}"',
} as const;

function afterBlanks(text: string, start: number): number {
  let at = start;
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at++;
  return at;
}

/** Where the text behind a quotation mark ends, or what is wrong within it. */
function textEnd(text: string, start: number): number | JsonFault {
  for (let at = start + 1; ; at++) {
    const char = text[at];
    if (char === '"') return at + 1;
    if (char === undefined) return { offset: at, expected: 'a closing quotation mark' };
    if (char < ' ') return { offset: at, expected: 'an escape in place of a control character' };
    if (char !== '\\') continue;
    escaped.lastIndex = at;
    if (!escaped.test(text)) return { offset: at + 1, expected: 'one of the escapes of JSON' };
    at = escaped.lastIndex - 1;
  }
}

/** Where a number or a word ends; undefined where there is none. */
function plainEnd(text: string, start: number): number | undefined {
  plain.lastIndex = start;
  return plain.test(text) ? plain.lastIndex : undefined;
}

const escaped = /\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})/y;
const plain = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
