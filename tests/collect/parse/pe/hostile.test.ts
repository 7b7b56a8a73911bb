import { describe, expect, it } from 'vitest';
import type { ExecutableFacts } from '../../../../src/collect/parse/pe/executable-facts.ts';
import { inspectExecutable } from '../../../../src/collect/parse/pe/inspect-executable.ts';
import { fc } from '../../../support/property.ts';
import {
  certificateEntry,
  countingSource,
  directoriesAt,
  fixture,
  resourcesAt,
  sectionsAt,
  signatureOf,
  withCertificateTable,
} from './pe-file.ts';

const inspect = (bytes: Buffer): Promise<ExecutableFacts> => inspectExecutable(countingSource(bytes));
const samples = ['renamed-driver.sys', 'japanese.dll', 'signed-pe32.exe', 'dual-signed.sys'];

/** A copy of a fixture, changed. */
function changed(name: string, change: (pe: Buffer) => void): Buffer {
  const pe = fixture(name);
  change(pe);
  return pe;
}

/** Makes the only way to the version resource lead elsewhere: level 0 is types, 1 names, 2 languages. */
function pointEntry(pe: Buffer, level: number, target: number): void {
  const root = resourcesAt(pe);
  let at = root + 16;
  for (let left = level; left > 0; left--) at = root + (pe.readUInt32LE(at + 4) & 0x7fffffff) + 16;
  pe.writeUInt32LE(target >>> 0, at + 4);
}

/** Offset of the entry that says where the version resource lies. */
function dataEntryAt(pe: Buffer): number {
  const root = resourcesAt(pe);
  let target = pe.readUInt32LE(root + 20);
  for (let level = 0; level < 2; level++) target = pe.readUInt32LE(root + (target & 0x7fffffff) + 20);
  return root + target;
}

describe('a damaged header', () => {
  const driver = 'renamed-driver.sys';
  const cases: [name: string, bytes: Buffer, expected: ExecutableFacts['damages']][] = [
    ['an empty file', Buffer.alloc(0), [{ reason: 'empty-source', message: 'the file is empty' }]],
    [
      'a text',
      Buffer.from('#!/bin/sh\n'),
      [{ reason: 'unsupported-format', message: 'no Windows executable: it does not start with MZ' }],
    ],
    [
      'two letters',
      Buffer.from('MZ'),
      [{ reason: 'malformed-source', message: 'the file ends within the DOS header' }],
    ],
    [
      'a DOS program',
      changed(driver, (pe) => void pe.write('NE', pe.readUInt32LE(0x3c))),
      [{ reason: 'unsupported-format', message: 'a DOS or 16-bit program, no PE file' }],
    ],
    [
      'a header beyond the file',
      changed(driver, (pe) => void pe.writeUInt32LE(0xfffffff0, 0x3c)),
      [{ reason: 'malformed-source', message: 'the file ends within the PE header' }],
    ],
    [
      'an optional header of another kind',
      changed(driver, (pe) => void pe.writeUInt16LE(0x107, pe.readUInt32LE(0x3c) + 24)),
      [{ reason: 'malformed-source', message: 'the optional header is neither PE32 nor PE32+' }],
    ],
    [
      'an optional header without directories',
      changed(driver, (pe) => void pe.writeUInt16LE(64, pe.readUInt32LE(0x3c) + 20)),
      [{ reason: 'malformed-source', message: 'the file ends within the table of data directories' }],
    ],
    [
      '65535 sections',
      changed(driver, (pe) => void pe.writeUInt16LE(0xffff, pe.readUInt32LE(0x3c) + 6)),
      [
        { reason: 'too-large', message: '65535 sections, of which 512 are read' },
        { reason: 'malformed-source', message: 'the file ends within the section table' },
      ],
    ],
  ];
  it.each(cases)('%s', async (_, bytes, damages) => {
    expect((await inspect(bytes)).damages).toEqual(damages);
  });

  it('no directories but those that are counted', async () => {
    const pe = changed(driver, (bytes) => void bytes.writeUInt32LE(2, directoriesAt(bytes) - 4));
    expect(await inspect(pe)).toEqual({ signed: false, damages: [] });
  });
});

