import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../src/errors.ts';
import { privateKey, publicKey } from '../../../src/rules/signing/keys.ts';
import { fixtures, rfcPrivate, rfcPublic } from './small-pack.ts';

const publicPem = readFileSync(join(fixtures, 'public.pem'), 'utf8');
const privatePem = readFileSync(join(fixtures, 'private.pem'), 'utf8');

function pair(type: 'ed448' | 'x25519'): { publicKey: string; privateKey: string } {
  const made = type === 'ed448' ? generateKeyPairSync('ed448') : generateKeyPairSync('x25519');
  return {
    publicKey: made.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    privateKey: made.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

const rsa = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const encrypted = generateKeyPairSync('ed25519', {
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret' },
});

describe('a key', () => {
  it('is named by the SHA-256 of its public half', () => {
    // openssl pkey -pubin -in public.pem -outform DER | sha256sum
    expect(rfcPublic.fingerprint).toBe('a1e9156054e04fac899ae9f275132cdc07a5dbc4ea2c2ad3a1ffc6e0d253681f');
    expect(rfcPrivate.fingerprint).toBe(rfcPublic.fingerprint);
  });

  it('may have line ends of Windows and text around it', () => {
    const pem = `key of the office\r\n${publicPem.replaceAll('\n', '\r\n')}`;
    expect(publicKey(pem, 'k').fingerprint).toBe(rfcPublic.fingerprint);
  });

  it.each([
    ['a private key', privatePem, /^k is a private key; only the public one belongs here$/],
    ['an encrypted private key', encrypted.privateKey, /^k is a private key/],
    ['an RSA key', rsa.publicKey, /^k is a key for rsa, not Ed25519$/],
    ['an Ed448 key', pair('ed448').publicKey, /^k is a key for ed448, not Ed25519$/],
    ['an X25519 key', pair('x25519').publicKey, /^k is a key for x25519, not Ed25519$/],
    ['two keys', publicPem + publicPem, /^k is no public key in PEM form$/],
    ['nothing', '', /^k is no public key in PEM form$/],
    ['noise', '\u0000\u0001', /^k is no public key in PEM form$/],
    ['a damaged key', publicPem.replace('MCow', 'MCox'), /^k cannot be read as a key$/],
    ['an OpenSSH key', 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI', /^k is no public key in PEM form$/],
  ])('to check with is not %s', (_, pem, message) => {
    expect(() => publicKey(pem, 'k')).toThrow(UsageError);
    expect(() => publicKey(pem, 'k')).toThrow(message);
  });

  it.each([
    ['a public key', publicPem, /^k is no private key in PEM form \(PKCS #8\)$/],
    ['an encrypted one', encrypted.privateKey, /^k is encrypted with a passphrase$/],
    ['an RSA key', rsa.privateKey, /^k is a key for rsa, not Ed25519$/],
    ['an X25519 key', pair('x25519').privateKey, /^k is a key for x25519, not Ed25519$/],
    [
      'an OpenSSH key',
      '-----BEGIN OPENSSH PRIVATE KEY-----\nAA\n-----END OPENSSH PRIVATE KEY-----\n',
      /^k is no private key/,
    ],
    ['nothing', '', /^k is no private key/],
  ])('to sign with is not %s', (_, pem, message) => {
    expect(() => privateKey(pem, 'k')).toThrow(UsageError);
    expect(() => privateKey(pem, 'k')).toThrow(message);
  });
});
