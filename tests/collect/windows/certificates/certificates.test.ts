import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { certificates } from '../../../../src/collect/windows/certificates.ts';
import { runOnWindows } from '../../registry-host.ts';
import { gapsOf } from '../../run-on.ts';

const fixture = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', name));
const root = 'SOFTWARE\\Microsoft\\SystemCertificates\\ROOT\\Certificates';

/** One property of a blob. */
function property(id: number, bytes: Buffer, length = bytes.length): Buffer {
  const head = Buffer.alloc(12);
  head.writeUInt32LE(id, 0);
  head.writeUInt32LE(1, 4);
  head.writeUInt32LE(length, 8);
  return Buffer.concat([head, bytes]);
}

function entry(path: string, blob: Buffer): string {
  return `[HKEY_LOCAL_MACHINE\\${path}]\n"Blob"=hex:${(blob.toString('hex').match(/../g) ?? []).join(',')}\n\n`;
}

describe('certificates', () => {
  it('reads the four certificates of a real user', async () => {
    const { items, coverage } = await runOnWindows(certificates, {
      reg: fixture('ntuser-win7-ca.reg').toString(),
      users: [{ sid: 'S-1-5-21-1', name: 'ada', profilePath: undefined }],
    });
    expect(coverage.gaps).toEqual([]);
    expect(
      items.map(({ name, publisher, scope, attributes }) => [
        name,
        publisher,
        scope,
        attributes?.['notAfter'],
      ]),
    ).toEqual([
      ['Microsoft Secure Server Authority', undefined, 'ada', '2014-05-19T22:23:30.000Z'],
      ['GlobalSign Organization Validation CA', 'GlobalSign', 'ada', '2017-04-11T12:00:00.000Z'],
      ['GlobalSign Organization Validation CA - G2', 'GlobalSign nv-sa', 'ada', '2022-04-13T10:00:00.000Z'],
      ['Microsoft Internet Authority', undefined, 'ada', '2018-04-14T18:12:14.000Z'],
    ]);
    expect(items[3]?.attributes).toEqual({
      store: 'ca',
      subject: 'CN=Microsoft Internet Authority',
      issuer: 'C=US, O=GTE Corporation, OU=GTE CyberTrust Solutions, Inc., CN=GTE CyberTrust Global Root',
      thumbprint: 'E5958D48FE10D7340311E8C03BB22940DABA2DA3',
      notBefore: '2010-04-14T18:12:26.000Z',
      notAfter: '2018-04-14T18:12:14.000Z',
    });
  });

  it('reads root certificates of the machine; names are shown as they are meant', async () => {
    const { items, coverage } = await runOnWindows(certificates, {
      reg:
        entry(
          `${root}\\AA`,
          Buffer.concat([property(3, Buffer.alloc(20)), property(0x20, fixture('personal-root.der'))]),
        ) +
        entry(
          `SOFTWARE\\Policies\\Microsoft\\SystemCertificates\\CA\\Certificates\\BB`,
          property(0x20, fixture('escaped-names.der')),
        ),
    });
    expect(coverage.gaps).toEqual([]);
    expect(items).toEqual([
      {
        kind: 'certificate',
        collector: 'certificates',
        name: 'Example Anti-Virus Personal Root Certificate',
        publisher: 'Example Vendor',
        scope: 'machine',
        origin: `HKLM\\${root}\\AA`,
        platform: 'windows',
        attributes: {
          store: 'root',
          subject: 'O=Example Vendor, CN=Example Anti-Virus Personal Root Certificate',
          issuer: 'O=Example Vendor, CN=Example Anti-Virus Personal Root Certificate',
          thumbprint: '54F0C78D2D0448D50106E7954E3DE67B33D16D21',
          notBefore: '2026-11-22T06:22:57.000Z',
          notAfter: '2126-10-29T06:22:57.000Z',
        },
      },
      expect.objectContaining({
        name: 'Корень + = x',
        publisher: 'АО "Лаборатория Касперского", Inc',
        origin: 'HKLM\\SOFTWARE\\Policies\\Microsoft\\SystemCertificates\\CA\\Certificates\\BB',
      }),
    ]);
  });

  it.each([
    ['empty', Buffer.alloc(0)],
    ['cut in its header', Buffer.from([0x20, 0, 0, 0, 1, 0])],
    ['with a length beyond its end', property(0x20, Buffer.from('x'), 0xffffffff)],
    ['without a certificate', property(3, Buffer.alloc(20))],
    ['with nonsense for a certificate', property(0x20, Buffer.from('3082ffff', 'hex'))],
    ['with a huge certificate', property(0x20, Buffer.alloc(70_000, 0x30))],
    [
      'of a thousand properties',
      Buffer.concat(Array.from({ length: 1000 }, () => property(1, Buffer.alloc(0)))),
    ],
  ])('a blob %s is a gap; the next entry is read', async (_, blob) => {
    const collected = await runOnWindows(certificates, {
      reg: entry(`${root}\\AA`, blob) + entry(`${root}\\BB`, property(0x20, fixture('personal-root.der'))),
    });
    expect(collected.items.map(({ origin }) => origin)).toEqual([`HKLM\\${root}\\BB`]);
    expect(gapsOf(collected)).toEqual([`malformed-row HKLM\\${root}\\AA`]);
  });

  it('other stores do not count', async () => {
    const blob = property(0x20, fixture('personal-root.der'));
    const { items, coverage } = await runOnWindows(certificates, {
      reg:
        entry('SOFTWARE\\Microsoft\\SystemCertificates\\AuthRoot\\Certificates\\AA', blob) +
        entry('SOFTWARE\\Microsoft\\SystemCertificates\\Disallowed\\Certificates\\AA', blob),
    });
    expect([items, coverage.gaps]).toEqual([[], []]);
  });
});
