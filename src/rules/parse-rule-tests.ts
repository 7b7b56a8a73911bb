import type { RuleFault } from '../errors.ts';
import { RuleTest } from '../model/rule-test.ts';
import type { Locate } from './document.ts';
import { parseDocuments } from './parse-documents.ts';
import { dotted, quote } from './words.ts';

/** A rule test with the places of its parts. */
export interface LocatedTest {
  readonly value: RuleTest;
  readonly file: string;
  readonly locate: Locate;
}

/** What a file of rule tests holds: the tests without a fault, and every fault in the order of the text. */
export interface ParsedRuleTests {
  readonly tests: readonly LocatedTest[];
  readonly faults: readonly RuleFault[];
}

/**
 * Reads a file of rule tests: YAML as in rule files, each document a mapping with the key `test`.
 * Never throws, whatever the text. `file` is the name that faults show.
 */
export function parseRuleTests(text: string, file: string): ParsedRuleTests {
  const { documents, faults } = parseDocuments(text, file, { test: RuleTest });
  // The only kind has the schema RuleTest.
  const tests = documents.map((each): LocatedTest => ({ ...each, value: each.value as RuleTest }));
  return { tests, faults: [...faults, ...tests.flatMap(checkTest)] };
}

/** Ids that stand twice, over all files of a run; each fault names the first place. */
export function repeatedTests(tests: readonly LocatedTest[]): RuleFault[] {
  const first = new Map<string, LocatedTest>();
  return tests.flatMap((each) => {
    const { test } = each.value;
    const known = first.get(test);
    if (known === undefined) {
      first.set(test, each);
      return [];
    }
    const place = `${known.file}:${known.locate(['test']).line}`;
    return [faultOf(each, ['test'], `the id ${quote(test)}, which is at ${place} already`, 'another id')];
  });
}

function checkTest(test: LocatedTest): RuleFault[] {
  const { origin, source, hosts } = test.value;
  const faults: RuleFault[] = [];
  if (origin !== 'constructed' && source === undefined) {
    const expected = 'the key "source": where the values were copied from (or origin: constructed)';
    faults.push(faultOf(test, ['origin'], `origin: ${origin} without a source`, expected));
  }
  const names = hosts.map(({ host }) => host ?? test.value.test);
  for (const [index, name] of names.entries()) {
    if (names.indexOf(name) === index) continue;
    const found = `the host ${quote(name)} a second time`;
    faults.push(faultOf(test, ['hosts', index], found, 'each host once, with a name if there are several'));
  }
  return faults;
}

function faultOf(
  { file, locate }: LocatedTest,
  path: readonly (string | number)[],
  found: string,
  expected: string,
): RuleFault {
  return { file, ...locate(path), path: dotted(path), found, expected };
}
