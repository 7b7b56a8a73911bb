import { describe, expect, it } from 'vitest';
import { hashText } from '../../../src/cli/fleet/hash-text.ts';
import { observe } from '../../../src/fleet/observe.ts';
import { fleetOf, type Told } from './fleet-of.ts';

const many = 10_000;

/** Work that grows with the square of such a fleet would take minutes. */
const limitMs = 20_000;

function fleet(make: (index: number) => Told): ReturnType<typeof fleetOf> {
  return fleetOf(Array.from({ length: many }, (_, index) => make(index)));
}

describe('fleets that somebody made up to keep the program busy', () => {
  it.each<readonly [string, (index: number) => Told, number]>([
    ['one id on every host', (index) => ({ name: `A-${index}`, id: '1', day: 20 }), many],
    [
      'one id and one name on many machines',
      (index) => ({ name: 'A', id: '1', hardware: `hw-${index}-x`, day: 20 }),
      many,
    ],
    [
      'one hardware id under ever other names',
      (index) => ({ name: `A-${index}`, hardware: 'hw-one-1', day: 20 }),
      1,
    ],
    [
      'one hardware id, ever other installations',
      (index) => ({ name: 'A', id: `${index}`, hardware: 'hw-one-1', day: 20 }),
      many,
    ],
    ['one name, ever other installations', (index) => ({ name: 'A', id: `${index}`, day: 20 }), many],
    ['one name in inventories', (index) => ({ name: 'A', how: 'inventory', os: `${index}`, day: 20 }), 1],
    ['every host an image of its own', (index) => ({ name: 'A', tags: [`image=${index}`], day: 20 }), many],
    [
      'every host a server of its own',
      (index) => ({ name: `A-${index}`, id: `${index}`, servers: [`S-${index}`], day: 20 }),
      many,
    ],
    [
      'products that nobody knows',
      (index) => ({ name: `A-${index}`, id: `${index}`, found: [`p-${index}`], day: 20 }),
      many,
    ],
    [
      'names with control characters',
      (index) => ({ name: `A\n\t\u0001${index}`, id: `\n${index}`, day: 20 }),
      many,
    ],
  ])(
    '%s',
    (_, make, hosts) => {
      const started = performance.now();
      const { rolled, rows } = fleet(make);
      expect(rolled.totals.hosts).toBe(hosts);
      expect(rows).toHaveLength(hosts);
      expect(rolled.hosts.length).toBeLessThanOrEqual(1_000);
      expect(performance.now() - started).toBeLessThan(limitMs);
    },
    2 * limitMs,
  );

  it('a report of many hosts with much about all of them', () => {
    const started = performance.now();
    const gap = { reason: 'crashed', source: '', message: '', couldHide: 'active' };
    const observed = observe(
      {
        schema: 'phaseout/report@1',
        target: { type: 'inventory' },
        complete: true,
        coverage: [
          ...Array.from({ length: many }, (_, index) => ({
            collector: 'c',
            status: 'ok',
            gaps: [],
            host: `${index}`,
          })),
          ...Array.from({ length: many }, (_, index) => ({
            collector: `c${index}`,
            status: 'gap',
            gaps: [gap],
          })),
        ],
        findings: [],
      },
      { hash: hashText },
    );
    if ('fault' in observed) throw new Error(observed.fault);
    const observations = [...observed.observations];
    expect(observations).toHaveLength(many);
    expect(observations[0]).toMatchObject({ gaps: many, whole: false });
    expect(performance.now() - started).toBeLessThan(limitMs);
  });
});
