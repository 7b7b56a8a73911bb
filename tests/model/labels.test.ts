import { describe, expect, it, test } from 'vitest';
import { decodeLabels, labelFault, mergeLabels, withLabels } from '../../src/model/labels.ts';
import { fc } from '../support/property.ts';

describe('what can be a label', () => {
  test.each([
    ['Acme GmbH & Co. KG', 'name', undefined],
    ['Straße 1, Köln; hinten', 'name', undefined],
    ['image=golden-11', 'tag', undefined],
    ['', 'name', 'it is empty'],
    [' Acme', 'name', 'it begins or ends with white space'],
    ['a\u001b[2J', 'name', 'it holds a control character or one that cannot be seen'],
    ['a\nb', 'name', 'it holds a control character or one that cannot be seen'],
    ['a\u202eb', 'name', 'it holds a control character or one that cannot be seen'],
    ['x'.repeat(128), 'name', undefined],
    ['x'.repeat(129), 'name', 'it is longer than 128 characters'],
    ['two words', 'tag', 'a tag has no white space, comma or semicolon'],
    ['a;b', 'tag', 'a tag has no white space, comma or semicolon'],
  ] as const)('%j as a %s: %s', (text, kind, fault) => {
    expect(labelFault(text, kind)).toBe(fault);
  });
});

it('reads untrusted labels: what is none is left out', () => {
  expect(
    decodeLabels({ client: 'Acme', site: 'a\u0007', tags: ['vdi', 7, '', 'a b', 'vdi', 'image=x'] }),
  ).toEqual({ client: 'Acme', tags: ['vdi', 'image=x'] });
  expect(decodeLabels({ client: { toString: () => 'x' }, tags: 'vdi' })).toEqual({});
});

it('merges: the first that states a name counts, tags add up', () => {
  expect(
    mergeLabels({ client: 'Ours', tags: ['a'] }, undefined, {
      client: 'Theirs',
      site: 'B',
      tags: ['b', 'a'],
    }),
  ).toEqual({ client: 'Ours', site: 'B', tags: ['a', 'b'] });
  expect(mergeLabels({}, {})).toEqual({});
});

it('puts labels in the place of others', () => {
  expect(withLabels({ host: 'a', client: 'X', tags: ['x'] }, { site: 'Y' })).toEqual({
    host: 'a',
    site: 'Y',
  });
});

it('never lets anything through that could move a cursor, however long the list', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 60 }), (tags) => {
      const { tags: kept = [] } = decodeLabels({ tags });
      expect(kept.length).toBeLessThanOrEqual(32);
      for (const tag of kept) expect(tag).toMatch(/^[^\s,;\p{C}]{1,128}$/u);
    }),
  );
});
