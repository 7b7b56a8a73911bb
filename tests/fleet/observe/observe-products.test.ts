import { describe, expect, it } from 'vitest';
import { observeProducts } from '../../../src/fleet/observe-products.ts';

const finding = {
  id: 'kes-windows',
  product: { id: 'kes-windows', name: 'KES', vendor: 'AO Kaspersky Lab', class: 'endpoint-protection' },
  status: 'active',
  confidence: 'confirmed',
};
const stop = (reason: unknown): object => ({ recommendation: { stops: [{ reason, text: 'Settle it.' }] } });

describe('what a report says of its findings', () => {
  it.each([
    ['accepted', { accepted: { until: '2026-12-31' } }, { acceptedUntil: '2026-12-31' }],
    ['accepted until a day that does not exist', { accepted: { until: '2026-02-30' } }, {}],
    ['accepted until a word that sorts after every day', { accepted: { until: 'zzzz-zz-zz' } }, {}],
    ['accepted without a day', { accepted: true }, {}],
    ['protection first', stop('protection'), { stops: ['protection'] }],
    [
      'both, twice',
      { recommendation: { stops: ['encryption', 'protection', 'encryption'].map((reason) => ({ reason })) } },
      { stops: ['protection', 'encryption'] },
    ],
    ['a reason that nobody knows', stop('weather'), {}],
    ['advice that is none', { recommendation: 'none' }, {}],
  ])('%s', (_, more, expected) => {
    const { acceptedUntil, stops } = observeProducts([{ ...finding, ...more }]).products[0] ?? expect.fail();
    expect({ ...(acceptedUntil && { acceptedUntil }), ...(stops && { stops }) }).toEqual(expected);
  });
});
