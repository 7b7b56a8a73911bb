import { describe, expect, it } from 'vitest';
import { longName, looksShort } from '../../src/model/short-name.ts';

describe('a short name', () => {
  const top = ['Program Files', 'Program Files (x86)', 'ProgramData', 'Windows', 'Programs of mine'];
  const labs = ['Kaspersky Lab', 'Microsoft.NET', 'avp.exe', 'a+b c.html', 'kasper', 'Common Files'];

  it.each([
    ['PROGRA~1', top, true, 'Program Files'],
    ['progra~2', top, true, 'Program Files (x86)'],
    ['PROGRA~3', top, true, 'ProgramData'],
    ['PROGRA~4', top, true, undefined],
    ['PROGRA~1', ['Programme'], true, 'Programme'],
    ['PROGRA~1', top, false, undefined],
    ['KASPER~1', labs, false, 'Kaspersky Lab'],
    ['KASPER~1', [...labs, 'Kaspersky Password Manager'], false, undefined],
    ['kasper~1', [...labs, 'KASPER~1'], false, 'KASPER~1'],
    ['MICROS~1.NET', labs, false, 'Microsoft.NET'],
    ['MICROS~1', labs, false, undefined],
    ['A_BC~1.HTM', labs, false, 'a+b c.html'],
    ['COMMON~2', labs, false, 'Common Files'],
    ['KA1A2B~5', labs, false, undefined],
    ['NOSUCH~1', labs, false, undefined],
    ['KASPER~1', [], false, undefined],
  ])('%s', (short, names, isTop, expected) => {
    expect(longName(short, names, isTop)).toBe(expected);
  });

  it.each([
    ['KASPER~1', true],
    ['MICROS~1.NET', true],
    ['a~12', true],
    ['Kaspersky Lab', false],
    ['kaspersky~1', false],
    ['~1', false],
    ['x~', false],
  ])('%s looks like one: %s', (name, expected) => {
    expect(looksShort(name)).toBe(expected);
  });
});
