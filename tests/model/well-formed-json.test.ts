import { describe, expect, it } from 'vitest';
import { wellFormedJson } from '../../src/model/well-formed-json.ts';
import { fc } from '../support/property.ts';

describe('JSON text that every reader takes', () => {
  it.each([
    ['half a pair', 'a\ud800b', '"a\\ufffdb"'],
    ['the other half', '\udc00', '"\\ufffd"'],
    ['the halves in the wrong order', '\udc00\ud800', '"\\ufffd\\ufffd"'],
    ['a whole pair', '\u{1f600}', '"\u{1f600}"'],
    ['half a pair before a whole one', '\ud83d\u{1f600}', '"\\ufffd\u{1f600}"'],
    ['text that looks like the escape', '\\ud800', '"\\\\ud800"'],
    ['a backslash before half a pair', '\\\ud800', '"\\\\\\ufffd"'],
    ['a key', { '\ud800': '\t' }, '{"\\ufffd":"\\t"}'],
  ])('%s', (_title, value, text) => {
    expect(wellFormedJson(value)).toBe(text);
  });

  it('parses back to the same value, each half replaced', () => {
    const units = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 12 });
    fc.assert(
      fc.property(units, (codes) => {
        const text = String.fromCharCode(...codes);
        expect(JSON.parse(wellFormedJson([text]))).toEqual([text.replace(/\p{Surrogate}/gu, '\ufffd')]);
      }),
    );
  });
});
