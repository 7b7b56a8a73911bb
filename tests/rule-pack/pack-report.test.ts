import { describe, expect, test } from 'vitest';
import { builtInPack } from './built-in-pack.ts';
import { strayOrigins } from './fixture-hosts.ts';
import { exercised, scoresOf, type Tried, tryAll } from './pack-report.ts';

const pack = builtInPack();
const kesl = {
  ...pack,
  products: pack.products.filter(({ product }) => product === 'kesl'),
  protections: [],
};

describe('pack report', () => {
  test('every fixture has a class, and no class is about nothing', () => {
    expect(tryAll(kesl).length).toBeGreaterThan(800);
    expect(strayOrigins()).toEqual([]);
  });

  test('scores tell missed, found, exact and false apart', () => {
    const tried = [
      made('a', ['kesl residue confirmed'], ['kesl residue confirmed']),
      made('b', ['kesl active/running confirmed'], ['kesl residue confirmed']),
      made('c', ['kesl residue confirmed', 'kess-linux residue confirmed'], ['kess-linux residue confirmed']),
      made('d', [], ['kesl residue probable']),
      made('e', [], []),
    ];
    expect(scoresOf(kesl, tried)).toEqual([{ product: 'kesl', expected: 3, found: 2, exact: 1, false: 1 }]);
  });

  test('the best class of row counts, whatever the order', () => {
    const tried = [
      { ...made('a', [], []), origin: 'constructed', evidence: ['kesl/unit', 'kesl/package'] },
      { ...made('b', [], []), origin: 'observed', evidence: ['kesl/package'] },
      { ...made('c', [], []), origin: 'documented', evidence: ['kesl/package', 'kesl/unit-program'] },
    ].map(({ evidence, ...each }) => ({
      ...each,
      observed: { ...each.observed, evidence: [evidence] },
    })) as Tried[];
    const groups = exercised(kesl, tried);
    expect(groups.observed).toEqual(['kesl/package']);
    expect(groups.documented).toEqual(['kesl/unit-program']);
    expect(groups.constructed).toEqual(['kesl/unit']);
    expect(groups.none).toContain('kesl/gui-package');
  });
});

function made(host: string, expected: readonly string[], got: readonly string[]): Tried {
  return {
    host: {
      test: 'made',
      host,
      live: true,
      rows: [],
      findings: expected,
      notes: [],
      protections: undefined,
      file: 'made.yaml',
      at: { line: 1, column: 1 },
    },
    origin: 'constructed',
    observed: { findings: got, notes: [], protections: [], evidence: [] },
  };
}
