import { type Command, InvalidArgumentError } from 'commander';

/** What a command is: its words without options, and its options as commander gives them; the exit code comes back. */
export type Run<Options> = (args: readonly string[], options: Options) => Promise<number>;

/** Turns a command, which is loaded only when it is called, into what commander's `action` wants. */
export type Runner = <Options extends object>(
  load: () => Promise<Run<Options>>,
) => (...parameters: unknown[]) => Promise<void>;

/** Adds one file's commands to the program. */
export type AddCommand = (program: Command, run: Runner) => void;

/** A command with the manners that all share: suggestions, and help that is named where a word is wrong. */
export function command(parent: Command, name: string, description: string): Command {
  return parent
    .command(name)
    .description(description)
    .exitOverride()
    .showSuggestionAfterError()
    .showHelpAfterError(
      `(phaseout ${parent.name() === 'phaseout' ? '' : `${parent.name()} `}${name} --help says more)`,
    );
}

/** For an option that may be given once: of two values the first would go unseen. */
export function once(value: string, previous: string | undefined): string {
  if (previous === undefined) return value;
  throw new InvalidArgumentError(`it was given twice (${previous}, ${value}); scan one after the other.`);
}

/** For an option that may be repeated: all values in their order. */
export function collect(value: string, previous: readonly string[] = []): string[] {
  return [...previous, value];
}
