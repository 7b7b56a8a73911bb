import { type Command, Option } from 'commander';
import { engines } from '../../export/engines.ts';
import { command, once, type Runner } from './command.ts';
import { withRules } from './shared-options.ts';

/** `phaseout export`. */
export function addExport(program: Command, run: Runner): void {
  const dialects = engines
    .filter((engine) => engine.dialects.length > 0)
    .map((engine) => `${engine.id}: ${engine.dialects.join(', ')}`);
  const folders = engines.filter(({ makes }) => makes === 'folder').map(({ id }) => id);
  withRules(
    command(program, 'export', 'compile the rule pack for an engine that a fleet already runs').argument(
      '<ENGINE>',
      engines.map(({ id }) => id).join(', '),
    ),
  )
    .addOption(new Option('--dialect <DIALECT>', dialects.join('; ')).argParser(once))
    .option(
      '--output <PATH>',
      `a file (default: stdout); for ${folders.join(', ')} a folder of its own`,
      once,
    )
    .option('--platform <PLATFORM>', 'only signatures for windows, linux or macos')
    .option('--list-not-expressed', 'print what the engine cannot express, and write nothing')
    .option('--quiet', 'say on stderr only how much is not expressed, not what')
    .action(run(async () => (await import('../commands/export.ts')).exportCommand));
}
