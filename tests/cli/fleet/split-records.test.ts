import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SplitRecords } from '../../../src/cli/fleet/split-records.ts';

/** `line:text` of every record; `line!` where one was too long. */
function records(parts: readonly string[], max?: number): string[] {
  const split = new SplitRecords(max);
  const found = [...parts.flatMap((part) => split.push(part)), ...split.end()];
  return found.map(({ line, text }) => (text === undefined ? `${line}!` : `${line}:${text}`));
}

describe('JSON texts of a file', () => {
  it.each([
    ['one a line', '{"a":1}\n{"b":2}\n', ['1:{"a":1}', '2:{"b":2}']],
    ['without an end of line at the end', '{"a":1}\n{"b":2}', ['1:{"a":1}', '2:{"b":2}']],
    ['with line ends of Windows, and empty lines', '{"a":1}\r\n\r\n{"b":2}\r\n', ['1:{"a":1}', '3:{"b":2}']],
    [
      'over several lines, one after the other',
      '{\n  "a": 1\n}\n{\n  "b": {\n  }\n}\n',
      ['1:{\n  "a": 1\n}', '4:{\n  "b": {\n  }\n}'],
    ],
    [
      'both kinds in one file',
      '{"a":1}\n{\n "b": 2\n}\n{"c":3}\n',
      ['1:{"a":1}', '2:{\n "b": 2\n}', '5:{"c":3}'],
    ],
    ['a list', '[\n{"a":1},\n{"b":2}\n]\n', ['1:[\n{"a":1},\n{"b":2}\n]']],
    ['a list on one line', '[{"a":1}]\n', ['1:[{"a":1}]']],
    ['written by another program', '{ "a": 1,\n"b": {\n} }\n', ['1:{ "a": 1,\n"b": {\n} }']],
    ['one that was cut off', '{\n  "a": 1,\n', ['1:{\n  "a": 1,']],
    ['nothing', '', []],
    ['words', 'hello\nworld\n', ['1:hello', '2:world']],
  ])('%s', (_, text, expected) => {
    expect(records([text])).toEqual(expected);
  });

  it('a text that is too long is told and dropped, and the next is read', () => {
    expect(records([`{"a":"${'x'.repeat(50)}"}\n{"b":2}\n`], 20)).toEqual(['1!', '2:{"b":2}']);
    expect(records([`{\n"a":"${'x'.repeat(50)}"\n}\n{"b":2}\n`], 20)).toEqual(['1!', '4:{"b":2}']);
    expect(records([`{"a":"${'x'.repeat(50)}`], 20)).toEqual(['1!']);
  });

  it('a text of many empty lines is too long too', () => {
    expect(records([`{\n${'\n'.repeat(50)}}\n{"b":2}\n`], 20)).toEqual(['1!', '53:{"b":2}']);
  });

  it.each([19, 20, 21])('of a line that comes in parts, %i characters of at most 20', (length) => {
    const line = `{"a":"${'x'.repeat(length - 8)}"}`;
    const parts = `${line}\n{"b":2}\n`.match(/[\s\S]{1,3}/g) ?? [];
    expect(records(parts, 20)).toEqual([length > 20 ? '1!' : `1:${line}`, '2:{"b":2}']);
  });

  it('takes time by the length of a line, not by its square', () => {
    // 16 Mi characters in parts of 1 Ki: looked at once, a moment; each part with all before it, more than the time limit.
    const parts = Array.from({ length: 16_384 }, () => 'x'.repeat(1_024));
    const [only, ...others] = records(['[', ...parts, ']\n']);
    expect([only?.length, others]).toEqual([16 * 1_024 * 1_024 + '1:[]'.length, []]);
  }, 5_000);

  it('is the same however the text is cut into parts', () => {
    const line = fc.constantFrom('{', '}', '{"a":1}', '', '  "x": [', ']', '[', 'text');
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 12 }),
        fc.infiniteStream(fc.integer({ min: 1, max: 5 })),
        (lines, sizes) => {
          const text = lines.join('\n');
          const parts: string[] = [];
          for (let at = 0; at < text.length; ) {
            const size = sizes.next().value ?? 1;
            parts.push(text.slice(at, at + size));
            at += size;
          }
          expect(records(parts)).toEqual(records([text]));
        },
      ),
    );
  });
});
