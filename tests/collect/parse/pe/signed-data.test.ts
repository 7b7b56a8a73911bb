import { describe, expect, it } from 'vitest';
import { inspectExecutable } from '../../../../src/collect/parse/pe/inspect-executable.ts';
import { certificateEntry, countingSource, fixture, withCertificateTable } from './pe-file.ts';

/** One DER value, made of bytes and other values. */
function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  return Buffer.concat([Buffer.from([tag, 0x84]), length, content]);
}

const sequence = (...parts: Buffer[]): Buffer => der(0x30, ...parts);
const set = (...parts: Buffer[]): Buffer => der(0x31, ...parts);
const oid = (hex: string): Buffer => der(6, Buffer.from(hex, 'hex'));
const integer = (value: number): Buffer => der(2, Buffer.from([value]));
const utf8 = (text: string): Buffer => der(12, Buffer.from(text));
const commonName = (text: Buffer): Buffer => set(sequence(oid('550403'), text));
const organisation = (text: Buffer): Buffer => set(sequence(oid('55040a'), text));
const issuer = sequence(commonName(utf8('Authority')));
const none = Buffer.alloc(0);

/** A certificate of that serial number; every field that is not looked at is empty. */
function certificate(serial: number, subject: Buffer, ...more: Buffer[]): Buffer {
  const version = der(0xa0, integer(2));
  const tbs = sequence(
    version,
    integer(serial),
    sequence(),
    issuer,
    sequence(),
    subject,
    sequence(),
    ...more,
  );
  return sequence(tbs, sequence(), der(3, Buffer.alloc(1)));
}

const signer = (serial: number, ...more: Buffer[]): Buffer =>
  sequence(integer(1), sequence(issuer, integer(serial)), sequence(), sequence(), der(4), ...more);

function signedData(certificates: Buffer[], signers: Buffer[]): Buffer {
  const data = sequence(
    integer(1),
    set(),
    sequence(oid('2a03')),
    der(0xa0, ...certificates),
    set(...signers),
  );
  return sequence(oid('2a864886f70d010702'), der(0xa0, data));
}

/** Unsigned attributes of a signer that hold one further signature. */
const nested = (signature: Buffer): Buffer =>
  der(0xa1, sequence(oid('2b060104018237020401'), set(signature)));

async function inspect(...signatures: Buffer[]) {
  const entries = signatures.map((signature) => certificateEntry(signature));
  const facts = await inspectExecutable(countingSource(withCertificateTable(fixture('bare.sys'), entries)));
  expect(facts.signed).toBe(true);
  return { signers: facts.signers ?? [], damages: facts.damages.map(({ message }) => message) };
}

const byName = (...names: Buffer[]): Buffer => signedData([certificate(7, sequence(...names))], [signer(7)]);

describe('names of signers', () => {
  const bmp = Buffer.from('Лаборатория', 'utf16le').swap16();
  const cases: [name: string, signature: Buffer, signers: string[]][] = [
    ['UTF-8', byName(commonName(utf8('АО «Лаборатория»'))), ['АО «Лаборатория»']],
    ['printable', byName(commonName(der(19, Buffer.from('AO Kaspersky Lab')))), ['AO Kaspersky Lab']],
    ['IA5', byName(commonName(der(22, Buffer.from('AO Kaspersky Lab')))), ['AO Kaspersky Lab']],
    ['BMP, two bytes a character', byName(commonName(der(30, bmp))), ['Лаборатория']],
    ['T61, as Latin-1', byName(commonName(der(20, Buffer.from('Söhne', 'latin1')))), ['Söhne']],
    [
      'organisation after common name, wherever it stands',
      byName(organisation(utf8('AO Kaspersky Lab')), commonName(utf8('Code Signing'))),
      ['Code Signing', 'AO Kaspersky Lab'],
    ],
    ['the first of two common names', byName(commonName(utf8('One')), commonName(utf8('Two'))), ['One']],
    ['blanks around it', byName(commonName(utf8('  AO Kaspersky Lab '))), ['AO Kaspersky Lab']],
    ['a long one, cut', byName(commonName(utf8('x'.repeat(999)))), ['x'.repeat(256)]],
    ['bytes that are no text', byName(commonName(der(4, Buffer.from('AO Kaspersky Lab')))), []],
    ['none at all', byName(), []],
  ];
  it.each(cases)('%s', async (_, signature, signers) => {
    expect(await inspect(signature)).toEqual({ signers, damages: [] });
  });
});

