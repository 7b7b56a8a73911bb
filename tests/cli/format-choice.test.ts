import { describe, expect, it } from 'vitest';
import { formatChoice } from '../../src/cli/format-choice.ts';
import { UsageError } from '../../src/errors.ts';

describe('--from and --map', () => {
  it('takes fields in any case, in one option or in several', () => {
    expect(formatChoice({ map: ['NAME=Title, version=Ver', 'productcode=Code'] })).toEqual({
      from: undefined,
      map: { name: 'Title', version: 'Ver', productCode: 'Code' },
    });
  });

  it.each<readonly [string, Parameters<typeof formatChoice>[0], RegExp, RegExp]>([
    ['an unknown format', { from: 'osqery:programs' }, /unknown format "osqery"/, /did you mean.*osquery/],
    ['both', { from: 'pdq', map: ['name=A'] }, /exclude each other/, /no known format/],
    [
      'a field without a column',
      { map: ['name='] },
      /"name=" is not of the form FIELD=COLUMN/,
      /fields: name, /,
    ],
    ['an unknown field', { map: ['name=A,titel=B'] }, /"titel=B" is not of the form/, /fields: name, /],
    ['no name', { map: ['host=A'] }, /does not say where the name stands/, /add name=COLUMN/],
    [
      'a field twice',
      { map: ['name=A,Name=B'] },
      /--map names name twice: name=A and name=B/,
      /from one column/,
    ],
    [
      'a field twice in two options',
      { map: ['name=A', 'host=C', 'name=B'] },
      /names name twice/,
      /from one column/,
    ],
  ])('%s is a usage error with a hint', (_name, options, message, hint) => {
    const run = (): unknown => formatChoice(options);
    expect(run).toThrow(UsageError);
    expect(run).toThrow(message);
    expect(run).toThrow(expect.objectContaining({ hint: expect.stringMatching(hint) }));
  });
});
