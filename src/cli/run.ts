import { ExitCode } from '../errors.ts';
import { tool } from './version.ts';

/** Runs the program with the arguments of the command line and sets the exit code. */
export async function runPhaseout(args: readonly string[]): Promise<void> {
  quietPipes();
  try {
    if (asksForVersion(args)) {
      process.stdout.write(`${tool.name} ${tool.version}\n`);
      if (args.length > 1) await (await import('./commands/version.ts')).printPackAge();
      return;
    }
    const { runProgram } = await import('./program.ts');
    process.exitCode = await runProgram(args);
  } catch (error) {
    const { printError } = await import('./print-error.ts');
    process.exitCode = printError(error, process.stderr);
  }
}

/** `--version` alone is answered without loading anything else. */
function asksForVersion(args: readonly string[]): boolean {
  const flags = ['--version', '-V', '--verbose'];
  return args.some((arg) => arg === '--version' || arg === '-V') && args.every((arg) => flags.includes(arg));
}

/** A reader that went away (`| head`) is no error: what follows is not written, and the exit code stays what it is. */
function quietPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE' || error.code === 'ECONNRESET') return;
      // Whoever wrote is told as well (output.ts) and reports it; this covers what nobody waits for.
      process.exitCode = ExitCode.usage;
    });
  }
}
