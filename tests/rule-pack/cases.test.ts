import { describe, expect, test } from 'vitest';
import { compileMatcher } from '../../src/match/matcher.ts';
import { runRuleTest } from '../../src/rule-tests/run-rule-tests.ts';
import { repeatedTests } from '../../src/rules/parse-rule-tests.ts';
import { builtInPack } from './built-in-pack.ts';
import { caseFaults, caseTests } from './cases.ts';

const matcher = compileMatcher(builtInPack());
const tests = caseTests();

describe('files of cases', () => {
  test('have no fault', () => {
    expect([...caseFaults(), ...repeatedTests(tests)]).toEqual([]);
  });
});

describe('cases', () => {
  test.each(tests.map((each) => [each.value.test, each] as const))('%s', (_, each) => {
    const { hosts } = runRuleTest(matcher, each);
    expect(
      hosts.flatMap(({ host, differences }) => differences.map((said) => ({ host: host.host, ...said }))),
    ).toEqual([]);
  });
});
