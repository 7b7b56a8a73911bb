import { resultRows, resultsOf } from './ansible-facts.ts';
import type { ImportedRow, TextLine } from './importer.ts';

/** `web-1 | SUCCESS => {`, `web-2 | UNREACHABLE! => {`. Source: ansible-core 2.14, plugins/callback/minimal.py. */
const beginning = /^(?<host>\S{1,253}) \| (?:SUCCESS|CHANGED|FAILED!|UNREACHABLE!) => (?<json>\{.*)$/;
/** What a host says that is no object: `web-1 | FAILED | rc=127 >>`. */
const otherResult = /^\S{1,253} \| [A-Z]+!? /;
/** UTF-16 units of one result. */
const maxResult = 64 * 1024 * 1024;

/** The result of a host as far as it was printed. */
interface Printed {
  readonly host: string;
  /** The number of its first line. */
  readonly at: string;
  readonly lines: string[];
  length: number;
}

/** Whether these lines are what `ansible` prints. */
export function recognisesPrinted(head: readonly string[]): boolean {
  return head.some((line) => beginning.test(line));
}

/** The rows of what `ansible` prints: a result for each host. Warnings between them are passed over. */
export async function* printedRows(lines: AsyncIterable<TextLine>): AsyncGenerator<ImportedRow> {
  let open: Printed | undefined;
  let isLost = false;
  for await (const { number, text } of lines) {
    const at = String(number);
    const { host, json } = beginning.exec(text)?.groups ?? {};
    if (host !== undefined && json !== undefined) {
      if (open !== undefined) yield notWhole(open);
      open = { host, at, lines: [json], length: json.length };
      isLost = false;
    } else if (open !== undefined) {
      open.length += text.length;
      if (open.length <= maxResult) open.lines.push(text);
    } else {
      const isResult = otherResult.test(text);
      if (isResult || (!isLost && /^[\s{}]+\S/.test(text)))
        yield {
          type: 'fault',
          at,
          message: isResult ? noFacts : 'no beginning of a result: was it cut off?',
        };
      isLost ||= !isResult;
    }
    if (open === undefined || !isEnd(text, open)) continue;
    yield* rowsOf(open);
    open = undefined;
  }
  if (open !== undefined) yield notWhole(open);
}

const noFacts = 'a result that is neither facts nor a reason why there are none';

/** Results are indented, so that the brace that ends one stands alone; with `--one-line` it ends the first line. */
function isEnd(text: string, { lines }: Printed): boolean {
  return lines.length === 1 ? text.endsWith('}') : text === '}';
}

function* rowsOf({ host, at, lines, length }: Printed): Iterable<ImportedRow> {
  const document = length > maxResult ? undefined : parsed(lines.join('\n'));
  const [result] = resultsOf(document);
  if (document === undefined)
    yield { type: 'fault', at, message: 'the result of this host cannot be read as JSON' };
  else if (result === undefined) yield { type: 'fault', at, message: noFacts };
  else yield* resultRows({ ...result, host, place: at });
}

function notWhole({ at }: Printed): ImportedRow {
  return { type: 'fault', at, message: 'the result of this host has no end: was it cut off?' };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // said where the result begins
  }
}
