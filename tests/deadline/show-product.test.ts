import { expect, test } from 'vitest';
import { productDeadlines } from '../../src/deadline/show-product.ts';
import { builtInPack } from '../rule-pack/built-in-pack.ts';
import { pack } from './judge.ts';

const { products } = builtInPack();

function shown(id: string): string {
  const product = products.find((each) => each.product === id) ?? expect.fail(id);
  return `${productDeadlines(pack, product).join('\n')}\n`;
}

test.each([
  'kes-windows',
  'cybertrace-windows',
  'engine-in-zonealarm',
  'ksc-windows',
  'kaspersky-vpn-mobile',
  'tdsskiller-windows',
  'ultraav-windows',
])('which phases apply to %s, and why', async (id) => {
  await expect(shown(id)).toMatchFileSnapshot(`golden/deadlines.${id}.txt`);
});

test('no line of any product is wider than a terminal', () => {
  const wide = products.flatMap(({ product }) =>
    shown(product)
      .split('\n')
      .filter((line) => line.length > 80),
  );
  expect(wide).toEqual([]);
});

test('a product of an excepted class has no date on which supply ends, and is told why', () => {
  const text = shown('cybertrace-windows').replace(/\s+/g, ' ');
  expect(text).toContain('Final Determination on Kaspersky Lab, Inc.: does not reach it');
  expect(text).toContain('Commerce excludes threat intelligence');
  expect(text).not.toMatch(/: ends supply \((new-agreements|updates-and-ksn)/);
});

test('a pack without regimes says nothing', () => {
  const [product = expect.fail('no product')] = products;
  expect(productDeadlines({ regimes: [], audiences: [] }, product)).toEqual([]);
});
