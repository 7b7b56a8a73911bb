import type { LintRule } from '../model/vocabulary.ts';
import { lintGuards } from './guards.ts';
import {
  type Linted,
  type LintFinding,
  type LintSubject,
  lintFinding,
  signaturesOf,
} from './lint-finding.ts';
import { lintLiterals } from './literals.ts';
import { lintShadowed } from './shadowed.ts';

/** What is known beside the rules themselves. */
export interface LintContext {
  /** Ids of the signatures that some test exercises; undefined where no tests were given. */
  readonly matched: ReadonlySet<string> | undefined;
}

/** Weaknesses of the signatures of products and protections, in the order of the subjects and of their text, without those that they allow. */
export function lint(subjects: readonly LintSubject[], { matched }: LintContext): LintFinding[] {
  return subjects.flatMap((subject) => {
    const all = signaturesOf(subject);
    const found = [
      ...all.flatMap((linted) => [
        ...lintLiterals(linted),
        ...lintGuards(linted),
        ...lintSource(linted),
        ...lintMatched(linted, matched),
      ]),
      ...lintShadowed(subject),
      ...lintWeak(all),
      ...lintProtection(subject, all),
    ].filter(({ rule, signature }) => !isAllowed(subject, signature, rule));
    return found.sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
  });
}

/** Whether the signature itself says, with a reason, that this is meant so. */
function isAllowed({ id, value }: LintSubject, signature: string, rule: LintRule): boolean {
  const found = value.signatures.find((each) => `${id}/${each.id}` === signature);
  return found?.lint?.allow[rule] !== undefined;
}

/** A source that nobody could open: no address, no repository, no file. */
function lintSource(linted: Linted): LintFinding[] {
  const { source } = linted.signature;
  const texts = typeof source === 'string' ? [source] : source;
  return texts.flatMap((text, index) => {
    if (/[\w-]\.[a-z]{2,}|[\w.-]+\/[\w.-]+|^GitHub file, repository not identified: ./i.test(text)) return [];
    const path = typeof source === 'string' ? ['source'] : ['source', index];
    const message = 'nobody could open this source: name an address, or a repository and path';
    return [lintFinding(linted, 'vague-source', message, path)];
  });
}

function lintMatched(linted: Linted, matched: ReadonlySet<string> | undefined): LintFinding[] {
  const id = `${linted.subject.id}/${linted.signature.id}`;
  if (matched === undefined || matched.has(id)) return [];
  return [lintFinding(linted, 'never-matched', 'no row of the tests is evidence of it')];
}

/** One weak signature and nothing else that proves: never a finding, because a weak one needs a second. */
function lintWeak(all: readonly Linted[]): LintFinding[] {
  const proving = all.filter(
    ({ signature }) => signature.proves === 'installed' || signature.proves === 'presence',
  );
  const [only, ...others] = proving;
  if (only === undefined || others.length > 0 || only.signature.confidence !== 'weak') return [];
  const message = 'a weak signature needs a second one, and this product has no other that proves anything';
  return [lintFinding(only, 'weak-alone', message)];
}

/** Another vendor's protection is recognised only where it is proven installed; traces of it protect nobody. */
function lintProtection({ value }: LintSubject, [first, ...others]: readonly Linted[]): LintFinding[] {
  if (!('protection' in value) || first === undefined) return [];
  if ([first, ...others].some(({ signature }) => signature.proves === 'installed')) return [];
  const message = 'no signature proves that this protection is installed, so it is never recognised';
  return [lintFinding(first, 'weak-alone', message)];
}
