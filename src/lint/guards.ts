import type { Clause } from '../model/signature.ts';
import { type Linted, type LintFinding, lintFinding } from './lint-finding.ts';
import { covers, excludes } from './overlap.ts';
import { type OneTest, readWhen, testsOf } from './tests-of.ts';

/**
 * Guards on the same item that can never hold (they keep nothing out) or always hold (nothing is left to match), and
 * conditions on the same item that can never hold.
 */
export function lintGuards(linted: Linted): LintFinding[] {
  const { signature } = linted;
  const own = readWhen(signature.when, ['when']);
  const all = testsOf(signature);
  return [
    ...(signature.unless ?? []).flatMap((clause, index) => guard(linted, clause, index, all)),
    ...(signature.beside ?? []).flatMap((clause, index) => condition(linted, clause, index, own)),
  ];
}

function guard(linted: Linted, { same }: Clause, index: number, own: readonly OneTest[]): LintFinding[] {
  if (same === undefined) return [];
  const path = ['unless', index, 'same'];
  const tests = readWhen(same, path);
  const dead = tests.find((test) => contradicts(test, own));
  if (dead) {
    const message = `this guard can never hold: what it asks of ${dead.field} contradicts the signature`;
    return [lintFinding(linted, 'dead-guard', message, dead.path)];
  }
  const always = tests.every((test) =>
    own.some(({ field, check }) => field === test.field && covers(test.check, check)),
  );
  if (!always) return [];
  const message = 'this guard holds for everything that the signature matches, so it never matches';
  return [lintFinding(linted, 'blocking-guard', message, path)];
}

function condition(linted: Linted, { same }: Clause, index: number, own: readonly OneTest[]): LintFinding[] {
  if (same === undefined) return [];
  const dead = readWhen(same, ['beside', index, 'same']).find((test) => contradicts(test, own));
  if (dead === undefined) return [];
  const message = `this condition can never hold: what it asks of ${dead.field} contradicts the signature`;
  return [lintFinding(linted, 'dead-condition', message, dead.path)];
}

function contradicts(test: OneTest, own: readonly OneTest[]): boolean {
  return own.some(({ field, check }) => field === test.field && excludes(test.check, check));
}
