import type { Command } from 'commander';
import { command, type Runner } from './command.ts';
import { withAssign, withOutcome, withRules } from './shared-options.ts';

/** `phaseout report`. */
export function addReport(program: Command, run: Runner): void {
  withOutcome(
    withRules(
      withAssign(
        command(program, 'report', 'a saved report again: in another format, as of another instant').argument(
          '<FILE...>',
          'reports that --format json wrote; - is standard input',
        ),
      ),
    ),
  ).action(run(async () => (await import('../commands/report.ts')).reportCommand));
}
