import { verify } from 'node:crypto';
import { visible } from '../../model/visible.ts';
import type { SigningKey } from './keys.ts';
import { type Manifest, parseManifest } from './manifest.ts';
import { hashOf, type PackContent } from './sign-pack.ts';
import { parseSignatureFile } from './signature-file.ts';

/** Whether a pack is what one of the keys signed; if not, everything that is wrong, a sentence each. */
export type Verdict =
  | { readonly good: true; readonly manifest: Manifest; readonly key: SigningKey }
  | { readonly good: false; readonly wrong: readonly string[] };

/** A pack beside its signature file. */
export interface SignedPack {
  readonly contents: readonly PackContent[];
  /** Undefined where there is none. */
  readonly signatureFile: Uint8Array | undefined;
  /** How messages call the signature file. */
  readonly shown: string;
}

/**
 * Checks a pack against its signature file. The signature is checked first, over the manifest's very bytes; only then is
 * the manifest read and held against the files. Each file that was changed, added, taken away or renamed is named.
 */
export function verifyPack(
  { contents, signatureFile, shown }: SignedPack,
  keys: readonly SigningKey[],
): Verdict {
  const file = visible(shown);
  if (signatureFile === undefined) return bad(`it is not signed: there is no ${file}`);
  const parsed = parseSignatureFile(signatureFile);
  if ('wrong' in parsed) return bad(`${file} ${parsed.wrong}`);
  const bytes = Buffer.from(parsed.manifest, 'utf8');
  const signer = keys.find(({ key }) => verify(null, bytes, key, parsed.signature));
  const manifest = parseManifest(parsed.manifest);
  if (signer === undefined) return bad(unsigned(file, manifest, keys));
  if (manifest === undefined) return bad(`${file} holds no manifest that this version understands`);
  if (manifest.key !== signer.fingerprint)
    return bad(`${file} names another key than the one that signed it`);
  const wrong = differences(manifest.files, contents);
  return wrong.length === 0 ? { good: true, manifest, key: signer } : { good: false, wrong };
}

/** The signature fits none of the keys. What the manifest says is not to be trusted then; it only helps to find out why. */
function unsigned(file: string, manifest: Manifest | undefined, keys: readonly SigningKey[]): string {
  if (manifest === undefined) return `${file} was changed after it was signed`;
  if (keys.some(({ fingerprint }) => fingerprint === manifest.key)) {
    return `${file} was changed after it was signed, or is a forgery`;
  }
  return `${file} was made with another key: it names ${manifest.key}`;
}

function differences(signed: ReadonlyMap<string, string>, contents: readonly PackContent[]): string[] {
  const actual = new Map(contents.map(({ name, bytes }) => [name, hashOf(bytes)]));
  const missing = new Map([...signed].filter(([name]) => !actual.has(name)));
  const wrong: string[] = [];
  for (const [name, hash] of actual) {
    const expected = signed.get(name);
    if (expected === hash) continue;
    const from = expected === undefined ? nameOf(hash, missing) : undefined;
    if (from !== undefined) {
      wrong.push(`${visible(name)} was signed under the name ${visible(from)}`);
      missing.delete(from);
    } else {
      wrong.push(`${visible(name)} was ${expected === undefined ? 'added' : 'changed'} after signing`);
    }
  }
  for (const name of missing.keys()) wrong.push(`${visible(name)} was signed and is missing`);
  return wrong;
}

function nameOf(hash: string, files: ReadonlyMap<string, string>): string | undefined {
  for (const [name, other] of files) if (other === hash) return name;
  return undefined;
}

function bad(sentence: string): Verdict {
  return { good: false, wrong: [sentence] };
}
