import type { Command } from 'commander';
import { command, type Runner } from './command.ts';
import { withCollectors, withOutcome, withRules, withTarget } from './shared-options.ts';

/** `phaseout scan`. */
export function addScan(program: Command, run: Runner): void {
  withOutcome(
    withRules(
      withCollectors(
        withTarget(command(program, 'scan', 'scan this machine, a mounted system or an image, and report')),
      ),
    ),
  ).action(run(async () => (await import('../commands/scan.ts')).scanCommand));
}
