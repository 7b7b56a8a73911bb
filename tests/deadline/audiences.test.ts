import { describe, expect, test } from 'vitest';
import { resolveAudiences } from '../../src/deadline/audiences.ts';
import { UsageError } from '../../src/errors.ts';
import { loadAudiences } from './load-regimes.ts';

const audiences = loadAudiences();

describe('an audience covers what it implies', () => {
  const cases: [requested: string[], covers: string[][]][] = [
    [['us-person'], [['us-person']]],
    [['us-federal'], [['us-federal', 'us-person']]],
    [['us-federal-nss'], [['us-federal-nss', 'us-person']]],
    [['us-federal-contractor'], [['us-federal-contractor', 'us-person']]],
    [['us-integrator'], [['us-integrator', 'us-person']]],
    [['us-fcc-funded'], [['us-fcc-funded', 'us-person']]],
    [['us-fcc-equipment'], [['us-fcc-equipment', 'us-person']]],
    [['us-nj'], [['us-nj', 'us-person']]],
    [['us-tx'], [['us-tx', 'us-person']]],
    [['de-advice'], [['de-advice']]],
    [
      ['it-public', 'au-commonwealth'],
      [['it-public'], ['au-commonwealth']],
    ],
    [['US-Federal ', 'us-federal'], [['us-federal', 'us-person']]],
    [['none'], []],
  ];
  test.each(cases)('%j', (requested, covers) => {
    expect(resolveAudiences(requested, audiences).map((audience) => [...audience.covers])).toEqual(covers);
  });
  test('audiences that imply each other in a circle end', () => {
    const circle = [
      { audience: 'a', name: 'A', about: 'a', implies: ['b'] },
      { audience: 'b', name: 'B', about: 'b', implies: ['a'] },
    ];
    expect([...(resolveAudiences(['a'], circle)[0]?.covers ?? [])]).toEqual(['a', 'b']);
  });
});

describe('what is refused', () => {
  const cases: [requested: string[], message: string, hint: string][] = [
    [['us-preson'], 'unknown audience "us-preson"', 'did you mean us-person?'],
    [['us-federal', 'au-comonwealth'], 'unknown audience "au-comonwealth"', 'did you mean au-commonwealth?'],
    [['nonee'], 'unknown audience "nonee"', 'did you mean none?'],
    [
      ['none', 'us-person'],
      'the audience "none" stands alone',
      'name audiences, or only "none" to judge presence without any deadline',
    ],
  ];
  test.each(cases)('%j', (requested, message, hint) => {
    expect(() => resolveAudiences(requested, audiences)).toThrow(UsageError);
    expect(() => resolveAudiences(requested, audiences)).toThrow(
      expect.objectContaining({ message, hint, exitCode: 2 }),
    );
  });
  test('no audience at all', () => {
    expect(() => resolveAudiences([' '], audiences)).toThrow('no audience is named');
  });
  test('a word that is near to nothing gets the whole list', () => {
    expect(() => resolveAudiences(['martians'], audiences)).toThrow(
      expect.objectContaining({
        hint: expect.stringMatching(/^known audiences: us-person, us-integrator, .*, none$/),
      }),
    );
  });
});