describe('which certificate is the signer’s', () => {
  const a = certificate(1, sequence(commonName(utf8('A'))));
  const b = certificate(2, sequence(commonName(utf8('B'))));
  const keyed = (key: string, name: string): Buffer => {
    const extension = sequence(oid('551d0e'), der(4, Buffer.concat([Buffer.from([4, 3]), Buffer.from(key)])));
    return certificate(1, sequence(commonName(utf8(name))), der(0xa3, sequence(extension)));
  };
  const byKey = (key: string): Buffer => sequence(integer(3), der(0x80, Buffer.from(key)));
  const missing = 'a signature without the certificate of its signer';
  const cases: [name: string, signature: Buffer, signers: string[], damages: string[]][] = [
    ['by serial number, not by place', signedData([a, b], [signer(2)]), ['B'], []],
    ['two signers', signedData([a, b], [signer(2), signer(1)]), ['B', 'A'], []],
    ['by key identifier', signedData([keyed('abc', 'A'), keyed('xyz', 'B')], [byKey('xyz')]), ['B'], []],
    ['a key identifier that nobody has', signedData([keyed('abc', 'A')], [byKey('xyz')]), [], [missing]],
    ['no certificates', signedData([], [signer(1)]), [], [missing]],
    ['a signer without identifier', signedData([a], [sequence(integer(1))]), [], [missing]],
    [
      'nested signatures after the first, each with its own certificates',
      signedData([a], [signer(1, nested(signedData([b], [signer(2)])))]),
      ['A', 'B'],
      [],
    ],
    [
      'a nested one without its certificate',
      signedData([a], [signer(1, nested(signedData([a], [signer(2)])))]),
      ['A'],
      [missing],
    ],
    [
      'a nested one that is rubbish',
      signedData([a], [signer(1, nested(sequence(oid('2a03'))))]),
      ['A'],
      ['a signature cannot be read: it holds no signed data'],
    ],
    ['nobody signed', signedData([a], []), [], []],
  ];
  it.each(cases)('%s', async (_, signature, signers, damages) => {
    expect(await inspect(signature)).toEqual({ signers, damages });
  });

  it('a second entry is read though the first is rubbish', async () => {
    expect(await inspect(der(0x30, der(5, none)), signedData([b], [signer(2)]))).toEqual({
      signers: ['B'],
      damages: ['a signature cannot be read: it holds no signed data'],
    });
  });
});

describe('signatures made to exhaust', () => {
  const filled = (tag: number, bytes: number, value: number): Buffer => der(tag, Buffer.alloc(bytes, value));
  let deep = der(5, none);
  for (let level = 0; level < 500; level++) deep = sequence(deep);
  let matryoshka = signedData([], []);
  for (let level = 0; level < 40; level++) {
    matryoshka = signedData(
      [certificate(1, sequence(commonName(utf8(`N${level}`))))],
      [signer(1, nested(matryoshka))],
    );
  }
  const values = (count: number): Buffer => Buffer.alloc(count * 2, Buffer.from([5, 0]));
  const own = (subject: Buffer): Buffer => signedData([certificate(7, subject)], [signer(7)]);
  const unreadable = 'a signature cannot be read: ';
  const cases: [name: string, signature: Buffer, damages: string[]][] = [
    ['a boolean of 8 KB', own(sequence(commonName(filled(1, 7800, 1)))), []],
    ['an identifier of 8 KB', own(sequence(set(sequence(filled(6, 7800, 1), utf8('x'))))), []],
    [
      'a certificate of 500 KB',
      own(filled(12, 500_000, 1)),
      [`${unreadable}its signer's certificate has 500111 bytes`],
    ],
    [
      '500 levels',
      own(deep),
      [`${unreadable}its signer's certificate: Maximum ASN.1 nesting depth exceeded`],
    ],
    [
      '3,000 values',
      own(sequence(values(3000))),
      [`${unreadable}its signer's certificate: Maximum ASN.1 node count exceeded`],
    ],
    ['half a million values', der(0x30, values(500_000)), [`${unreadable}it holds too many values`]],
    ['indefinite lengths', Buffer.alloc(900_000, Buffer.from([0x30, 0x80])), [`${unreadable}it is no DER`]],
    [
      'a length of 4 GiB',
      Buffer.from([0x30, 0x84, 0xff, 0xff, 0xff, 0xff, 0, 0]),
      [`${unreadable}it ends too early`],
    ],
    ['a length of 127 bytes', Buffer.alloc(200, 0xff).fill(0x30, 0, 1), [`${unreadable}it ends too early`]],
    ['a tag of many bytes', Buffer.alloc(200, 0x1f), [`${unreadable}it is no DER`]],
  ];
  it.each(cases)('%s', async (_, signature, damages) => {
    const started = performance.now();
    expect(await inspect(signature)).toEqual({ signers: [], damages });
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it('forty signatures in each other: sixteen are read', async () => {
    const { signers, damages } = await inspect(matryoshka);
    expect(signers).toHaveLength(16);
    expect(signers.at(-1)).toBe('N24');
    expect(damages).toEqual([]);
  });
});
