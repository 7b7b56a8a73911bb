import { ExitCode, RuleError, TargetError, UsageError } from '../../errors.ts';
import { visible } from '../../model/visible.ts';
import { parseRules } from '../../rules/load.ts';
import { signPack } from '../../rules/signing/sign-pack.ts';
import { writeStdout, writeWhole } from '../output.ts';
import { readPackFiles, readPrivateKey, signaturePath } from '../signed-pack.ts';

/** `phaseout rules sign PATH --key PRIVATE.pem`: writes the signature of a pack beside its files. */
export async function rulesSignCommand(
  args: readonly string[],
  options: { readonly key?: string; readonly out?: string },
): Promise<number> {
  const [path = ''] = args;
  if (options.key === undefined)
    throw new UsageError('no key to sign with', { hint: 'add --key PRIVATE.pem' });
  const key = await readPrivateKey(options.key);
  const read = await readPackFiles(path);
  const { identity, faults } = await parseRules(read);
  if (faults.length > 0) {
    throw new RuleError(faults, { subject: 'the rule pack has', done: 'nothing was signed' });
  }
  const { id, version, date } = identity;
  if (date === undefined) {
    throw new TargetError(`the pack at ${visible(path)} has no name, version and date to sign`, {
      hint: 'add a document with the keys pack, name, version and date',
    });
  }
  const { text, manifest } = signPack({ pack: id, version, date }, read.contents, key);
  const out = options.out ?? (await signaturePath(path));
  await writeWhole(out, text);
  // With --out - the signature itself is what goes to standard output.
  if (out === '-') return ExitCode.clean;
  const files = `${manifest.files.size} ${manifest.files.size === 1 ? 'file' : 'files'}`;
  await writeStdout(
    `signed ${id} ${version} of ${date}, ${files}, sha256 ${read.sha256}\nwith the key ${key.fingerprint}\nwrote ${visible(out)}\n`,
  );
  return ExitCode.clean;
}
