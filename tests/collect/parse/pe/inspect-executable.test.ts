import { describe, expect, it } from 'vitest';
import { inspectExecutable } from '../../../../src/collect/parse/pe/inspect-executable.ts';
import { certificateEntry, countingSource, fixture, signatureOf, withCertificateTable } from './pe-file.ts';

const inspect = (bytes: Buffer) => inspectExecutable(countingSource(bytes));

describe('inspectExecutable', () => {
  it('a renamed driver, in Russian, signed with a chain whose authority stands first', async () => {
    expect(await inspect(fixture('renamed-driver.sys'))).toEqual({
      companyName: 'АО «Лаборатория Касперского»',
      productName: 'Коробочный продукт',
      fileDescription: 'Драйвер перехвата KLIF [fre_win10_x64]',
      fileVersion: '21.14.5.462',
      productVersion: '21.14',
      originalFilename: 'KLIF.SYS',
      signed: true,
      signer: 'AO Kaspersky Lab',
      signers: ['AO Kaspersky Lab'],
      damages: [],
    });
  });

  it('the translation table decides between languages, and each field comes from the first that has it', async () => {
    expect(await inspect(fixture('japanese.dll'))).toEqual({
      companyName: '例示製作所株式会社',
      productName: '番人 😀',
      fileDescription: 'Only the English table describes the file',
      fileVersion: '12.3.0.493 (最終版)',
      productVersion: '12.3.0.493',
      originalFilename: '番人.dll',
      signed: true,
      signer: '番人署名',
      signers: ['番人署名', '例示製作所株式会社'],
      damages: [],
    });
  });

  it('PE32 with a resource for each language: English first; versions from the fixed part', async () => {
    expect(await inspect(fixture('pe32.exe'))).toEqual({
      companyName: 'Idle & Sons Ltd',
      productName: 'Warden',
      fileVersion: '1.2.3.4',
      productVersion: '5.6.7.8',
      originalFilename: 'WÄCHTER.EXE',
      signed: false,
      damages: [],
    });
  });

  it('a signer without common name goes by its organisation', async () => {
    const { signed, signer, signers } = await inspect(fixture('signed-pe32.exe'));
    expect({ signed, signer, signers }).toEqual({
      signed: true,
      signer: 'Example Organisation',
      signers: ['Example Organisation'],
    });
  });

  it('a nested second signature is listed after the first', async () => {
    expect(await inspect(fixture('dual-signed.sys'))).toEqual({
      signed: true,
      signer: 'Example Hardware Publisher',
      signers: ['Example Hardware Publisher', 'Example Corporation', 'AO Kaspersky Lab'],
      damages: [],
    });
  });

  it('no resources and no signature are no damage', async () => {
    expect(await inspect(fixture('bare.sys'))).toEqual({ signed: false, damages: [] });
  });

  it('several entries in the certificate table, one of them of another type', async () => {
    const pe = withCertificateTable(fixture('bare.sys'), [
      certificateEntry(signatureOf(fixture('japanese.dll'))),
      certificateEntry(Buffer.from('a certificate of type X.509'), { type: 1 }),
      certificateEntry(signatureOf(fixture('renamed-driver.sys'))),
    ]);
    expect(await inspect(pe)).toEqual({
      signed: true,
      signer: '番人署名',
      signers: ['番人署名', '例示製作所株式会社', 'AO Kaspersky Lab'],
      damages: [],
    });
  });

  it('a signer named by subject key identifier', async () => {
    const pe = withCertificateTable(fixture('bare.sys'), [certificateEntry(fixture('key-identifier.p7'))]);
    expect(await inspect(pe)).toEqual({
      signed: true,
      signer: 'AO Kaspersky Lab',
      signers: ['AO Kaspersky Lab'],
      damages: [],
    });
  });

  it('reads of a file of 4 GB no more than of a small one', async () => {
    const driver = fixture('renamed-driver.sys');
    const small = countingSource(driver);
    await inspectExecutable(small);
    const large = countingSource(driver, 4 * 1024 ** 3);
    await inspectExecutable(large);
    expect(large.bytesRead).toBe(small.bytesRead);
    expect(large.reads).toBeLessThanOrEqual(3);
  });

  it('a failing disk is the caller’s to record', async () => {
    const source = { size: 10_000, read: () => Promise.reject(new Error('disk')) };
    await expect(inspectExecutable(source)).rejects.toThrow('disk');
  });
});
