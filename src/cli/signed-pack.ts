import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '../errors.ts';
import { visible } from '../model/visible.ts';
import { type RuleFiles, readRuleFiles } from '../rules/rule-files.ts';
import { privateKey, publicKey, type SigningKey } from '../rules/signing/keys.ts';
import { maxSignatureBytes } from '../rules/signing/signature-file.ts';
import { type Verdict, verifyPack } from '../rules/signing/verify-pack.ts';
import { readSmallFile } from './read-small-file.ts';

const maxKeyBytes = 16 * 1024;

/** Where the signature of a pack lies: `pack.sig` in its folder, or beside a single file with `.sig` added. */
export async function signaturePath(path: string): Promise<string> {
  const found = await stat(path);
  return found.isDirectory() ? join(path, 'pack.sig') : `${path}.sig`;
}

/** Reads a pack as it is signed: links below its path are faults. Throws TargetError where there is nothing. */
export function readPackFiles(path: string): Promise<RuleFiles> {
  return readRuleFiles(path, { links: 'refuse' });
}

/**
 * Checks what was read of a pack against its signature file. A file that could not be read, or a link, is as wrong as
 * one that was changed.
 */
export async function verdictOn(
  path: string,
  { contents, faults }: RuleFiles,
  keys: readonly SigningKey[],
  signature?: string,
): Promise<Verdict> {
  const shown = signature ?? (await signaturePath(path));
  const signatureFile = await readSmallFile(shown, {
    what: 'the signature',
    maxBytes: maxSignatureBytes,
    plain: true,
  });
  const verdict = verifyPack({ contents, signatureFile, shown }, keys);
  if (faults.length === 0) return verdict;
  const unread = faults.map(({ file, found, expected }) => `${file} is ${found}, expected ${expected}`);
  return { good: false, wrong: [...(verdict.good ? [] : verdict.wrong), ...unread] };
}

/** A public key from a PEM file. Throws UsageError, and TargetError where there is no such file. */
export async function readPublicKey(path: string): Promise<SigningKey> {
  return publicKey(await keyText(path), path);
}

/** A private key from a PEM file. Throws UsageError, and TargetError where there is no such file. */
export async function readPrivateKey(path: string): Promise<SigningKey> {
  return privateKey(await keyText(path), path);
}

async function keyText(path: string): Promise<string> {
  const bytes = await readSmallFile(path, { what: 'the key', maxBytes: maxKeyBytes });
  if (bytes !== undefined) return bytes.toString('latin1');
  throw new UsageError(`no key at ${visible(path)}`, { hint: 'name a PEM file: --key FILE' });
}
