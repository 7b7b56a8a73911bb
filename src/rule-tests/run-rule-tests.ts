import type { Matcher } from '../match/matcher.ts';
import type { LocatedTest } from '../rules/parse-rule-tests.ts';
import { compare, type Difference } from './compare.ts';
import { type ExpectedHost, hostsOf } from './expected-host.ts';
import { type Observation, observe } from './observe.ts';

/** One host of a rule test that was run. */
export interface HostOutcome {
  readonly host: ExpectedHost;
  readonly observed: Observation;
  /** Empty where everything holds. */
  readonly differences: readonly Difference[];
}

/** A rule test that was run. */
export interface TestOutcome {
  readonly test: LocatedTest;
  readonly hosts: readonly HostOutcome[];
  readonly holds: boolean;
}

/** Runs a rule test: each host by itself, as if it were scanned. */
export function runRuleTest(matcher: Matcher, test: LocatedTest): TestOutcome {
  const hosts = hostsOf(test).map((host) => {
    const observed = observe(matcher, host);
    return { host, observed, differences: compare(host, observed) };
  });
  return { test, hosts, holds: hosts.every(({ differences }) => differences.length === 0) };
}
