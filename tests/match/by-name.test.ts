import { expect, it } from 'vitest';
import { compileMatcher } from '../../src/match/matcher.ts';
import { builtInPack } from '../rule-pack/built-in-pack.ts';
import { caseHosts } from '../rule-pack/cases.ts';

const matcher = compileMatcher(builtInPack());

it('rows that came under several keys of one host say what they say under one', () => {
  let findings = 0;
  for (const { rows, live } of caseHosts()) {
    const whole = matcher.session({ live });
    const parts = matcher.session({ live });
    for (const [index, { item }] of rows.entries()) {
      const { host: _host, ...row } = item;
      whole.add(row, { host: 'h', live });
      parts.add(row, { host: `key ${index % 3}`, live });
    }
    const expected = whole.finish();
    findings += expected.findings.length;
    expect(parts.finish(() => 'h')).toEqual(expected);
    // What was gathered is not used up, nor changed.
    expect(parts.finish(() => 'h')).toEqual(expected);
  }
  expect(findings).toBeGreaterThan(100);
});
