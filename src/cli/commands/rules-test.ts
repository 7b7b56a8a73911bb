import { ExitCode } from '../../errors.ts';
import { compileMatcher } from '../../match/matcher.ts';
import type { RulePack } from '../../model/rule-pack.ts';
import { outcomeJson, outcomeText } from '../../rule-tests/outcome-text.ts';
import { runRuleTest } from '../../rule-tests/run-rule-tests.ts';
import { writeStdout } from '../output.ts';
import { oneOf } from '../parse-options.ts';
import { readRuleTests } from '../read-rule-tests.ts';
import { loadRules, type RuleOptions } from '../rule-options.ts';

/**
 * `phaseout rules test PATH…`: inventories with expectations, run against the rules. Exit code 0 where all hold,
 * 1 where some do not, 2 for a file that cannot be read as tests.
 */
export async function rulesTestCommand(
  paths: readonly string[],
  options: RuleOptions & { readonly format: string },
): Promise<number> {
  const format = oneOf('--format', options.format, ['text', 'json'] as const);
  const pack = await loadRules(options);
  const tests = await readRuleTests(paths);
  const matcher = compileMatcher(pack);
  const outcomes = tests.map((test) => runRuleTest(matcher, test));
  await writeStdout(
    format === 'json'
      ? `${JSON.stringify(outcomeJson(outcomes), null, 2)}\n`
      : outcomeText(outcomes, idsOf(pack)),
  );
  return outcomes.every(({ holds }) => holds) ? ExitCode.clean : ExitCode.findings;
}

function idsOf({ products, protections }: RulePack): Set<string> {
  const subjects = [
    ...products.map(({ product, signatures }) => ({ id: product, signatures })),
    ...protections.map(({ protection, signatures }) => ({ id: protection, signatures })),
  ];
  return new Set(
    subjects.flatMap(({ id, signatures }) => [id, ...signatures.map((signature) => `${id}/${signature.id}`)]),
  );
}
