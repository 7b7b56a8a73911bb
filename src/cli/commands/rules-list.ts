import { ExitCode } from '../../errors.ts';
import { platforms, productClasses } from '../../model/vocabulary.ts';
import { rulesList, rulesTable } from '../../rules/list.ts';
import { writeStdout } from '../output.ts';
import { packLines } from '../pack-age.ts';
import { oneOf } from '../parse-options.ts';
import { loadRules, type RuleOptions } from '../rule-options.ts';
import { describeTerminal } from '../terminal.ts';
import { wrapLines } from '../wrap.ts';

/** `phaseout rules list`: products of the pack, a line each, and which packs these are. */
export async function rulesListCommand(
  _args: readonly string[],
  options: RuleOptions & { readonly platform?: string; readonly class?: string; readonly format: string },
): Promise<number> {
  const format = oneOf('--format', options.format, ['table', 'json'] as const);
  const platform =
    options.platform === undefined ? undefined : oneOf('--platform', options.platform, platforms);
  const productClass =
    options.class === undefined ? undefined : oneOf('--class', options.class, productClasses);
  const pack = await loadRules(options);
  const rows = rulesList(pack, {
    ...(platform && { platform }),
    ...(productClass && { class: productClass }),
  });
  if (format === 'json') {
    await writeStdout(`${JSON.stringify(rows, null, 2)}\n`);
    return ExitCode.clean;
  }
  const { columns } = describeTerminal(process.stdout, process.env, true);
  const packs = packLines(pack.identities, Date.now()).flatMap((line) => wrapLines(line, columns, '', '  '));
  await writeStdout(`${rulesTable(rows, columns)}\n${packs.join('\n')}\n`);
  return ExitCode.clean;
}
