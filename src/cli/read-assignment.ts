import { type Assignment, compileAssignment } from '../deadline/assignment.ts';
import { parseAssignment } from '../deadline/parse-assignment.ts';
import { TargetError, UsageError } from '../errors.ts';
import { encodingOf } from '../inventory/decode-text.ts';
import type { RulePack } from '../model/rule-pack.ts';
import { visible } from '../model/visible.ts';
import { readSmallFile } from './read-small-file.ts';

const maxBytes = 32 * 1024 * 1024;

/** The options beside `--assign FILE` that it must agree with. */
export interface AssignOptions {
  readonly assign?: string;
  readonly audience: readonly string[];
  readonly quiet?: boolean;
}

/**
 * Which host is judged for whom, from the file that `--assign` names; undefined without it. Throws UsageError beside
 * `--audience`, TargetError where the file cannot be read, RuleError with its faults.
 */
export async function readAssignment(
  options: AssignOptions,
  pack: RulePack,
): Promise<Assignment | undefined> {
  const { assign: file } = options;
  if (file === undefined) return undefined;
  if (options.audience.length > 0) {
    throw new UsageError(
      '--audience and --assign exclude each other: one is for every host, the other by host',
      {
        hint: `for the hosts that no other row fits write a last row into the file, e.g. host "*" and audiences "${options.audience.join(' ')}"`,
      },
    );
  }
  const bytes = await readSmallFile(file, { what: 'the assignment file', maxBytes });
  if (bytes === undefined) {
    throw new TargetError(`no assignment file at ${visible(file)}`, {
      hint: 'it is a CSV file with the headings client,site,host,audiences,tags (docs/assign.md)',
    });
  }
  const encoding = encodingOf(bytes);
  if (encoding === 'windows-1252' && options.quiet !== true) {
    process.stderr.write(
      `phaseout: ${visible(file)} is not UTF-8 and was read as Windows-1252: look at names with accents\n`,
    );
  }
  const text = new TextDecoder(encoding).decode(bytes);
  return compileAssignment(parseAssignment(text, file, pack.audiences));
}
