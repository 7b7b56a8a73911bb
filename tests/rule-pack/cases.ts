import { readdirSync, readFileSync } from 'node:fs';
import type { RuleFault } from '../../src/errors.ts';
import { type ExpectedHost, hostsOf } from '../../src/rule-tests/expected-host.ts';
import { type LocatedTest, parseRuleTests } from '../../src/rules/parse-rule-tests.ts';

const folder = new URL('./cases/', import.meta.url);

// The folder `public/` holds inventories and logs of real hosts that anybody can read.
const parsed = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.yaml'))
  .sort()
  .map((name) => parseRuleTests(readFileSync(new URL(name, folder), 'utf8'), name));

/** Every rule test of `cases/`, in the order of files and lines. */
export function caseTests(): LocatedTest[] {
  return parsed.flatMap(({ tests }) => [...tests]);
}

/** Every fault of the files of `cases/`. */
export function caseFaults(): RuleFault[] {
  return parsed.flatMap(({ faults }) => [...faults]);
}

/** Every host of every case. */
export function caseHosts(): ExpectedHost[] {
  return caseTests().flatMap(hostsOf);
}
