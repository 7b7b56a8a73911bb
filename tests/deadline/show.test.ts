import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseAsOf } from '../../src/deadline/instant.ts';
import { regimesList, regimesShow } from '../../src/deadline/show.ts';
import { loadRegimes } from './load-regimes.ts';

const pack = { regimes: loadRegimes() };

test('one regime in full, as a reader sees it', () => {
  const golden = readFileSync(new URL('golden/us-far-kaspersky.txt', import.meta.url), 'utf8');
  expect(regimesShow(pack, 'us-far-kaspersky')).toBe(golden);
});

describe.each(pack.regimes)('$regime', (regime) => {
  const text = regimesShow(pack, regime.regime);
  const flat = text.replace(/\s+/g, ' ');
  test('fits 80 columns, but for an address that cannot be broken', () => {
    const long = text.split('\n').filter((line) => line.length > 80);
    expect(long.filter((line) => !/https:\/\/\S{50}/.test(line))).toEqual([]);
  });
  test('shows every source, how far the instrument was read and what is open', () => {
    const sources = [regime, ...regime.phases, ...regime.facts].flatMap(({ source }) => source);
    for (const words of [...sources, regime.read, regime.standing, ...regime.notDetermined]) {
      expect(flat).toContain(words.replace(/\s+/g, ' '));
    }
    expect(flat).toMatch(/Not legal advice\. $/);
  });
  test('leaves no placeholder', () => {
    expect(text).not.toMatch(/[{}]/);
  });
});

test('Commerce says that foreign subsidiaries are open and what was not read', () => {
  const text = regimesShow(pack, 'us-commerce-icts').replace(/\s+/g, ' ');
  expect(text).toContain(
    'Whether a foreign subsidiary of a U.S. company is a "U.S. person" was not determined',
  );
  expect(text).toContain('Its operative paragraphs and appendices were not read in full');
  expect(text).toContain('The product list in the appendix was not read at all.');
  expect(text).toContain("Vendor's own stop, not a law:");
});

test('an unknown regime suggests the nearest', () => {
  expect(() => regimesShow(pack, 'us-ndaa-1643')).toThrow(
    expect.objectContaining({
      message: 'unknown regime "us-ndaa-1643"',
      hint: 'did you mean us-ndaa-1634?',
      exitCode: 2,
    }),
  );
});

test('the beginning of an id, with a letter missing, suggests the whole id', () => {
  expect(() => regimesShow(pack, 'us-comerce')).toThrow(
    expect.objectContaining({ hint: 'did you mean us-commerce-icts?' }),
  );
});

test('the list says what is in effect and what comes next', () => {
  const rows = new Map(regimesList(pack, parseAsOf('2024-08-01')).map((row) => [row.id, row]));
  expect(rows.get('us-commerce-icts')).toEqual({
    id: 'us-commerce-icts',
    title: 'U.S. Commerce Final Determination on Kaspersky Lab, Inc.',
    jurisdiction: 'United States',
    binding: 'order',
    audiences: ['us-person', 'us-integrator'],
    phases: 4,
    inEffect: 2,
    next: 'updates-and-ksn, 29 Sep 2024 00:00 EDT',
    history: false,
  });
  expect(rows.get('us-dhs-bod-17-01')).toMatchObject({ history: true, phases: 4, inEffect: 4 });
  expect(rows.get('us-ndaa-1634')).toMatchObject({ history: false, inEffect: 1 });
  expect(rows.get('us-ndaa-1634')).not.toHaveProperty('next');
  expect(rows.get('us-far-kaspersky')).toMatchObject({ phases: 3, inEffect: 2 });
});
