import { NtExecutable, NtExecutableResource, Resource } from 'resedit';
import { describe, expect, it } from 'vitest';
import { inspectExecutable } from '../../../../src/collect/parse/pe/inspect-executable.ts';
import { readVersionText } from '../../../../src/collect/parse/pe/version-text.ts';
import { fc } from '../../../support/property.ts';
import { countingSource } from './pe-file.ts';

const fields = [
  'companyName',
  'productName',
  'fileDescription',
  'fileVersion',
  'productVersion',
  'originalFilename',
] as const;

/** One block as Windows lays it out: length, length of the value, type, key, value, children. */
function block(
  key: string,
  value: Buffer | string,
  children: readonly Buffer[] = [],
  lie: { length?: number; valueLength?: number; type?: number } = {},
): Buffer {
  const isText = typeof value === 'string';
  const bytes = isText ? Buffer.from(value === '' ? '' : `${value}\0`, 'utf16le') : value;
  let whole = Buffer.concat([Buffer.alloc(6), Buffer.from(`${key}\0`, 'utf16le')]);
  for (const part of [bytes, ...children]) {
    whole = Buffer.concat([whole, Buffer.alloc((4 - (whole.length % 4)) % 4), part]);
  }
  whole.writeUInt16LE(lie.length ?? whole.length, 0);
  whole.writeUInt16LE(lie.valueLength ?? (isText ? bytes.length / 2 : bytes.length), 2);
  whole.writeUInt16LE(lie.type ?? (isText ? 1 : 0), 4);
  return whole;
}

const table = (key: string, ...texts: Buffer[]): Buffer => block(key, '', texts);
const strings = (...tables: Buffer[]): Buffer => block('StringFileInfo', '', tables);
const translations = (...ids: number[]): Buffer =>
  block('VarFileInfo', '', [
    block(
      'Translation',
      Buffer.concat(
        ids.map((id) => {
          const pair = Buffer.alloc(4);
          pair.writeUInt16LE(id, 0);
          pair.writeUInt16LE(1200, 2);
          return pair;
        }),
      ),
    ),
  ]);
const version = (...children: Buffer[]): Buffer => block('VS_VERSION_INFO', Buffer.alloc(0), children);
const company = (name: string, lie = {}): Buffer => block('CompanyName', name, [], lie);

const german = table('040704b0', company('Deutsch'));
const british = table('080904b0', company('British'));
const greek = table('040804b0', company('Ελλάς'));
const neutral = table('000004b0', company('Neutral'));
const russian = table('041904b0', company('Русский'));

describe('which text counts', () => {
  const cases: [name: string, resources: Buffer[], companyName: string | undefined][] = [
    ['the translation table first', [version(strings(german, british), translations(0x407))], 'Deutsch'],
    ['in its order', [version(strings(german, greek), translations(0x408, 0x407))], 'Ελλάς'],
    ['it may stand first', [version(translations(0x419), strings(german, russian))], 'Русский'],
    ['else English, of whatever country', [version(strings(german, neutral, british))], 'British'],
    ['else the neutral one', [version(strings(german, neutral))], 'Neutral'],
    ['else the first', [version(strings(german, greek))], 'Deutsch'],
    [
      'a translation that has no texts counts for nothing',
      [version(strings(russian, british), translations(0x411))],
      'British',
    ],
    ['hexadecimal digits of either case', [version(strings(table('041904B0', company('Б'))))], 'Б'],
    ['a second resource, where the first has no texts', [version(), version(strings(greek))], 'Ελλάς'],
    ['names in any case', [version(strings(table('040904b0', block('COMPANYNAME', 'Loud'))))], 'Loud'],
    [
      'blanks are no name',
      [version(strings(table('040904b0', company('  ')), table('040704b0', company('X'))))],
      'X',
    ],
    ['blanks around a name', [version(strings(table('040904b0', company(' Co '))))], 'Co'],
    [
      'a length in bytes',
      [version(strings(table('040904b0', company('Bytes', { valueLength: 12 }))))],
      'Bytes',
    ],
    ['a text called binary', [version(strings(table('040904b0', company('Binary', { type: 0 }))))], 'Binary'],
    [
      'nothing after a NUL',
      [version(strings(table('040904b0', company('AO Kaspersky Lab\0 and more'))))],
      'AO Kaspersky Lab',
    ],
    [
      'of two texts of one name the first',
      [version(strings(table('040904b0', company('1'), company('2'))))],
      '1',
    ],
    [
      'a very long one is cut',
      [version(strings(table('040904b0', company('x'.repeat(3000)))))],
      'x'.repeat(1024),
    ],
    [
      'names that are none of ours',
      [version(strings(table('040904b0', block('__proto__', 'x'))))],
      undefined,
    ],
  ];
  it.each(cases)('%s', (_, resources, companyName) => {
    const damages: string[] = [];
    const text = readVersionText(resources, (_reason, message) => damages.push(message));
    expect(text).toEqual(companyName === undefined ? {} : { companyName });
    expect(damages).toEqual([]);
  });
});

