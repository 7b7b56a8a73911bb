import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { UsageError } from '../../errors.ts';
import { visible } from '../../model/visible.ts';

/** An Ed25519 key and the name by which it is told from others. */
export interface SigningKey {
  readonly key: KeyObject;
  /** SHA-256 of the public key (SubjectPublicKeyInfo, DER) in hexadecimal. */
  readonly fingerprint: string;
}

const makeOne = 'make a key pair with: openssl genpkey -algorithm ed25519 -out private.pem';
const makePublic = 'the public key comes from: openssl pkey -in private.pem -pubout -out public.pem';

/**
 * Reads a public key as PEM (RFC 8410, `BEGIN PUBLIC KEY`). Throws UsageError, also for a private key, which has no
 * business on a machine that only checks.
 */
export function publicKey(pem: string, shown: string): SigningKey {
  const label = onlyLabel(pem);
  if (label?.endsWith('PRIVATE KEY')) {
    throw new UsageError(`${visible(shown)} is a private key; only the public one belongs here`, {
      hint: makePublic,
    });
  }
  if (label !== 'PUBLIC KEY') {
    throw new UsageError(`${visible(shown)} is no public key in PEM form`, { hint: makePublic });
  }
  const key = read(() => createPublicKey(pem), shown, makePublic);
  return { key, fingerprint: fingerprintOf(key) };
}

/** Reads a private key as PEM (PKCS #8, `BEGIN PRIVATE KEY`), without a passphrase. Throws UsageError. */
export function privateKey(pem: string, shown: string): SigningKey {
  const label = onlyLabel(pem);
  if (label === 'ENCRYPTED PRIVATE KEY') {
    throw new UsageError(`${visible(shown)} is encrypted with a passphrase`, {
      hint: 'hand it over decrypted, without a file: --key <(openssl pkey -in private.pem)',
    });
  }
  if (label !== 'PRIVATE KEY') {
    throw new UsageError(`${visible(shown)} is no private key in PEM form (PKCS #8)`, { hint: makeOne });
  }
  const key = read(() => createPrivateKey(pem), shown, makeOne);
  return { key, fingerprint: fingerprintOf(createPublicKey(key)) };
}

/** Ed25519 and nothing else: what a signature file says never chooses the algorithm. */
function read(create: () => KeyObject, shown: string, hint: string): KeyObject {
  let key: KeyObject;
  try {
    key = create();
  } catch (error) {
    throw new UsageError(`${visible(shown)} cannot be read as a key`, { hint, cause: error });
  }
  if (key.asymmetricKeyType === 'ed25519') return key;
  throw new UsageError(
    `${visible(shown)} is a key for ${key.asymmetricKeyType ?? 'something else'}, not Ed25519`,
    {
      hint: makeOne,
    },
  );
}

/** What kind of key a PEM text says that it holds; undefined where it holds none, or several. */
function onlyLabel(pem: string): string | undefined {
  const labels = [...pem.matchAll(/^-----BEGIN (?<label>[A-Z0-9 ]+)-----\r?$/gm)];
  return labels.length === 1 ? labels[0]?.groups?.['label'] : undefined;
}

function fingerprintOf(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}
