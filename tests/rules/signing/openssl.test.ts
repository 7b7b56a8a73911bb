import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { privateKey, publicKey } from '../../../src/rules/signing/keys.ts';
import { manifestText } from '../../../src/rules/signing/manifest.ts';
import { signPack } from '../../../src/rules/signing/sign-pack.ts';
import { signatureFileText } from '../../../src/rules/signing/signature-file.ts';
import { verifyPack } from '../../../src/rules/signing/verify-pack.ts';
import { describeWith } from '../../support/needs.ts';
import { smallContents, smallFile } from './small-pack.ts';

describeWith(['openssl', 'sh'], 'with the commands of OpenSSL that the documentation names', () => {
  let folder: string;
  /** Runs a line of the documentation in the test's folder. */
  const sh = (line: string): string =>
    execFileSync('sh', ['-euc', line], { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
  const docs = readFileSync(join(import.meta.dirname, '..', '..', '..', 'docs', 'packs.md'), 'utf8');
  const documented = (line: string): string => {
    expect(docs).toContain(line);
    return line;
  };

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'phaseout-openssl-'));
    sh(documented('openssl genpkey -algorithm ed25519 -out private.pem'));
    sh(documented('openssl pkey -in private.pem -pubout -out public.pem'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const identity = { pack: 'small', version: '1.2.3', date: '2026-01-02' };

  it('its keys are taken, under the fingerprint that it computes', () => {
    const [fingerprint] = sh(
      documented('openssl pkey -pubin -in public.pem -outform DER | openssl dgst -sha256 -r'),
    ).split(' ');
    expect(publicKey(read('public.pem'), 'p').fingerprint).toBe(fingerprint);
    expect(privateKey(read('private.pem'), 'p').fingerprint).toBe(fingerprint);
  });

  it('it finds our signature good, and a changed manifest bad', () => {
    const { text } = signPack(identity, smallContents(), privateKey(read('private.pem'), 'p'));
    writeFileSync(join(folder, 'pack.sig'), text);
    sh(documented("head -n 1 pack.sig | cut -d ' ' -f 2 | openssl base64 -d -A > signature"));
    sh(documented('tail -n +2 pack.sig > manifest'));
    const check = documented(
      'openssl pkeyutl -verify -pubin -inkey public.pem -rawin -in manifest -sigfile signature',
    );
    expect(sh(check)).toContain('Signature Verified Successfully');
    writeFileSync(join(folder, 'manifest'), `${read('manifest')} `);
    expect(() => sh(check)).toThrow();
  });

  it('we find its signature good', () => {
    const { fingerprint } = publicKey(read('public.pem'), 'p');
    const files = new Map([
      ['pack.yaml', '97fc57340237b45af9ae287b73b0b8dfa0c0bf47ff8e87e9b25f40e5d6ed11e8'],
      ['sub/a.yaml', '3f74d53275db676445eac04a45c8a882be183a8e240a8e5c906d9e28d7b5d6f0'],
    ]);
    const manifest = manifestText({ ...identity, key: fingerprint, files });
    writeFileSync(join(folder, 'own'), manifest);
    sh('openssl pkeyutl -sign -rawin -inkey private.pem -in own -out own.sig');
    const signature = readFileSync(join(folder, 'own.sig'));
    const verdict = verifyPack(
      {
        contents: smallContents(),
        signatureFile: Buffer.from(signatureFileText({ signature, manifest })),
        shown: 'pack.sig',
      },
      [publicKey(read('public.pem'), 'p')],
    );
    expect(verdict.good).toBe(true);
    expect(smallFile('pack.sig').toString('utf8')).not.toContain(fingerprint);
  });

  it('a key with a passphrase is refused with a way to hand it over', () => {
    sh('openssl genpkey -algorithm ed25519 -aes256 -pass pass:secret -out locked.pem');
    expect(() => privateKey(read('locked.pem'), 'locked.pem')).toThrow(
      expect.objectContaining({
        message: 'locked.pem is encrypted with a passphrase',
        hint: expect.stringContaining('openssl pkey -in'),
      }),
    );
  });
});
