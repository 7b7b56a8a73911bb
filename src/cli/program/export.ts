import { type Command, Option } from 'commander';
import { engines } from '../../export/engines.ts';
import { command, once, type Runner } from './command.ts';
import { withRules } from './shared-options.ts';

/** `phaseout export`. */
export function addExport(program: Command, run: Runner): void {
  const dialects = engines
    .filter((engine) => engine.dialects.length > 0)
    .map((engine) => `${engine.id}: ${engine.dialects.join(', ')}`);
  withRules(
    command(program, 'export', 'compile the rule pack for an engine that a fleet already runs').argument(
      '<ENGINE>',
      engines.map(({ id }) => id).join(', '),
    ),
  )
    .addOption(new Option('--dialect <DIALECT>', dialects.join('; ')).argParser(once))
    .option('--output <PATH>', 'file, or folder where there are several files (default: stdout)', once)
    .option('--platform <PLATFORM>', 'only signatures for windows, linux or macos')
    .option('--list-not-expressed', 'print what the engine cannot express, and write nothing')
    .option('--quiet', 'say on stderr only how much is not expressed, not what')
    .action(run(async () => (await import('../commands/export.ts')).exportCommand));
}
