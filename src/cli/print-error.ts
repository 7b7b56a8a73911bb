import { ExitCode, PhaseoutError } from '../errors.ts';
import { visible } from '../model/visible.ts';

/**
 * Prints an error for a person and returns the exit code that goes with it.
 * Text of the error may come from hostile input, so control characters are made visible.
 */
export function printError(error: unknown, stderr: { write(text: string): unknown }): ExitCode {
  if (error instanceof PhaseoutError) {
    stderr.write(`phaseout: ${visible(error.message, { newlines: 'keep' })}\n`);
    if (error.hint) stderr.write(`  ${visible(error.hint, { newlines: 'keep' })}\n`);
    return error.exitCode;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  stderr.write(
    `phaseout: this is a bug in phaseout, please report it with the lines below\n${visible(text, { newlines: 'keep' })}\n`,
  );
  return ExitCode.bug;
}
