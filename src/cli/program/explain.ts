import { type Command, Option } from 'commander';
import { command, type Runner } from './command.ts';
import { withRules } from './shared-options.ts';

/** `phaseout explain`. */
export function addExplain(program: Command, run: Runner): void {
  withRules(
    command(program, 'explain', 'why a signature or a finding says what it says, with its source').argument(
      '<ID>',
      '<product>/<signature>, or with --report <product>@<host>',
    ),
  )
    .option('--report <FILE>', 'the saved report (JSON) that holds the finding; - is standard input')
    .addOption(new Option('--format <FORMAT>', 'text or json').default('text'))
    .action(run(async () => (await import('../commands/explain.ts')).explainCommand));
}
