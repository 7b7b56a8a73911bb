import { type Command, Option } from 'commander';
import { collect, command, type Runner } from './command.ts';
import { withCollectors, withLabels, withRules, withTarget } from './shared-options.ts';

/** `phaseout inventory`. */
export function addInventory(program: Command, run: Runner): void {
  withRules(
    withCollectors(
      withLabels(
        withTarget(
          command(program, 'inventory', 'list software, services, drivers … without judging them')
            .option('--kind <KIND,…>', 'only these kinds of item', collect)
            .addOption(new Option('--format <FORMAT>', 'table, json or ndjson').default('table'))
            .option('--output <[FORMAT=]FILE>', 'write to a file instead; repeatable', collect),
        ),
      ),
    ),
  )
    .option('--quiet', 'no progress, no summary')
    .option('--no-color', 'no colours (NO_COLOR works too)')
    .option('--reproducible', 'leave out times')
    .option('--allow-gaps [COLLECTOR,…]', 'what could not be read does not change the exit code')
    .action(run(async () => (await import('../commands/inventory.ts')).inventoryCommand));
}
