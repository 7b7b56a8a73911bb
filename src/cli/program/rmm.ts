import type { Command } from 'commander';
import { rmmPlatforms } from '../../rmm/platforms.ts';
import { command, once, type Runner } from './command.ts';
import { withCollectors, withJudgement, withLabels, withRules, withTarget } from './shared-options.ts';

/** `phaseout rmm`. */
export function addRmm(program: Command, run: Runner): void {
  withJudgement(
    withRules(
      withCollectors(
        withLabels(
          withTarget(
            command(
              program,
              'rmm',
              'scan, and print one line with the exit code that an RMM or MDM platform reads',
            ).argument('<PLATFORM>', rmmPlatforms.map(({ id }) => id).join(', ')),
          ),
        ),
      ),
    ),
  )
    .option(
      '--report <[FORMAT=]FILE>',
      'where the whole report goes (default: a folder of this account)',
      once,
    )
    .option('--no-report', 'write none')
    .option('--redact <WHAT>', 'users: pseudonyms for user names in the report')
    .option('--exit-map <STATE=CODE,…>', 'other exit codes for clean, found, incomplete or error', once)
    .option('--script [LANGUAGE]', 'print a wrapper script for the platform instead: powershell, sh')
    .option('--sha256 <HEX>', 'with --script: the script starts the program only with this check sum', once)
    .action(run(async () => (await import('../commands/rmm.ts')).rmmCommand));
}
