import { RuleError } from '../errors.ts';
import { type LocatedTest, parseRuleTests, repeatedTests } from '../rules/parse-rule-tests.ts';
import { readRuleFiles } from '../rules/rule-files.ts';

/** Reads files of rule tests, or all of a folder. Throws RuleError with every fault, TargetError for a missing path. */
export async function readRuleTests(paths: readonly string[]): Promise<LocatedTest[]> {
  const read = await Promise.all(paths.map((path) => readRuleFiles(path)));
  const parsed = read.flatMap(({ files }) => files.map(({ text, shown }) => parseRuleTests(text, shown)));
  const tests = parsed.flatMap((file) => file.tests);
  const faults = [
    ...read.flatMap((path) => path.faults),
    ...parsed.flatMap((file) => file.faults),
    ...repeatedTests(tests),
  ];
  if (faults.length === 0) return tests;
  throw new RuleError(faults, {
    subject: 'the rule tests have',
    done: 'nothing was run',
    hint: 'docs/rules.md shows what a test looks like',
  });
}
