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
  it('reads the certificates of a user, in the blob that Windows writes', async () => {
    // Key provider, SHA-1, friendly name and certificate: properties as certutil shows them on Windows 10.
    const blob = Buffer.concat([
      property(0x02, Buffer.from('provider\0', 'utf16le')),
      property(0x03, Buffer.alloc(20, 7)),
      property(0x0b, Buffer.from('friendly\0', 'utf16le')),
      property(0x20, fixture('personal-root.der')),
    ]);
    const { items, coverage } = await runOnWindows(certificates, {
      reg: entry('x', blob).replace(
        'HKEY_LOCAL_MACHINE\\x',
        'HKEY_USERS\\S-1-5-21-1\\Software\\Microsoft\\SystemCertificates\\CA\\Certificates\\CC',
      ),
      users: [{ sid: 'S-1-5-21-1', name: 'ada', profilePath: undefined }],
    });
    expect(coverage.gaps).toEqual([]);
    expect(items.map(({ name, scope, attributes }) => [name, scope, attributes?.['store']])).toEqual([
      ['Example Anti-Virus Personal Root Certificate', 'ada', 'ca'],
    ]);
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
