import { ExitCode } from '../../errors.ts';
import { platforms, productClasses } from '../../model/vocabulary.ts';
import { rulesList, rulesTable } from '../../rules/list.ts';
import { writeStdout } from '../output.ts';
import { oneOf } from '../parse-options.ts';
import { loadRules, type RuleOptions } from '../rule-options.ts';
import { describeTerminal } from '../terminal.ts';

/** `phaseout rules list`: products of the pack, a line each. */
export async function rulesListCommand(
  _args: readonly string[],
  options: RuleOptions & { readonly platform?: string; readonly class?: string; readonly format: string },
): Promise<number> {
  const format = oneOf('--format', options.format, ['table', 'json'] as const);
  const platform =
    options.platform === undefined ? undefined : oneOf('--platform', options.platform, platforms);
  const productClass =
    options.class === undefined ? undefined : oneOf('--class', options.class, productClasses);
  const rows = rulesList(await loadRules(options), {
    ...(platform && { platform }),
    ...(productClass && { class: productClass }),
  });
  await writeStdout(
    format === 'json'
      ? `${JSON.stringify(rows, null, 2)}\n`
      : rulesTable(rows, describeTerminal(process.stdout, process.env, true).columns),
  );
  return ExitCode.clean;
}
