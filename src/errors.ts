/** Exit codes of the program; the table is in docs/adr/0004-exit-codes.md. */
export const ExitCode = {
  clean: 0,
  findings: 1,
  usage: 2,
  incomplete: 3,
  bug: 70,
  interrupted: 130,
} as const;

/** One of the numbers of {@link ExitCode}. */
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/**
 * An error that a user can act on. `message` says what happened to what, `hint` what to do next.
 * Only `cli/main.ts` prints it and turns it into an exit code; any other error is a bug of ours (70).
 */
export class PhaseoutError extends Error {
  readonly hint: string | undefined;
  readonly exitCode: ExitCode;

  constructor(message: string, options: { hint?: string; exitCode?: ExitCode; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.hint = options.hint;
    this.exitCode = options.exitCode ?? ExitCode.usage;
  }
}

/** A wrong flag, argument, audience, date … (exit code 2). */
export class UsageError extends PhaseoutError {}

/** What the user named as target or input cannot be used at all (exit code 2). */
export class TargetError extends PhaseoutError {}

/** A result could not be written where it was asked for (exit code 2). */
export class OutputError extends PhaseoutError {}

/** One fault in a rule file. `line` and `column` count from 1; `path` is the place in the YAML, dotted. */
export interface RuleFault {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly path: string;
  readonly found: string;
  readonly expected: string;
}

const validateHint = 'correct the lines above, then run: phaseout rules validate PATH';

/** A rule pack (or files of rule tests) that is refused whole; carries every fault of every file, in file and line order. */
export class RuleError extends PhaseoutError {
  readonly faults: readonly RuleFault[];

  constructor(
    faults: readonly RuleFault[],
    { subject = 'the rule pack has', done = 'nothing was loaded', hint = validateHint } = {},
  ) {
    const lines = faults.map(
      (fault) =>
        `${fault.file}:${fault.line}:${fault.column}: ${fault.path ? `${fault.path}: ` : ''}found ${fault.found}, expected ${fault.expected}`,
    );
    super(
      `${subject} ${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}; ${done}\n${lines.join('\n')}`,
      { hint },
    );
    this.faults = faults;
  }
}
