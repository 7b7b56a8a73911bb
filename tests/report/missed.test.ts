import { expect, it } from 'vitest';
import type { Coverage, Gap } from '../../src/model/gap.ts';
import { de } from '../../src/report/messages/de.ts';
import { en } from '../../src/report/messages/en.ts';
import { missedBy } from '../../src/report/missed.ts';

const gap = (reason: Gap['reason'], rows?: number): Gap => ({
  reason,
  source: 'a.csv:3',
  message: 'm',
  couldHide: 'active',
  ...(rows !== undefined && { rows }),
});
const part = (...gaps: readonly Gap[]): Coverage => ({ collector: 'x', status: 'gap', items: 1, gaps });

it.each([
  ['one source', [part(gap('missing-source'))], '1 source', '1 Quelle war'],
  ['two rows of one source', [part(gap('malformed-row'), gap('malformed-row'))], '2 rows', '2 Zeilen waren'],
  [
    'rows of which only the number was kept',
    [part(gap('malformed-row'), gap('malformed-row', 281))],
    '282 rows',
    '282 Zeilen waren',
  ],
  [
    'a row and a source',
    [part(gap('malformed-row')), part(gap('permission-denied'))],
    '1 row and 1 source',
    '1 Zeile und 1 Quelle waren',
  ],
])('counts %s, in both languages', (_, coverage, english, german) => {
  const missed = missedBy(coverage);
  expect(en.unread(missed)).toBe(`${english} could not be read.`);
  expect(en.nothingButGaps(missed)).toBe(`NOTHING FOUND, BUT ${english.toUpperCase()} COULD NOT BE READ`);
  expect(de.unread(missed)).toBe(`${german} nicht lesbar.`);
  expect(de.andGaps(missed)).toBe(`Und ${german} nicht lesbar: siehe am Ende.`);
});
