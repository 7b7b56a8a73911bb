import { describe, expect, it } from 'vitest';
import type { ObservedProduct } from '../../src/fleet/observation.ts';
import { stopsOf } from '../../src/fleet/stops.ts';
import { fleetOf, type Told } from './histories/fleet-of.ts';

const kes: ObservedProduct = {
  id: 'kes-windows',
  name: 'KES',
  vendor: 'AO Kaspersky Lab',
  class: 'endpoint-protection',
  platforms: ['windows'],
  capabilities: [],
  status: 'installed',
  confidence: 'confirmed',
};
const safe = { readiness: 'expected', encryption: 'not-installed' } as const;

describe('what must be settled before a product is removed', () => {
  it.each([
    ['nothing', kes, safe, []],
    ['no protection would remain', kes, { ...safe, readiness: 'no' }, ['protection']],
    ['nobody knows what would remain', kes, { ...safe, readiness: 'unknown' }, ['protection']],
    ['something is encrypted', kes, { ...safe, encryption: 'encrypted' }, ['encryption']],
    [
      'a part that encrypts is there, its state unknown',
      kes,
      { readiness: 'no', encryption: 'component-installed' },
      ['protection', 'encryption'],
    ],
    ['all of it is decrypted', kes, { ...safe, encryption: 'decrypted' }, []],
    ['a VPN protects nothing', { ...kes, class: 'vpn' }, { readiness: 'no', encryption: 'encrypted' }, []],
    [
      'through the agent decryption is ordered',
      { ...kes, class: 'management-agent' },
      { readiness: 'no', encryption: 'encrypted' },
      ['encryption'],
    ],
    [
      'leftovers protect nothing',
      { ...kes, status: 'residue' },
      { readiness: 'no', encryption: 'encrypted' },
      [],
    ],
    [
      'leftovers of which the report says that they encrypt',
      { ...kes, status: 'residue', stops: ['encryption'] },
      { readiness: 'no', encryption: 'encrypted' },
      ['encryption'],
    ],
  ] as const)('%s', (_, product, host, expected) => {
    expect(stopsOf(product, host)).toEqual(expected);
  });

  it('is counted over the fleet, once for each host, and is gone with the product', () => {
    const told = (name: string, more: Partial<Told>): Told => ({
      name,
      id: name,
      day: 20,
      found: ['kes'],
      ...more,
    });
    const { rolled, rows } = fleetOf([
      told('A', { readiness: 'no' }),
      told('B', { readiness: 'unknown', encryption: 'encrypted' }),
      told('C', {}),
      told('D', { day: 10, readiness: 'no' }),
      told('D', { found: [], readiness: 'no' }),
      told('V-1', { id: 'gold', tags: ['image=gold'], readiness: 'no' }),
      told('V-2', { id: 'gold', tags: ['image=gold'], day: 21, encryption: 'component-installed' }),
    ]);
    expect(rolled.totals).toMatchObject({ stopped: 3, stoppedBy: { protection: 3, encryption: 2 } });
    expect(rows.map(({ host, products }) => [host, ...products.flatMap(({ stops }) => stops)])).toEqual([
      ['A', 'protection'],
      ['B', 'protection', 'encryption'],
      ['C'],
      ['gold', 'protection', 'encryption'],
      ['D'],
    ]);
  });
});
