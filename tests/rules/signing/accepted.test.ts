import { describe, expect, it } from 'vitest';
import {
  type Accepted,
  acceptedText,
  acceptPack,
  parseAccepted,
} from '../../../src/rules/signing/accepted.ts';

const row = (change: Partial<Accepted> = {}): Accepted => ({
  key: 'a'.repeat(64),
  pack: 'office-rules',
  version: '2026.11.22',
  date: '2026-11-22',
  sha256: '1'.repeat(64),
  ...change,
});
const text = `{
  "schema": "phaseout/accepted-packs@1",
  "accepted": [
    {
      "key": "${'a'.repeat(64)}",
      "pack": "office-rules",
      "version": "2026.11.22",
      "date": "2026-11-22",
      "sha256": "${'1'.repeat(64)}"
    }
  ]
}
`;
const other = '2'.repeat(64);

describe('after a pack was accepted', () => {
  it.each([
    ['the same again', {}, 'as before'],
    ['a later version', { version: '2026.11.23', sha256: other }, 'new'],
    ['a later version by number, not by letters', { version: '2026.100.1', sha256: other }, 'new'],
    [
      'a later version with an earlier date',
      { version: '2027.1.1', date: '2020-01-01', sha256: other },
      'new',
    ],
    ['the same version with a later date', { date: '2026-11-23', sha256: other }, 'new'],
    [
      'an earlier version',
      { version: '2026.11.21', sha256: other },
      'is older than 2026.11.22 of 2026-11-22',
    ],
    [
      'an earlier version with a later date',
      { version: '2026.9.30', date: '2027-01-01', sha256: other },
      'is older than',
    ],
    ['the same version with an earlier date', { date: '2026-11-21', sha256: other }, 'is older than'],
    ['other content under the same version', { sha256: other }, 'is not the one that was accepted before'],
    ['an earlier version of another pack', { pack: 'other', version: '1.0.0' }, 'beside'],
    ['an earlier version under another key', { key: 'b'.repeat(64), version: '1.0.0' }, 'beside'],
  ])('%s', (_, change, expected) => {
    const before = [row()];
    const candidate = row(change);
    const result = acceptPack(before, candidate);
    if ('refused' in result) return expect(result.refused).toContain(expected);
    if (expected === 'as before') return expect(result.accepted).toBe(before);
    expect(result.accepted).toEqual(expected === 'new' ? [candidate] : [row(), candidate]);
  });
});

describe('a state file', () => {
  it('is read as it was written, in one order', () => {
    expect(acceptedText([row()])).toBe(text);
    expect(parseAccepted(text)).toEqual([row()]);
    const rows = [row({ pack: 'b' }), row({ pack: 'a' }), row({ key: '0'.repeat(64) })];
    expect(parseAccepted(acceptedText(rows))?.map(({ key, pack }) => `${key[0]} ${pack}`)).toEqual([
      '0 office-rules',
      'a a',
      'a b',
    ]);
  });

  it.each([
    ['empty', ''],
    ['cut off', text.slice(0, 100)],
    ['no JSON', 'hello'],
    ['null', 'null'],
    ['a list', '[]'],
    ['of a later form', text.replace('packs@1', 'packs@2')],
    ['without a list', '{"schema":"phaseout/accepted-packs@1"}'],
    ['with a row that is no row', text.replace(/\{\n {6}[\s\S]*?\}/, 'null')],
    ['with a row that lacks a field', text.replace('      "date": "2026-11-22",\n', '')],
    ['with a day that does not exist', text.replace('2026-11-22"', '2026-13-22"')],
    ['with a version of words', text.replace('2026.11.22', 'newest')],
    ['with a short key', text.replace('aaaa', '')],
    [
      'with the same pack twice',
      JSON.stringify({ schema: 'phaseout/accepted-packs@1', accepted: [row(), row()] }),
    ],
  ])('is refused where it is %s', (_, changed) => {
    expect(changed).not.toBe(text);
    expect(parseAccepted(changed)).toBeUndefined();
  });

  it('holds no more than 1,000 packs', () => {
    const rows = Array.from({ length: 1_001 }, (_, index) => row({ pack: `p${index}` }));
    expect(parseAccepted(acceptedText(rows))).toBeUndefined();
    const full = parseAccepted(acceptedText(rows.slice(1))) ?? [];
    expect(full).toHaveLength(1_000);
    expect(acceptPack(full, row())).toMatchObject({ refused: '1000 packs were accepted already' });
    expect(acceptPack(full, row({ pack: 'p7', version: '3000.1.1' }))).toHaveProperty(
      'accepted.length',
      1_000,
    );
  });
});
