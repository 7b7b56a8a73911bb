import { type Command, Option } from 'commander';
import { collect, command, type Runner } from './command.ts';
import { withRules } from './shared-options.ts';

/** `phaseout regimes …`. */
export function addRegimes(program: Command, run: Runner): void {
  const regimes = command(program, 'regimes', 'the laws, orders and advice that deadlines come from');
  withRules(
    command(
      regimes,
      'list',
      'every regime: whom it concerns, what is in effect, what comes next; and the audiences',
    ),
  )
    .option('--as-of <INSTANT>', 'default now')
    .option('--audience <ID,…>', 'only phases that concern these audiences', collect)
    .addOption(new Option('--format <FORMAT>', 'table or json').default('table'))
    .action(run(async () => (await import('../commands/regimes.ts')).regimesListCommand));
  withRules(
    command(
      regimes,
      'show',
      'one regime with every fact, its source, and how far the text itself was read',
    ).argument('<ID>', 'id of a regime'),
  )
    .addOption(new Option('--format <FORMAT>', 'text or json').default('text'))
    .action(run(async () => (await import('../commands/regimes.ts')).regimesShowCommand));
}
