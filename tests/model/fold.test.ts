import { describe, expect, it } from 'vitest';
import { fold, foldPath } from '../../src/model/fold.ts';
import { fc } from '../support/property.ts';

describe('fold', () => {
  it.each([
    ['case', 'KASPERSKY Lab', 'kaspersky lab'],
    ['sharp s', 'Straße STRASSE', 'strasse strasse'],
    ['capital sharp s', 'GROẞ', 'gross'],
    ['final sigma', 'ΟΔΟΣ οδος οδοσ', 'οδοσ οδοσ οδοσ'],
    ['Cyrillic', 'Касперский', 'касперский'],
    ['ligature', 'Kasperskyﬁx', 'kasperskyfix'],
    ['no-break and wide spaces', 'Kaspersky\u00a0Endpoint\u3000Security', 'kaspersky endpoint security'],
    ['zero-width characters', 'Kas\u200bper\u00adsky', 'kaspersky'],
    ['composed and decomposed', 'e\u0301', 'é'],
    ['a registered sign stays', 'Kaspersky®', 'kaspersky®'],
    ['a trade mark sign does not become letters', 'Kaspersky™', 'kaspersky™'],
  ])('%s', (_name, given, expected) => {
    expect(fold(given)).toBe(expected);
  });

  it('folding twice changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });

  it('a backslash of a path is a slash', () => {
    expect(foldPath('C:\\Program Files\\X')).toBe('c:/program files/x');
  });
});
