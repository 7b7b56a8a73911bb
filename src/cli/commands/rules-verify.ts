import { ExitCode, UsageError } from '../../errors.ts';
import { visible } from '../../model/visible.ts';
import { writeStdout } from '../output.ts';
import { readPackFiles, readPublicKey, verdictOn } from '../signed-pack.ts';

/**
 * `phaseout rules verify PATH --key PUBLIC.pem`: is the pack what the holder of the key signed? Exit code 0 yes, 1 no
 * (every file that differs is named), 2 for a path or key that cannot be used.
 */
export async function rulesVerifyCommand(
  args: readonly string[],
  options: { readonly key?: readonly string[]; readonly signature?: string },
): Promise<number> {
  const [path = ''] = args;
  const { key: files = [] } = options;
  if (files.length === 0) throw new UsageError('no key to check with', { hint: 'add --key PUBLIC.pem' });
  const keys = await Promise.all(files.map(readPublicKey));
  const read = await readPackFiles(path);
  const verdict = await verdictOn(path, read, keys, options.signature);
  if (!verdict.good) {
    await writeStdout(`NOT GOOD: ${visible(path)}\n${verdict.wrong.map((line) => `  ${line}\n`).join('')}`);
    return ExitCode.findings;
  }
  const { pack, version, date, files: signed } = verdict.manifest;
  const count = `${signed.size} ${signed.size === 1 ? 'file' : 'files'}`;
  await writeStdout(
    `good: ${pack} ${version} of ${date}, ${count}, sha256 ${read.sha256}\nsigned with the key ${verdict.key.fingerprint}\n`,
  );
  return ExitCode.clean;
}