describe('versions of the fixed part', () => {
  const fixed = (...words: number[]): Buffer => {
    const bytes = Buffer.alloc(52);
    words.forEach((word, index) => void bytes.writeUInt32LE(word, index * 4));
    return bytes;
  };
  const cases: [name: string, value: Buffer, expected: object][] = [
    [
      'both',
      fixed(0xfeef04bd, 0x10000, 0x000c0003, 0x000001ed, 0xffff0000, 7),
      {
        fileVersion: '12.3.0.493',
        productVersion: '65535.0.0.7',
      },
    ],
    ['zeros are nobody’s version', fixed(0xfeef04bd, 0x10000, 0, 0, 1, 0), { productVersion: '0.1.0.0' }],
    ['another signature', fixed(0xfeef04be, 0x10000, 1, 1, 1, 1), {}],
    ['too short', fixed(0xfeef04bd, 0x10000, 1, 1, 1, 1).subarray(0, 20), {}],
  ];
  it.each(cases)('%s', (_, value, expected) => {
    expect(readVersionText([block('VS_VERSION_INFO', value)], () => {})).toEqual(expected);
  });
});

describe('damaged version resources', () => {
  const good = block('ProductName', 'Good');
  const wrongLength = 'a block of the version resource states a wrong length';
  const english = (...texts: Buffer[]): Buffer => version(strings(table('040904b0', ...texts)));
  const cases: [name: string, bytes: Buffer, expected: object, damages: string[]][] = [
    ['empty', Buffer.alloc(0), {}, []],
    ['something else', block('RSDS', 'x'), {}, ['a version resource without version information']],
    [
      'a block of length 0',
      english(good, company('x', { length: 0 })),
      { productName: 'Good' },
      [wrongLength],
    ],
    [
      'a block shorter than its header',
      english(good, company('x', { length: 5 })),
      { productName: 'Good' },
      [wrongLength],
    ],
    [
      'a block longer than its table',
      english(good, company('Long', { length: 0xffff })),
      { productName: 'Good', companyName: 'Long' },
      [wrongLength],
    ],
    [
      'a value longer than its block',
      english(good, company('Value', { valueLength: 0xffff })),
      { productName: 'Good', companyName: 'Value' },
      [],
    ],
    ['zeros for filling', Buffer.concat([english(good), Buffer.alloc(32)]), { productName: 'Good' }, []],
    [
      'rubbish after the only block',
      Buffer.concat([english(good), Buffer.alloc(9, 1)]),
      { productName: 'Good' },
      [],
    ],
    [
      'thousands of blocks',
      english(good, ...Array.from({ length: 1000 }, () => block('', ''))),
      { productName: 'Good' },
      ['a version resource with more than 256 blocks side by side'],
    ],
  ];
  it.each(cases)('%s', (_, bytes, expected, damages) => {
    const met: string[] = [];
    expect(readVersionText([bytes], (_reason, message) => met.push(message))).toEqual(expected);
    expect(met).toEqual(damages);
  });

  it('a text that is cut off is not stated at all', () => {
    const whole = english(good, company('AO Kaspersky Lab'));
    const met: string[] = [];
    const cut = whole.subarray(0, whole.length - 10);
    expect(readVersionText([cut], (_reason, message) => met.push(message))).toEqual({ productName: 'Good' });
    expect(met).toContain(wrongLength);
  });
});

// resedit and pe-library are independent implementations; they write here, because they do not bear damaged input.
describe('executables written by pe-library and resedit', () => {
  const text = fc
    .string({ unit: 'binary', minLength: 1, maxLength: 60 })
    .map((value) => value.replaceAll('\0', '').trim())
    .filter((value) => value !== '');
  const texts = fc.record(Object.fromEntries(fields.map((field) => [field, text])), { requiredKeys: [] });

  it('states what was written', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.boolean(),
        fc.constantFrom(0x409, 0x419, 0x411, 0x407, 0),
        texts,
        async (is32, lang, written) => {
          const info = Resource.VersionInfo.createEmpty();
          info.lang = lang;
          const values = Object.entries(written).map(([field, value]) => [
            field.charAt(0).toUpperCase() + field.slice(1),
            value,
          ]);
          info.setStringValues({ lang, codepage: 1200 }, Object.fromEntries(values));
          const executable = NtExecutable.createEmpty(is32, true);
          const resource = NtExecutableResource.from(executable);
          info.outputToResourceEntries(resource.entries);
          resource.outputResource(executable);
          const bytes = Buffer.from(executable.generate());
          expect(await inspectExecutable(countingSource(bytes))).toEqual({
            ...written,
            signed: false,
            damages: [],
          });
        },
      ),
      { numRuns: 150 },
    );
  });
});
