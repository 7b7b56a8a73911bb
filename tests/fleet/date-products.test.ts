import { describe, expect, it } from 'vitest';
import { resolveAudiences } from '../../src/deadline/audiences.ts';
import { dateProducts } from '../../src/fleet/date-products.ts';
import { loadAudiences, loadRegimes } from '../deadline/load-regimes.ts';
import { builtInPack } from '../rule-pack/built-in-pack.ts';

const asOf = Date.parse('2026-11-22T12:00:00Z');
const day = (text: string): number => Date.parse(`${text}T12:00:00Z`);
const pack = { ...builtInPack(), regimes: loadRegimes(), audiences: loadAudiences() };
const dated = dateProducts(pack, asOf);

describe('since when a product is overdue', () => {
  it.each<readonly [string, string | undefined, number | undefined, number | undefined]>([
    ['installed on a known day, and reported later', '2026-11-12', day('2026-11-20'), 10],
    [
      'reported before the install date that the latest report gives (an update)',
      '2026-11-22',
      day('2026-10-23'),
      30,
    ],
    ['no install date, and reported 30 days ago', undefined, day('2026-10-23'), 30],
    [
      'no install date, and reported first today: nobody knows since when',
      undefined,
      day('2026-11-22'),
      undefined,
    ],
    ['installed today', '2026-11-22', undefined, 0],
    ['an install date that cannot be', '2031-01-01', day('2026-10-23'), 30],
    ['neither', undefined, undefined, undefined],
  ])('%s', (_, installedAt, presentAt, overdueDays) => {
    const known = pack.products.find(({ product }) => product === 'kes-windows');
    if (known === undefined) throw new Error('the pack has no kes-windows');
    const { product: id, name, vendor, class: productClass, capabilities, platforms } = known;
    const observed = {
      ...{ id, name, vendor, class: productClass, capabilities, platforms },
      ...({ status: 'active', confidence: 'confirmed' } as const),
      ...(installedAt !== undefined && { installedAt }),
    };
    const audiences = resolveAudiences(['us-federal'], pack.audiences);
    const [deadline] = dated(observed, 'windows', audiences, presentAt);
    expect(deadline?.kind).toBe('asks-for-absence');
    expect(deadline?.overdueDays).toBe(overdueDays);
  });
});

describe('what a deadline means', () => {
  it.each([
    ['kes-windows', 'us-person', /Continued use is not a violation under the determination/],
    ['kes-windows', 'us-federal', /federal use is prohibited by law/],
  ])('%s for %s', (id, audience, words) => {
    const known = pack.products.find(({ product }) => product === id);
    if (known === undefined) throw new Error(`the pack has no ${id}`);
    const observed = { ...known, id, status: 'active', confidence: 'confirmed' } as const;
    const [deadline] = dated(observed, 'windows', resolveAudiences([audience], pack.audiences));
    expect(deadline?.meaning).toMatch(words);
  });
});
