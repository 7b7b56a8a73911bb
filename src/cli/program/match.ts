import { type Command, Option } from 'commander';
import { collect, command, type Runner } from './command.ts';
import { withAssign, withLabels, withOutcome, withRules } from './shared-options.ts';

/** `phaseout match`. */
export function addMatch(program: Command, run: Runner): void {
  withOutcome(
    withRules(
      withLabels(
        withAssign(
          command(
            program,
            'match',
            'judge inventories that exist already: osquery, SBOM, Intune, CSV …',
          ).argument('<FILE...>', 'inventory files or patterns; - is standard input'),
        ),
      ),
    ),
  )
    .option(
      '--from <FORMAT>',
      'what the files are, where it cannot be told; docs/inventories.md lists the formats',
    )
    .option(
      '--map <FIELD=COLUMN,…>',
      'any other table: name=Title,version=Ver,host=Computer; repeatable',
      collect,
    )
    .option('--strict', 'stop at the first row that cannot be read (exit 2)')
    .addOption(
      new Option('--scope <SCOPE>', 'software: software rows are all that was asked').choices(['software']),
    )
    .action(run(async () => (await import('../commands/match.ts')).matchCommand));
}
