/** A record of a text in CSV that is read line by line, as far as it has come. */
export interface OpenRecord {
  readonly cells: string[];
  /** What a quoted cell holds so far that goes on in the next line. */
  quoted: string | undefined;
}

/**
 * Reads the next line of a record (RFC 4180) into it. `whole`: the record ends with the line. `open`: a quoted cell goes on.
 * `stray`: a cell that came from a line before ends in the middle, so that its quotation mark is likely one that was never
 * closed. Within one line such a mark is taken as it is, as programs write it that do not double it.
 */
export function readLine(record: OpenRecord, line: string, delimiter: string): 'whole' | 'open' | 'stray' {
  let at = 0;
  for (;;) {
    const start = afterBlanks(line, at);
    const begun = record.quoted;
    if (begun === undefined && line[start] !== '"') {
      const end = cellEnd(line, at, delimiter);
      record.cells.push(line.slice(at, end));
      if (end === line.length) return 'whole';
      at = end + 1;
      continue;
    }
    const rest = restOfQuoted(line, begun === undefined ? start + 1 : 0);
    const value = begun === undefined ? rest.value : `${begun}\n${rest.value}`;
    if (rest.end < 0) {
      record.quoted = value;
      return 'open';
    }
    const after = afterBlanks(line, rest.end);
    const isClosed = after === line.length || line[after] === delimiter;
    if (!isClosed && begun !== undefined) return 'stray';
    record.quoted = undefined;
    const end = isClosed ? after : cellEnd(line, rest.end, delimiter);
    record.cells.push(isClosed ? value : `${value}"${line.slice(rest.end, end).replace(/"$/, '')}`);
    if (end === line.length) return 'whole';
    at = end + 1;
  }
}

/** The cells of a line in which quotation marks mean nothing. */
export function plainCells(line: string, delimiter: string): string[] {
  return line.split(delimiter).map((cell) => cell.replaceAll('"', ''));
}

/** A quoted cell from behind its mark, or from the beginning of the next line; `end` is behind its last mark, -1 without one. */
function restOfQuoted(line: string, start: number): { readonly value: string; readonly end: number } {
  let value = '';
  for (let at = start; ; ) {
    const mark = line.indexOf('"', at);
    if (mark < 0) return { value: value + line.slice(at), end: -1 };
    value += line.slice(at, mark);
    if (line[mark + 1] !== '"') return { value, end: mark + 1 };
    value += '"';
    at = mark + 2;
  }
}

function cellEnd(line: string, start: number, delimiter: string): number {
  const end = line.indexOf(delimiter, start);
  return end < 0 ? line.length : end;
}

function afterBlanks(line: string, start: number): number {
  let at = start;
  while (line[at] === ' ') at++;
  return at;
}