describe('a damaged resource tree leaves the signature readable', () => {
  const signature = { signed: true, signer: 'AO Kaspersky Lab', signers: ['AO Kaspersky Lab'] };
  const subdirectory = 0x80000000;
  const noSection = 'a version resource lies in no section';
  const cases: [name: string, change: (pe: Buffer) => void, damages: string[]][] = [
    [
      'an address in no section',
      (pe) => void pe.writeUInt32LE(0x7fff0000, directoriesAt(pe) + 16),
      ['the resource directory lies in no section'],
    ],
    ['types that point at themselves', (pe) => pointEntry(pe, 0, subdirectory), []],
    ['names that point at the types', (pe) => pointEntry(pe, 1, subdirectory), []],
    ['a language that is a directory', (pe) => pointEntry(pe, 2, subdirectory), []],
    [
      'names beyond the file',
      (pe) => pointEntry(pe, 0, subdirectory + 0x7ffffff0),
      ['the file ends within a resource directory'],
    ],
    ['a resource beyond the file', (pe) => pointEntry(pe, 2, 0x7ffffff0), [noSection]],
    ['data in no section', (pe) => void pe.writeUInt32LE(0xfffffff0, dataEntryAt(pe)), [noSection]],
    [
      'data of 4 GiB overlapping all that follows',
      (pe) => void pe.writeUInt32LE(0xffffffff, dataEntryAt(pe) + 4),
      ['a version resource ends beyond its section'],
    ],
    [
      '131070 types',
      (pe) => void pe.writeUInt32LE(0xffffffff, resourcesAt(pe) + 12),
      [
        'a resource directory of 131070 entries, of which 1024 are read',
        'the file ends within a resource directory',
      ],
    ],
    [
      'every section lies where the resources do',
      (pe) => {
        const root = resourcesAt(pe);
        for (let at = sectionsAt(pe), left = pe.readUInt16LE(pe.readUInt32LE(0x3c) + 6); left > 0; left--) {
          pe.writeUInt32LE(root, at + 20);
          at += 40;
        }
      },
      [],
    ],
  ];
  it.each(cases)('%s', async (_, change, damages) => {
    const facts = await inspect(changed('renamed-driver.sys', change));
    expect(facts).toMatchObject(signature);
    expect(facts.damages.map(({ message }) => message)).toEqual(damages);
  });
});

