import { describe, expect, test } from 'vitest';
import { multiplyPack } from '../../bench/match/multiply-pack.ts';
import { syntheticItems } from '../../bench/match/synthetic-items.ts';
import { compileMatcher } from '../../src/match/matcher.ts';
import type { RulePack } from '../../src/model/rule-pack.ts';
import { item, packOf, product, protection, signature } from './make-pack.ts';

/** One signature per way of being found, and a condition on another item. */
const pack = packOf(
  [
    product({
      product: 'windows',
      platforms: ['windows'],
      signatures: [
        signature({ id: 'exact', when: { name: 'kesl' } }),
        signature({ id: 'list', when: { name: { oneOf: ['klnagent', 'klnagent64', 'kesl-*'] } } }),
        signature({ id: 'prefix', when: { displayName: { prefix: 'Kaspersky Endpoint Security' } } }),
        signature({ id: 'suffix', kind: 'service', when: { name: { suffix: '_kladminserver' } } }),
        signature({ id: 'word', when: { publisher: { word: 'kaspersky lab' } } }),
        signature({ id: 'glob', kind: 'service', when: { name: { glob: 'AVP.KES.*' } } }),
        signature({ id: 'inside', when: { displayName: { glob: '*kaspersky*' } } }),
        signature({ id: 'path', kind: 'process', when: { path: { glob: '*/Kaspersky Lab/*' } } }),
        signature({
          id: 'beside',
          kind: 'process',
          when: { name: 'avp.exe' },
          beside: [{ host: { when: { publisher: { word: 'kaspersky' } } } }],
        }),
      ],
    }),
  ],
  [protection({ protection: 'other', signatures: [signature({ id: 'package', when: { name: 'clamav' } })] })],
);

function work(rules: RulePack) {
  const session = compileMatcher(rules).session({ live: true });
  for (const each of syntheticItems(5000)) session.add(each);
  return { ...session.work, findings: session.finish().findings.length };
}

describe('cost per item', () => {
  test('a pack a hundred times as large tries no more candidates, give or take a handful', () => {
    const one = work(pack);
    const hundred = work(multiplyPack(pack, 100));
    expect(one.items).toBe(5000);
    expect(hundred.items).toBe(5000);
    // Copies of short literals may meet a row by chance.
    expect(hundred.candidates - one.candidates).toBeLessThan(20);
    expect(hundred.findings).toBe(one.findings);
  });

  test('rows without any literal of the pack are never tried', () => {
    const session = compileMatcher(multiplyPack(pack, 10)).session({ live: true });
    for (const name of ['bash', 'coreutils', 'Mozilla Firefox']) {
      session.add(item({ name, displayName: name, publisher: 'Somebody', path: `/usr/bin/${name}` }));
    }
    expect(session.work).toEqual({ items: 3, candidates: 0 });
  });

  test('each entry is tried once, however many of its literals a row holds', () => {
    const glob = ['*aaa*', '*bbb*', '*ccc*'];
    const only = signature({ id: 's', when: { name: { glob } } });
    const session = compileMatcher(packOf([product({ product: 'p', signatures: [only] })])).session({
      live: true,
    });
    session.add(item({ name: 'aaa bbb ccc aaa' }));
    expect(session.work.candidates).toBe(1);
  });

  test('a signature is found by its most telling field, not by a common one', () => {
    const when = { state: 'installed', 'attributes.arch': 'amd64', name: 'kesl' };
    const only = signature({ id: 's', when });
    const session = compileMatcher(packOf([product({ product: 'p', signatures: [only] })])).session({
      live: true,
    });
    session.add(item({ name: 'bash', state: 'installed', attributes: { arch: 'amd64' } }));
    expect(session.work.candidates).toBe(0);
  });
});

describe('stats', () => {
  test('count signatures, conditions, literals and what no literal leads to', () => {
    const { signatures, probes, literals, unanchored } = compileMatcher(pack).stats;
    // Twelve literals of signatures. The condition names no kind, so its word stands in the index of every kind
    // (services and drivers share one): eight more, because software has the same word already.
    expect({ signatures, probes, literals, unanchored }).toEqual({
      signatures: 10,
      probes: 1,
      literals: 20,
      unanchored: 0,
    });
  });

  test('name signatures that are tried on every item of their kind', () => {
    const only = signature({ id: 's', kind: ['software', 'marker'], when: { version: { range: '>=1' } } });
    expect(compileMatcher(packOf([product({ product: 'p', signatures: [only] })])).stats.unanchored).toBe(2);
  });

  test('index memory grows with the pack, not faster', () => {
    const small = compileMatcher(multiplyPack(pack, 10)).stats.indexBytes;
    const large = compileMatcher(multiplyPack(pack, 100)).stats.indexBytes;
    expect(large / small).toBeLessThan(11);
  });
});

test('a clean fleet of many hosts keeps nothing', () => {
  const session = compileMatcher(pack).session({ live: true });
  for (let host = 0; host < 100_000; host++) session.add(item({ name: 'bash', host: `host-${host}` }));
  expect(session.finish()).toEqual({
    items: 100_000,
    findings: [],
    facts: [],
    notes: [],
    protections: [],
    truncated: [],
  });
});
