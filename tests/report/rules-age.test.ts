import { describe, expect, it } from 'vitest';
import { rulesAgeCoverage } from '../../src/report/rules-age.ts';
import { renderTable } from '../../src/report/table.ts';
import { empty, pack } from './fixtures/parts.ts';

describe('--max-rules-age', () => {
  it.each([
    [89, []],
    [90, []],
    [
      91,
      [
        'the one in use, 2026.11.22, is 91 days old (2026-11-22); what came to be known since would not be found (--max-rules-age)',
      ],
    ],
  ])('a pack of %i days with a limit of 90', (ageDays, messages) => {
    const coverage = rulesAgeCoverage([{ ...pack, ageDays }], 90);
    expect(coverage.flatMap(({ gaps }) => gaps.map(({ message }) => message))).toEqual(messages);
  });

  it('a pack without a date cannot show that it is young enough', () => {
    const { date: _date, ...undated } = pack;
    expect(rulesAgeCoverage([undated], 1)).toEqual([
      {
        collector: 'rules',
        status: 'gap',
        items: 0,
        gaps: [
          {
            reason: 'missing-source',
            source: 'a version of the rule pack phaseout-builtin from the last 1 day',
            message:
              'the one in use, 2026.11.22, does not say when it was issued; what came to be known since would not be found (--max-rules-age)',
            couldHide: 'active',
          },
        ],
      },
    ]);
  });
});

describe('the pack at the end of a table', () => {
  const footer = (change: object): string =>
    renderTable({ ...empty, rulePacks: [{ ...pack, ...change }] }, { width: 200 })
      .split('\n')
      .slice(-4)
      .join('\n');

  it('is named with date, age and hash', () => {
    expect(footer({ ageDays: 12 })).toContain(
      'Rule pack phaseout-builtin 2026.11.22 of 22 Nov 2026 (built in, 12 days old, sha256 b1946ac92492).',
    );
  });

  it.each([0, -784])('has no age of %i days', (ageDays) => {
    expect(footer({ ageDays })).toContain('of 22 Nov 2026 (built in, sha256 b1946ac92492).');
  });

  it.each([
    [365, false],
    [366, true],
  ])('after %i days is called old: %s', (ageDays, old) => {
    expect(
      footer({ ageDays }).includes(
        `The rule pack phaseout-builtin is ${ageDays} days old: look for a newer one.`,
      ),
    ).toBe(old);
  });
});
