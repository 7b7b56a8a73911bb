import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parsePlist } from '../../../src/host/plist/parse-plist.ts';
import {
  PlistError,
  type PlistValue,
  plistAt,
  plistDate,
  plistList,
  plistText,
} from '../../../src/host/plist/plist-value.ts';
import { describeWith } from '../../support/needs.ts';
import { fc } from '../../support/property.ts';

const fixture = (name: string): Buffer => readFileSync(join(import.meta.dirname, 'fixtures', name));

const everything: readonly (readonly [string, PlistValue])[] = [
  ['text', 'Kaspersky & <Lab> "x"'],
  ['unicode', 'Größe 🛡 Защита'],
  ['empty', ''],
  ['yes', true],
  ['no', false],
  ['zero', 0],
  ['byte', 200],
  ['short', 40000],
  ['long', 3_000_000_000],
  ['negative', -7],
  ['large', 4_503_599_627_370_496],
  ['huge', 2 ** 64],
  ['real', 3.25],
  ['date', new Date('2026-06-07T08:09:10.000Z')],
  ['data', Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex')],
  ['list', [1, 'two', [3, new Map([['four', 4]])]]],
  ['emptyList', []],
  ['emptyDict', new Map()],
  ['long list', Array.from({ length: 40 }, (_, index) => index)],
  ['nested', new Map([['a', new Map([['b', new Map([['c', 'deep']])]])]])],
];

describe('parsePlist', () => {
  it.each([
    'everything-plistlib.xml.plist',
    'everything-plistlib.bin.plist',
    'everything-plistutil.xml.plist',
    'everything-plistutil.bin.plist',
  ])('reads %s', (name) => {
    const value = parsePlist(fixture(name)) as ReadonlyMap<string, PlistValue>;
    for (const [key, expected] of everything) expect(value.get(key), key).toEqual(expected);
    expect(value.size).toBe(everything.length);
  });

  it('takes a UID for a number', () => {
    expect(plistAt(parsePlist(fixture('uid-plistlib.bin.plist')), 'uid')).toBe(5);
  });

  it.each([
    [
      'UTF-16 with its mark',
      Buffer.from('\ufeff<?xml version="1.0"?><plist><string>Größe</string></plist>', 'utf16le'),
      'Größe',
    ],
    ['UTF-8 with a mark', Buffer.from('\ufeff<plist><string>a</string></plist>'), 'a'],
    [
      'comments and CDATA',
      Buffer.from('<!-- > --><plist><string>a<!-- x --><![CDATA[<b>]]>&#x63;&#100;&nosuch;</string></plist>'),
      'a<b>cd&nosuch;',
    ],
    [
      'a declaration with others in it',
      Buffer.from('<!DOCTYPE plist [ <!ENTITY a "b"> ]><plist><string>&a;</string></plist>'),
      '&a;',
    ],
    ['empty elements', Buffer.from('<plist><string/></plist>'), ''],
    ['blanks in tags', Buffer.from('<plist version="1.0" ><true ></true ></plist>'), true],
    ['no plist around it', Buffer.from('<?xml version="1.0"?><integer>0x1F</integer>'), 31],
  ])('reads XML: %s', (_, bytes, expected) => {
    expect(parsePlist(bytes)).toEqual(expected);
  });

  it('keeps names of members of objects as plain keys', () => {
    const value = parsePlist(
      Buffer.from('<plist><dict><key>__proto__</key><string>x</string></dict></plist>'),
    );
    expect(plistText(value, '__proto__')).toBe('x');
    expect(plistText(value, 'constructor')).toBeUndefined();
  });

  const deep = (levels: number) => `<plist>${'<array>'.repeat(levels)}${'</array>'.repeat(levels)}</plist>`;
  it.each([
    ['nothing', '', 'malformed-source', 'it is no property list'],
    ['other text', 'hello', 'malformed-source', 'it is no property list'],
    [
      'the old form',
      '{ CFBundleName = x; }',
      'unsupported-format',
      'it is a property list of the old form, which is not read',
    ],
    ['an end too early', '<plist><dict><key>a', 'malformed-source', 'it ends too early'],
    [
      'a value without key',
      '<plist><dict><string>a</string></dict></plist>',
      'malformed-source',
      'a value of a dictionary has no key',
    ],
    [
      'a key without value',
      '<plist><dict><key>a</key></dict></plist>',
      'malformed-source',
      'a dict ends where none can',
    ],
    ['wrong nesting', '<plist><dict></array></plist>', 'malformed-source', 'a array ends where none can'],
    [
      'an element in a text',
      '<plist><string><b/></string></plist>',
      'malformed-source',
      'a string holds more than text',
    ],
    [
      'other XML',
      '<?xml version="1.0"?><html></html>',
      'malformed-source',
      'it holds an element that no property list has',
    ],
    ['an empty list', '<plist></plist>', 'malformed-source', 'it holds no value'],
    ['a number of letters', '<plist><integer>x</integer></plist>', 'malformed-source', 'a number is none'],
    ['a date of letters', '<plist><date>now</date></plist>', 'malformed-source', 'a date is none'],
    ['too many levels', deep(65), 'too-large', 'its values are too deep in each other'],
  ])('refuses %s', (_, text, reason, message) => {
    expect(failure(Buffer.from(text))).toEqual({ reason, message });
  });

  it('reads 64 levels', () => {
    expect(failure(Buffer.from(deep(64)))).toBeUndefined();
  });

  const trailer = (offsets: readonly number[], top = 0, size = 1) => {
    const end = Buffer.alloc(32);
    end[6] = 1;
    end[7] = size;
    end.writeBigUInt64BE(BigInt(offsets.length), 8);
    end.writeBigUInt64BE(BigInt(top), 16);
    return { table: Buffer.from(offsets), end };
  };
  /** A binary list out of the bytes of its values, one after another from offset 8. */
  const binary = (values: readonly (readonly number[])[], top = 0) => {
    const offsets: number[] = [];
    let at = 8;
    for (const value of values) {
      offsets.push(at);
      at += value.length;
    }
    const { table, end } = trailer(offsets, top);
    end.writeBigUInt64BE(BigInt(at), 24);
    return Buffer.concat([Buffer.from('bplist00'), Buffer.from(values.flat()), table, end]);
  };

  it.each([
    ['a list that holds itself', binary([[0xa1, 0x00]]), 'a value holds itself'],
    [
      'two that hold each other',
      binary([
        [0xa1, 0x01],
        [0xd1, 0x02, 0x00],
        [0x51, 0x61],
      ]),
      'a value holds itself',
    ],
    ['a reference to nothing', binary([[0xa1, 0x09]]), 'a value refers to one that is not there'],
    ['a top that is not there', binary([[0x09]], 3), 'a value refers to one that is not there'],
    ['a key that is no text', binary([[0xd1, 0x01, 0x01], [0x09]]), 'a key is no text'],
    ['a text that is longer than the file', binary([[0x5f, 0x11, 0x7f, 0xff]]), 'a value ends outside of it'],
    ['a length that is none', binary([[0x5f, 0x09]]), 'a length is no number'],
    ['a kind that is none', binary([[0xf0]]), 'it holds a value of no known kind'],
    ['a whole number of 32 bytes', binary([[0x15]]), 'a number has an impossible size'],
  ])('refuses %s', (_, bytes, message) => {
    expect(failure(bytes)).toEqual({ reason: 'malformed-source', message });
  });

  it('refuses an impossible trailer', () => {
    const bytes = binary([[0x09]]);
    const changed = (offset: number, value: number) => {
      const copy = Buffer.from(bytes);
      copy[bytes.length - 32 + offset] = value;
      return failure(copy)?.message;
    };
    expect(changed(6, 0)).toBe('its trailer states impossible sizes');
    expect(changed(7, 9)).toBe('its trailer states impossible sizes');
    expect(changed(8, 0xff)).toBe('it states an impossible number');
    expect(changed(15, 0)).toBe('its table of offsets lies outside of it');
    expect(changed(31, 0xf0)).toBe('its table of offsets lies outside of it');
    expect(failure(bytes.subarray(0, 20))?.message).toBe('it ends too early');
  });

  it('reads what a thousand places refer to once, and no more texts than the file could hold', () => {
    // Ten lists, each ten times the next: ten thousand million values if each place were read.
    const lists = Array.from({ length: 10 }, (_, level) => [0xaa, ...Array<number>(10).fill(level + 1)]);
    const value = parsePlist(binary([...lists, [0x51, 0x61]]));
    expect(plistList(value)).toHaveLength(10);
    // A hundred texts that all are the same hundred bytes, by values of their own.
    const text = [0x5f, 0x10, 100, ...Array<number>(100).fill(0x61)];
    const many = [0xaf, 0x10, 100, ...Array.from({ length: 100 }, (_, index) => index + 1)];
    const { table, end } = trailer([8, ...Array<number>(100).fill(8 + many.length)]);
    const at = 8 + many.length + text.length;
    end.writeBigUInt64BE(BigInt(at), 24);
    const bytes = Buffer.concat([Buffer.from('bplist00'), Buffer.from([...many, ...text]), table, end]);
    expect(failure(bytes)).toEqual({ reason: 'too-large', message: 'its texts are larger than itself' });
  });

  it('shows dates of four-digit years alone', () => {
    const date = (text: string) =>
      parsePlist(Buffer.from(`<plist><dict><key>a</key><date>${text}</date></dict></plist>`));
    expect(plistDate(date('2026-06-07T08:09:10Z'), 'a')).toBe('2026-06-07T08:09:10.000Z');
    expect(plistDate(date('-000001-01-01T00:00:00Z'), 'a')).toBeUndefined();
    expect(plistDate('x', 'a')).toBeUndefined();
  });
});

describeWith(['plistutil'], 'parsePlist beside plistutil', () => {
  // What XML can hold: no control characters, and no line ends that are folded.
  const text = fc
    .string({ unit: 'grapheme', maxLength: 12 })
    .filter((each) => !/[\u0000-\u001f\ufffe\uffff]/.test(each));
  const { value } = fc.letrec<{ value: PlistValue }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      text,
      fc.integer(),
      fc.boolean(),
      fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes)),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.array(fc.tuple(text, tie('value')), { maxLength: 4 }).map((entries) => new Map(entries)),
    ),
  }));

  it('reads the same from both forms of 300 values', () => {
    const values = fc.sample(value, { numRuns: 300, seed: 7 });
    const folder = mkdtempSync(join(tmpdir(), 'phaseout-plist-'));
    try {
      const xml = join(folder, 'a.xml');
      const bin = join(folder, 'a.bin');
      writeFileSync(
        xml,
        `<?xml version="1.0" encoding="UTF-8"?>\n<plist version="1.0">${writeXml(values)}</plist>`,
      );
      execFileSync('plistutil', ['-i', xml, '-o', bin, '-f', 'bin']);
      expect(readFileSync(bin).toString('latin1', 0, 8)).toBe('bplist00');
      expect(parsePlist(readFileSync(bin))).toEqual(values);
      expect(parsePlist(readFileSync(xml))).toEqual(values);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

function failure(bytes: Buffer): { reason: string; message: string } | undefined {
  try {
    parsePlist(bytes);
    return undefined;
  } catch (error) {
    if (!(error instanceof PlistError)) throw error;
    return { reason: error.reason, message: error.message };
  }
}

/** The tests' own writer. */
function writeXml(value: PlistValue): string {
  if (typeof value === 'string') return `<string>${escaped(value)}</string>`;
  if (typeof value === 'number') return `<integer>${value}</integer>`;
  if (typeof value === 'boolean') return `<${value}/>`;
  if (Buffer.isBuffer(value)) return `<data>${value.toString('base64')}</data>`;
  if (value instanceof Map)
    return `<dict>${[...value].map(([key, each]) => `<key>${escaped(key)}</key>${writeXml(each)}`).join('')}</dict>`;
  return `<array>${(value as readonly PlistValue[]).map(writeXml).join('')}</array>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
