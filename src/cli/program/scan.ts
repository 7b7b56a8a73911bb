import type { Command } from 'commander';
import { command, type Runner } from './command.ts';
import { withCollectors, withLabels, withOutcome, withRules, withTarget } from './shared-options.ts';

/** `phaseout scan`. */
export function addScan(program: Command, run: Runner): void {
  withOutcome(
    withRules(
      withCollectors(
        withLabels(
          withTarget(command(program, 'scan', 'scan this machine, a mounted system or an image, and report')),
        ),
      ),
    ),
  ).action(run(async () => (await import('../commands/scan.ts')).scanCommand));
}
