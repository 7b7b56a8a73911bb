import { expect, it } from 'vitest';
import { forPlatform } from '../../src/match/for-platform.ts';
import { builtInPack } from '../rule-pack/built-in-pack.ts';

it('keeps what can match on the platform, and nothing else', () => {
  const pack = builtInPack();
  const linux = forPlatform(pack, 'linux');
  const ids = linux.products.map(({ product }) => product);
  expect(ids).toContain('kesl');
  expect(ids).not.toContain('kes-windows');
  expect(linux.products.find(({ product }) => product === 'kesl')).toEqual(
    pack.products.find(({ product }) => product === 'kesl'),
  );
  expect(linux.protections.length).toBeLessThan(pack.protections.length);
  expect(linux.regimes).toBe(pack.regimes);
});
