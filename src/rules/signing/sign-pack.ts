import { createHash, sign } from 'node:crypto';
import { TargetError } from '../../errors.ts';
import { visible } from '../../model/visible.ts';
import type { SigningKey } from './keys.ts';
import { isPlainName, type Manifest, manifestText } from './manifest.ts';
import { signatureFileText } from './signature-file.ts';

/** A rule file as it was read: its name in the pack, with `/`, and its bytes. */
export interface PackContent {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Signs the files of a pack with an Ed25519 key (RFC 8032). Gives the text of the signature file and its manifest. */
export function signPack(
  identity: Pick<Manifest, 'pack' | 'version' | 'date'>,
  contents: readonly PackContent[],
  { key, fingerprint }: SigningKey,
): { text: string; manifest: Manifest } {
  const odd = contents.find(({ name }) => !isPlainName(name));
  if (odd) {
    throw new TargetError(`${visible(odd.name)} cannot be signed under this name`, {
      hint: 'no backslash, colon or invisible character in the name of a rule file',
    });
  }
  const { pack, version, date } = identity;
  const files = new Map(contents.map(({ name, bytes }) => [name, hashOf(bytes)]));
  const manifest = { pack, version, date, key: fingerprint, files };
  const signed = manifestText(manifest);
  const signature = sign(null, Buffer.from(signed, 'utf8'), key);
  return { text: signatureFileText({ signature, manifest: signed }), manifest };
}

/** SHA-256 in hexadecimal, as `sha256sum` prints it. */
export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
