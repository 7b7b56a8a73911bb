import { describe, expect, test } from 'vitest';
import { builtInPack } from './built-in-pack.ts';
import { caseHosts } from './cases.ts';
import { fixtureHosts } from './fixture-hosts.ts';
import { type Cut, mutantsOf } from './mutants.ts';
import { survivors } from './mutation.ts';

const cuts: readonly Cut[] = ['signature', 'guard', 'beside'];
const hosts = [...fixtureHosts(), ...caseHosts()];

test('every signature, guard and condition is missed when it is taken out', () => {
  // A survivor needs a case: a host on which only this signature speaks, or a look-alike that only this guard keeps out.
  expect(survivors(builtInPack(), hosts, cuts).map(({ id }) => id)).toEqual([]);
});

describe('the check itself', () => {
  const pack = builtInPack();
  const kesl = pack.products.filter(({ product }) => product === 'kesl');
  const small = { ...pack, products: kesl, protections: [] };

  test('names every part that can be taken out', () => {
    const ids = mutantsOf(small)
      .filter(({ signature }) => signature === 'kesl/unit')
      .map(({ id, cut }) => `${cut}: ${id}`);
    expect(ids).toEqual([
      'signature: kesl/unit',
      'entry: kesl/unit when.name "kesl"',
      'entry: kesl/unit when.name "kesl.service"',
      'entry: kesl/unit when.name "kesl-supervisor"',
      'entry: kesl/unit when.name "kesl-supervisor.service"',
      'guard: kesl/unit unless[0]',
    ]);
  });

  test('without a host everything survives', () => {
    expect(survivors(small, [], cuts)).toHaveLength(
      mutantsOf(small).filter(({ cut }) => cuts.includes(cut)).length,
    );
  });

  test('a host on which one signature speaks for the product kills it', () => {
    const alone = hosts.filter(({ test, host }) => test === 'kesl' && host === 'gui-alone');
    const left = survivors(small, alone, cuts).map(({ id }) => id);
    expect(left).not.toContain('kesl/gui-package');
    expect(left).toContain('kesl/package');
  });
});
