import { Command, CommanderError } from 'commander';
import { ExitCode } from '../errors.ts';
import { addAboutHere } from './program/about-here.ts';
import type { AddCommand, Runner } from './program/command.ts';
import { examplesOf } from './program/examples.ts';
import { addExplain } from './program/explain.ts';
import { addExport } from './program/export.ts';
import { addFleet } from './program/fleet.ts';
import { addInventory } from './program/inventory.ts';
import { addMatch } from './program/match.ts';
import { withOptionalValue } from './program/optional-value.ts';
import { addRegimes } from './program/regimes.ts';
import { addReport } from './program/report.ts';
import { addRmm } from './program/rmm.ts';
import { addRules } from './program/rules.ts';
import { addScan } from './program/scan.ts';
import { emptyLists } from './program/shared-options.ts';

/** In the order of the help. */
const commands: readonly AddCommand[] = [
  addScan,
  addInventory,
  addMatch,
  addReport,
  addFleet,
  addRmm,
  addRules,
  addExplain,
  addExport,
  addRegimes,
  addAboutHere,
];

/**
 * Parses the command line and runs one command. Returns the exit code; throws PhaseoutError for what the user can mend.
 * Every command is loaded only when it is called.
 */
export async function runProgram(args: readonly string[]): Promise<number> {
  let exitCode: number = ExitCode.clean;
  const program = new Command();
  const run: Runner =
    (load) =>
    async (...parameters: unknown[]): Promise<void> => {
      const command = parameters.at(-1) as Command;
      exitCode = await (await load())(command.args, { ...emptyLists, ...command.optsWithGlobals() });
    };

  program
    .name('phaseout')
    .description(
      'Finds Kaspersky products on this machine, in a mounted system, an image or an inventory, says which deadline applies to each, and how to get off them. Reads only; nothing leaves the machine.',
    )
    .option('-V, --version', 'print the version; with --verbose also the rule pack and its age')
    .enablePositionalOptions()
    .exitOverride()
    .addHelpText('beforeAll', (context) => examplesOf(context.command))
    .showSuggestionAfterError()
    .showHelpAfterError('(phaseout --help lists the commands)');

  for (const add of commands) add(program, run);

  if (args.length === 0) {
    program.outputHelp();
    return ExitCode.clean;
  }
  try {
    await program.parseAsync(args.map(withOptionalValue), { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? ExitCode.clean : ExitCode.usage;
  }
  return exitCode;
}
