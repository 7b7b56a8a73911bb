import { describe, expect, it } from 'vitest';
import { CsvReader, type CsvRow } from '../../src/model/csv-reader.ts';
import { fc } from '../support/property.ts';

function read(text: string, delimiter = ',', partLength = 3, skip = 0): CsvRow[] {
  const reader = new CsvReader(delimiter, skip);
  const rows: CsvRow[] = [];
  for (let at = 0; at < text.length; at += partLength)
    rows.push(...reader.push(text.slice(at, at + partLength)));
  return [...rows, ...reader.end()];
}

/** `2: a|b` for a row, `2! fault` for a fault, `2! fault: a|b` for both. */
function shown(rows: readonly CsvRow[]): string[] {
  return rows.map(({ line, cells, fault }) => {
    const text = cells?.join('|').replaceAll('\n', '⏎');
    return fault === undefined
      ? `${line}: ${text}`
      : `${line}! ${fault}${text === undefined ? '' : `: ${text}`}`;
  });
}

const unclosed = 'a quotation mark opens a cell here and is never closed';

describe('CsvReader', () => {
  it.each<readonly [string, string, readonly string[]]>([
    ['plain rows', 'a,b\nc,d\n', ['1: a|b', '2: c|d']],
    ['no line end at the end', 'a,b\nc,d', ['1: a|b', '2: c|d']],
    ['line ends of every kind', 'a\r\nb\rc\nd\r', ['1: a', '2: b', '3: c', '4: d']],
    ['blank lines', '\na\r\n\r\n  \nb', ['2: a', '5: b']],
    ['a row of empty cells', 'a,b\n,\n"",\nc,d', ['1: a|b', '4: c|d']],
    ['empty cells', ',a,,b,', ['1: |a||b|']],
    ['quoted cells', '"a,b","c ""d"""\n"",x', ['1: a,b|c "d"', '2: |x']],
    ['blanks around quoted cells', 'a, "b,c" ,d', ['1: a|b,c|d']],
    [
      'line ends in quoted cells, each counted once',
      '"a\r\nb\r\n",1\r\nx,"\n\n"\ny',
      ['1: a⏎b⏎|1', '4: x|⏎⏎', '7: y'],
    ],
    ['two quoted cells of several lines in a row', '"a\nb","c\nd"\ne', ['1: a⏎b|c⏎d', '4: e']],
    ['marks within a cell that is not quoted', 'TFT 24",5"x', ['1: TFT 24"|5"x']],
    ['marks that are not doubled', '"TFT "24" wide",1\n"a"b,2', ['1: TFT "24" wide|1', '2: a"b|2']],
    ['a mark that is never closed', 'a,"b\nc,d\n', [`1! ${unclosed}: a|b`, '2: c|d']],
    ['one in the last line', 'a,b\nc,"d', ['1: a|b', `2! ${unclosed}: c|d`]],
    [
      'one that a later cell seems to close',
      'a,"b\nc,d\ne,"f",1\n',
      [`1! ${unclosed}: a|b`, '2: c|d', '3: e|f|1'],
    ],
    ['two of them', 'a,"b\nc,"d\ne,f\n', [`1! ${unclosed}: a|b`, `2! ${unclosed}: c|d`, '3: e|f']],
    [
      'one behind a cell of several lines',
      '"a\nb","c\nd,e',
      [`2! ${unclosed} (the row begins on line 1)`, '3: d|e'],
    ],
    ['one with doubled marks behind it', 'a,"b\n"",""\nc', [`1! ${unclosed}: a|b`, '3: c']],
  ])('%s', (_name, text, expected) => {
    expect(shown(read(text))).toEqual(expected);
    expect(shown(read(text, ',', 1))).toEqual(expected);
    expect(shown(read(text, ',', 1000))).toEqual(expected);
  });

  it('passes over lines at the beginning, and counts them', () => {
    expect(shown(read('x "y\r\nz\n1;2\n', ';', 2, 2))).toEqual(['3: 1|2']);
  });

  it('drops a line that is too long, wherever it is', () => {
    const long = 'x'.repeat(1 << 21);
    expect(shown(read(`a,b\r\n${long}\r\nc,"d\n${long}\ne,f\n${long}`, ',', 65_536))).toEqual([
      '1: a|b',
      '2! the line is longer than 1 MiB',
      `3! ${unclosed}: c|d`,
      '4! the line is longer than 1 MiB',
      '5: e|f',
      '6! the line is longer than 1 MiB',
    ]);
  });

  it('bounds a row of many lines, and takes linear time where every line opens a cell', () => {
    const rows = read(`"\n${'","\n'.repeat(300_000)}`, ',', 65_536);
    expect(rows[0]?.fault).toMatch(/never closed \(the row begins on line 1\)/);
    const opening = read('a,"b\n'.repeat(200_000), ',', 65_536);
    expect(opening).toHaveLength(200_000);
  });

  it('reads what was written, with the line of every row, whatever the parts', () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', '"', ',', ';', '\r\n', '\n', '\r', ' ', 'é', '🛡'),
      maxLength: 8,
    });
    const row = fc
      .array(cell, { minLength: 1, maxLength: 4 })
      .filter((cells) => cells.some((each) => each.trim() !== ''));
    const written = fc.record({
      rows: fc.array(row, { maxLength: 8 }),
      quoteAll: fc.boolean(),
      end: fc.constantFrom('\r\n', '\n', '\r'),
      delimiter: fc.constantFrom(',', ';', '\t'),
      part: fc.integer({ min: 1, max: 20 }),
    });
    fc.assert(
      fc.property(written, ({ rows, quoteAll, end, delimiter, part }) => {
        let line = 1;
        const lines: number[] = [];
        const texts = rows.map((cells) => {
          const text = cells
            .map((each) => (quoteAll || /[",;\t\r\n ]/.test(each) ? `"${each.replaceAll('"', '""')}"` : each))
            .join(delimiter);
          lines.push(line);
          line += text.split(/\r\n|\n|\r/).length;
          return text + end;
        });
        expect(read(texts.join(''), delimiter, part)).toEqual(
          rows.map((cells, index) => ({
            line: lines[index],
            cells: cells.map((each) => each.replace(/\r\n|\r/g, '\n')),
          })),
        );
      }),
    );
  });
});
