import { describe, expect, it } from 'vitest';
import { Acceptances } from '../../src/fleet/acceptances.ts';
import type { ObservedProduct } from '../../src/fleet/observation.ts';
import { fleetOf, type Told } from './histories/fleet-of.ts';

const product: ObservedProduct = {
  id: 'kes-windows',
  name: 'KES',
  vendor: 'AO Kaspersky Lab',
  class: 'endpoint-protection',
  platforms: ['windows'],
  capabilities: [],
  status: 'installed',
  confidence: 'confirmed',
};
/** 22 November 2026 in New York, already the 23rd in Berlin. */
const asOf = Date.parse('2026-11-23T02:00:00Z');

describe('what is accepted', () => {
  it.each([
    ['nothing', [], undefined, undefined],
    ['by the report, up to and with its day', [], '2026-11-22', '2026-11-22'],
    ['by the report, and the day is over', [], '2026-11-21', undefined],
    ['by product', [['kes-windows', '2026-12-31']], undefined, '2026-12-31'],
    ['another product', [['kes-linux', '2026-12-31']], undefined, undefined],
    ['on this host, whatever its case', [['kes-windows@ws-1', '2026-12-31']], undefined, '2026-12-31'],
    [
      'on the image of which this host is an instance',
      [['kes-windows@GOLD', '2026-12-31']],
      undefined,
      '2026-12-31',
    ],
    ['on another host', [['kes-windows@WS-2', '2026-12-31']], undefined, undefined],
    [
      'several: the longest',
      [
        ['kes-windows', '2026-12-01'],
        ['kes-windows@WS-1', '2027-01-31'],
      ],
      '2026-12-31',
      '2027-01-31',
    ],
    ['given, and the day is over', [['kes-windows', '2026-11-21']], undefined, undefined],
  ] as const)('%s', (_, accepts, acceptedUntil, until) => {
    const acceptances = new Acceptances(
      accepts.map(([id, day]) => ({ id, until: day })),
      asOf,
    );
    const observed = acceptedUntil === undefined ? product : { ...product, acceptedUntil };
    expect(acceptances.of(observed, ['WS-1', 'gold'])?.until).toBe(until);
  });

  it('says which of them are about nothing', () => {
    const acceptances = new Acceptances(
      ['kes-windows@WS-1', 'kes-windows@WS-2', 'vpn'].map((id) => ({ id, until: '2026-12-31' })),
      asOf,
    );
    acceptances.of(product, ['WS-1']);
    expect(acceptances.unused().map(({ id }) => id)).toEqual(['kes-windows@WS-2', 'vpn']);
  });
});

describe('a fleet with accepted findings', () => {
  const until = '2026-12-31';
  const a: Told = { name: 'A', id: '1', day: 20, found: ['kes'] };
  const b: Told = { name: 'B', id: '2', day: 20, found: ['kes', 'vpn'] };
  const counts = (
    reports: readonly Told[],
    accept: readonly string[],
  ): { failing: number; accepted: number; affected: number } => {
    const { rolled } = fleetOf(
      reports,
      undefined,
      undefined,
      accept.map((id) => ({ id, until })),
    );
    const { failing, totals } = rolled;
    return { failing, accepted: totals.accepted, affected: totals.byState.affected };
  };

  it.each<readonly [string, readonly Told[], readonly string[], ReturnType<typeof counts>]>([
    ['none', [a, b], [], { failing: 2, accepted: 0, affected: 2 }],
    ['one product on all hosts', [a, b], ['kes'], { failing: 1, accepted: 1, affected: 2 }],
    ['one product on one host', [a, b], ['kes@b'], { failing: 2, accepted: 0, affected: 2 }],
    ['everything', [a, b], ['kes', 'vpn'], { failing: 0, accepted: 2, affected: 2 }],
    ['by the report', [{ ...a, accepted: until }, b], [], { failing: 1, accepted: 1, affected: 2 }],
    [
      'by an earlier report alone',
      [{ ...a, day: 10, accepted: until }, a],
      [],
      { failing: 1, accepted: 0, affected: 1 },
    ],
    [
      'on one instance of an image: on the other it counts',
      [
        { ...a, name: 'V-1', tags: ['image=gold'], accepted: until },
        { ...a, name: 'V-2', tags: ['image=gold'] },
      ],
      [],
      { failing: 1, accepted: 0, affected: 1 },
    ],
    [
      'on an image, by its name',
      ['V-1', 'V-2'].map((name) => ({ ...a, name, tags: ['image=gold'] })),
      ['kes@Gold'],
      { failing: 0, accepted: 1, affected: 1 },
    ],
    [
      'on one instance of an image, by its name',
      ['V-1', 'V-2'].map((name) => ({ ...a, name, tags: ['image=gold'] })),
      ['kes@V-1'],
      { failing: 1, accepted: 0, affected: 1 },
    ],
    [
      'on every instance of an image',
      ['V-1', 'V-2'].map((name) => ({ ...a, name, tags: ['image=gold'], accepted: until })),
      [],
      { failing: 0, accepted: 1, affected: 1 },
    ],
  ])('%s', (_, reports, accept, expected) => {
    expect(counts(reports, accept)).toEqual(expected);
  });

  it('counts them apart for each product, and keeps the day', () => {
    const { rolled, rows } = fleetOf([a, b], undefined, undefined, [{ id: 'kes@A', until }]);
    expect(rolled.products.map(({ id, hosts, accepted }) => [id, hosts, accepted])).toEqual([
      ['kes', 2, 1],
      ['vpn', 1, 0],
    ]);
    expect(
      rows.map(({ host, products }) => [host, ...products.map(({ accepted }) => accepted?.until)]),
    ).toEqual([
      ['A', until],
      ['B', undefined, undefined],
    ]);
  });
});
