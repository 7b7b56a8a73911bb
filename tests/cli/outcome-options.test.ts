import { describe, expect, test } from 'vitest';
import { judgeOptions, type OutcomeOptions } from '../../src/cli/outcome-options.ts';
import { UsageError } from '../../src/errors.ts';
import { pack } from '../deadline/judge.ts';

const plain: OutcomeOptions = { audience: [], failOn: 'residue', accept: [], until: [] };
const judged = (change: Partial<OutcomeOptions>) => judgeOptions({ ...plain, ...change }, pack, 0, []);

describe('a deadline to fail on needs an audience', () => {
  test('none beside --fail-on-deadline would pass every finding, so it is refused', () => {
    expect(() => judged({ audience: ['none'], failOnDeadline: 'in-effect' })).toThrow(UsageError);
  });

  test('each alone is good', () => {
    expect(judged({ audience: ['none'] }).audiences).toEqual([]);
    expect(judged({ failOnDeadline: 'in-effect' }).failOnDeadline).toEqual({ kind: 'in-effect' });
  });
});