describe('a damaged certificate table leaves the version readable', () => {
  const driver = fixture('renamed-driver.sys');
  const signature = signatureOf(driver);
  const table = (...entries: Buffer[]): Buffer => withCertificateTable(driver, entries);
  const cutOff = 'a signature cannot be read: it ends too early';
  const beyond = 'a certificate states a length beyond its table';
  const cut = Buffer.from(signature.subarray(0, 1000));
  const otherSerial = Buffer.from(signature);
  otherSerial.writeUInt8(otherSerial.readUInt8(lastSerialByte(signature)) ^ 1, lastSerialByte(signature));
  const cases: [name: string, pe: Buffer, signed: boolean, damages: string[]][] = [
    [
      'of length 0',
      table(certificateEntry(signature, { length: 0 })),
      false,
      ['the certificate table holds an empty entry'],
    ],
    [
      'of a header alone',
      table(certificateEntry(Buffer.alloc(0))),
      false,
      ['the certificate table holds an empty entry'],
    ],
    ['rubbish', table(certificateEntry(Buffer.from('no signature at all'))), true, [cutOff]],
    [
      'zeros',
      table(certificateEntry(Buffer.alloc(64))),
      true,
      ['a signature cannot be read: it holds no signed data'],
    ],
    ['cut off', table(certificateEntry(cut)), true, [cutOff]],
    [
      'another signer than its certificates',
      table(certificateEntry(otherSerial)),
      true,
      ['a signature without the certificate of its signer'],
    ],
    [
      'beyond the file',
      changed('renamed-driver.sys', (pe) => void pe.writeUInt32LE(0xffffff00, directoriesAt(pe) + 32)),
      false,
      ['the certificate table ends beyond the file'],
    ],
  ];
  it.each(cases)('%s', async (_, pe, signed, damages) => {
    const facts = await inspect(pe);
    expect(facts).toMatchObject({ originalFilename: 'KLIF.SYS', signed });
    expect(facts.signer).toBeUndefined();
    expect(facts.damages.map(({ message }) => message)).toEqual(damages);
  });

  it.each([
    ['a length beyond the table', table(certificateEntry(signature, { length: 0xffffffff })), [beyond]],
    ['filling after the last entry', table(certificateEntry(signature), Buffer.alloc(24)), []],
    ['rubbish after it', table(certificateEntry(signature), Buffer.alloc(24, 5)), [beyond]],
    [
      'more entries than anybody needs',
      table(...Array.from({ length: 40 }, () => certificateEntry(signature))),
      ['more than 16 certificates; the first are read'],
    ],
    [
      'several MiB behind the signature',
      table(certificateEntry(Buffer.concat([signature, Buffer.alloc(3 * 1024 * 1024)]))),
      ['a certificate table of 3148368 bytes, of which 1 MiB is read'],
    ],
  ])('and the signer with %s', async (_, pe, damages) => {
    const facts = await inspect(pe);
    expect(facts).toMatchObject({ originalFilename: 'KLIF.SYS', signer: 'AO Kaspersky Lab' });
    expect(facts.damages.map(({ message }) => message)).toEqual(damages);
  });
});

describe('files cut short', () => {
  // What may stand in for a text that is cut off: the version of the fixed part, and another language.
  const samples: Record<string, readonly string[]> = {
    'renamed-driver.sys': ['21.14.0.0'],
    'japanese.dll': ['12.3.0.493', 'Example Maker K.K.', 'Example Guard'],
    'signed-pe32.exe': ['Müßig & Söhne GmbH', 'Wächter'],
    'dual-signed.sys': [],
  };
  it.each(Object.entries(samples))(
    '%s, at every 64 bytes: nothing is stated in half',
    async (name, others) => {
      const whole = fixture(name);
      const { damages: _, signed: __, signers: ___, ...facts } = await inspect(whole);
      const known: readonly string[] = [...Object.values(facts), ...others];
      for (let length = 0; length < whole.length; length += 64) {
        const { damages, signed: ____, signers: _____, ...stated } = await inspect(whole.subarray(0, length));
        // The signature stands at the end: none of these files has it whole.
        expect(damages, `${length} bytes`).not.toEqual([]);
        expect(stated.signer, `${length} bytes`).toBeUndefined();
        expect(known, `${length} bytes`).toEqual(expect.arrayContaining(Object.values(stated)));
      }
    },
  );
});

describe('bytes changed at random', () => {
  const places = fc.array(fc.tuple(fc.nat(), fc.constantFrom(0, 1, 0x7f, 0x80, 0xff)), {
    minLength: 1,
    maxLength: 8,
  });
  it('end in facts, within the bounds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...samples), places, async (name, changes) => {
        const pe = fixture(name);
        for (const [place, value] of changes) pe[place % pe.length] = value;
        const source = countingSource(pe);
        const facts = await inspectExecutable(source);
        expect(source.reads).toBeLessThan(100);
        for (const text of [facts.companyName, facts.fileVersion, facts.signer]) {
          if (text !== undefined) expect(text.length).toBeLessThanOrEqual(1024);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

/** The signer's serial number stands twice: in its certificate and, later, in the signer's own part. */
function lastSerialByte(signature: Buffer): number {
  const issuer = Buffer.from('Example Signing CA');
  const at = signature.lastIndexOf(issuer) + issuer.length;
  return at + 1 + signature.readUInt8(at + 1);
}
