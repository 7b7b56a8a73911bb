import { ExitCode, RuleError } from '../../errors.ts';
import { countsOf, summaryText } from '../../rules/summary.ts';
import { builtinPack } from '../builtin-pack.ts';
import { writeStdout } from '../output.ts';
import { packLines } from '../pack-age.ts';

/** `phaseout rules validate [PATH…]`: every fault of every file at once (exit code 2), or what was read. */
export async function rulesValidateCommand(
  paths: readonly string[],
  options: { readonly builtinRules: boolean },
): Promise<number> {
  if (paths.length === 0) {
    const pack = await builtinPack();
    const counts = Object.entries(countsOf(pack)).map(([what, number]) => `${number} ${what}`);
    const lines = [
      ...packLines(pack.identities, Date.now()),
      `${counts.join(', ')}; checked when it was built`,
    ];
    await writeStdout(`${lines.join('\n')}\n`);
    return ExitCode.clean;
  }
  const { validatePaths } = await import('../../rules/load.ts');
  const { faults, summary } = await validatePaths({
    ...(options.builtinRules && { builtin: await builtinPack() }),
    paths,
  });
  if (faults.length > 0) throw new RuleError(faults);
  await writeStdout(`${summaryText(summary)}\n`);
  return ExitCode.clean;
}
