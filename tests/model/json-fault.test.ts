import { describe, expect, it } from 'vitest';
import { jsonFault, notJson } from '../../src/model/json-fault.ts';
import { fc } from '../support/property.ts';

describe('notJson', () => {
  it.each([
    [
      'a line that was cut',
      '{"name":"kes',
      'not JSON at column 13: expected a closing quotation mark, found the end',
    ],
    ['cut behind a colon', '{"name":', 'not JSON at column 9: expected a value, found the end'],
    ['cut behind a value', '{"a":[1', 'not JSON at column 8: expected "," or "]", found the end'],
    ['blanks', '\n', 'not JSON at column 1: expected a value, found the end'],
    ['nothing', '', 'not JSON at column 1: expected a value, found the end'],
    ['a word without quotation marks', '{"a":yes}', 'not JSON at column 6: expected a value, found "y"'],
    [
      'a name without them',
      '{a:1}',
      'not JSON at column 2: expected a name in quotation marks or "}", found "a"',
    ],
    ['a comma too many', '{"a":1,}', 'not JSON at column 8: expected a name in quotation marks, found "}"'],
    ['a comma too many in a list', '[1,]', 'not JSON at column 4: expected a value, found "]"'],
    ['no colon', '{"a" 1}', 'not JSON at column 6: expected ":", found "1"'],
    ['two values', '{} {}', 'not JSON at column 4: expected the end, found "{"'],
    [
      'a control character',
      '["a\u0007"]',
      'not JSON at column 4: expected an escape in place of a control character, found "\\u0007"',
    ],
    [
      'an unknown escape',
      '["\\x41"]',
      'not JSON at column 4: expected one of the escapes of JSON, found "x"',
    ],
    ['a wide character', '["a" 🛡]', 'not JSON at column 6: expected "," or "]", found "🛡"'],
    [
      'several lines',
      '{\n  "a": 1,\n  "b": }\n',
      'not JSON at line 3, column 8: expected a value, found "}"',
    ],
    [
      'several lines that end too early',
      '{\n  "a": [1,\n',
      'not JSON at line 2, column 11: expected a value, found the end',
    ],
    ['one line with its end', '{"a"\r\n', 'not JSON at column 5: expected ":", found the end'],
  ])('%s', (_name, text, expected) => {
    expect(notJson(text)).toBe(expected);
  });
});

describe('jsonFault', () => {
  const piece = fc.constantFrom(
    ...[
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '"a"',
      '""',
      '0',
      '-',
      '1.5e3',
      '01',
      'true',
      'nul',
      'null',
      '\\',
      '\\n',
    ],
    ...[' ', '\n', '\u0001', '\ufeff', '\u2028', 'é', '\\u00e9', '1.', '.5', '+1'],
  );
  const nearly = fc.tuple(fc.json(), fc.nat(), fc.nat(2), piece).map(([json, where, cut, put]) => {
    const at = where % (json.length + 1);
    return json.slice(0, at) + put + json.slice(at + cut);
  });
  const text = fc.oneof(
    fc.json(),
    nearly,
    fc.array(piece).map((pieces) => pieces.join('')),
  );

  it('takes for JSON what JSON.parse does, and nothing else', () => {
    fc.assert(
      fc.property(text, (json) => {
        expect(jsonFault(json) === undefined).toBe(isJson(json));
      }),
      {
        numRuns: 2_000,
      },
    );
  });

  it('finds the fault where what comes before could still become JSON', () => {
    expect(jsonFault(`${'['.repeat(200_000)}x`)).toEqual({ offset: 200_000, expected: 'a value or "]"' });
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false; // the only thing that JSON.parse throws for a text
  }
}
