import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { privateKey, publicKey } from '../../../src/rules/signing/keys.ts';
import type { PackContent } from '../../../src/rules/signing/sign-pack.ts';

/** Folder of the fixtures: two keys and a pack that OpenSSL signed, see ORIGIN.md there. */
export const fixtures = join(import.meta.dirname, 'fixtures');

/** The key pair of RFC 8410. */
export const rfcPublic = publicKey(readFileSync(join(fixtures, 'public.pem'), 'utf8'), 'public.pem');
/** The key pair of RFC 8410. */
export const rfcPrivate = privateKey(readFileSync(join(fixtures, 'private.pem'), 'utf8'), 'private.pem');

/** A rule file of the pack `small`, its signature file too. */
export function smallFile(name: string): Buffer {
  return readFileSync(join(fixtures, 'small', name));
}

/** What the pack `small` holds. */
export function smallContents(): PackContent[] {
  return ['pack.yaml', 'sub/a.yaml'].map((name) => ({ name, bytes: smallFile(name) }));
}
