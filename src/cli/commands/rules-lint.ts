import { ExitCode, RuleError } from '../../errors.ts';
import { lint } from '../../lint/lint.ts';
import type { LintFinding, LintSubject } from '../../lint/lint-finding.ts';
import { compileMatcher } from '../../match/matcher.ts';
import type { RulePack } from '../../model/rule-pack.ts';
import { runRuleTest } from '../../rule-tests/run-rule-tests.ts';
import type { LocatedDocument } from '../../rules/document.ts';
import { loadRulePath, validatePaths } from '../../rules/load.ts';
import { count } from '../../rules/words.ts';
import { builtinPack } from '../builtin-pack.ts';
import { writeStdout } from '../output.ts';
import { oneOf } from '../parse-options.ts';
import { readRuleTests } from '../read-rule-tests.ts';

/** Options of `phaseout rules lint` as commander gives them. */
export interface RulesLintOptions {
  readonly builtinRules: boolean;
  readonly tests: readonly string[];
  readonly strict?: boolean;
  readonly format: string;
}

/**
 * `phaseout rules lint [PATH…]`: signatures that say less than they seem to; without a path those of the built-in pack.
 * Exit code 1 for errors, with `--strict` for warnings too; 2 where the rules or tests cannot be read.
 */
export async function rulesLintCommand(paths: readonly string[], options: RulesLintOptions): Promise<number> {
  const format = oneOf('--format', options.format, ['text', 'json'] as const);
  const { pack, subjects } = await (paths.length === 0 ? builtinSubjects() : subjectsOf(paths, options));
  const matched = options.tests.length === 0 ? undefined : await matchedBy(pack, options.tests);
  const findings = lint(subjects, { matched });
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.length - errors;
  const signatures = subjects.reduce((sum, { value }) => sum + value.signatures.length, 0);
  const figures = `${count(signatures, 'signature')}: ${count(errors, 'error')}, ${count(warnings, 'warning')}`;
  const summary = { signatures, errors, warnings };
  await writeStdout(
    format === 'json'
      ? `${JSON.stringify({ findings, summary }, null, 2)}\n`
      : `${[...findings.map(findingLine), figures].join('\n')}\n`,
  );
  const fails = errors > 0 || (options.strict === true && warnings > 0);
  return fails ? ExitCode.findings : ExitCode.clean;
}

interface Linting {
  readonly pack: RulePack;
  readonly subjects: readonly LintSubject[];
}

async function builtinSubjects(): Promise<Linting> {
  const pack = await builtinPack();
  const subjects = [
    ...pack.products.map((value) => ({ id: value.product, value })),
    ...pack.protections.map((value) => ({ id: value.protection, value })),
  ];
  return { pack, subjects };
}

async function subjectsOf(
  paths: readonly string[],
  { builtinRules }: { readonly builtinRules: boolean },
): Promise<Linting> {
  const { pack, faults } = await validatePaths({
    ...(builtinRules && { builtin: await builtinPack() }),
    paths,
  });
  if (pack === undefined) throw new RuleError(faults);
  const loaded = await Promise.all(paths.map((path) => loadRulePath(path)));
  return { pack, subjects: loaded.flatMap(({ documents }) => documents.flatMap(subjectOf)) };
}

function subjectOf(document: LocatedDocument): LintSubject[] {
  if (document.kind === 'product') return [{ id: document.value.product, value: document.value, document }];
  if (document.kind === 'protection') {
    return [{ id: document.value.protection, value: document.value, document }];
  }
  return [];
}

async function matchedBy(pack: RulePack, paths: readonly string[]): Promise<ReadonlySet<string>> {
  const matcher = compileMatcher(pack);
  const outcomes = (await readRuleTests(paths)).map((test) => runRuleTest(matcher, test));
  return new Set(outcomes.flatMap(({ hosts }) => hosts.flatMap(({ observed }) => observed.evidence.flat())));
}

function findingLine({ file, line, column, signature, severity, rule, message }: LintFinding): string {
  const place = file === undefined ? 'built-in pack' : `${file}:${line}:${column}`;
  return `${place}: ${severity}: ${signature}: ${message} [${rule}]`;
}
