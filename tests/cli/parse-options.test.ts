import { describe, expect, it } from 'vitest';
import { parseAccepts, parseFailOn, parseOutputs, parseTimeout } from '../../src/cli/parse-options.ts';
import { describeTerminal } from '../../src/cli/terminal.ts';
import { wrapLines } from '../../src/cli/wrap.ts';

describe('--fail-on', () => {
  it.each([
    ['residue', { status: 'residue', confirmedOnly: false, notes: [] }],
    ['active:confirmed', { status: 'active', confirmedOnly: true, notes: [] }],
    ['installed,staged', { status: 'installed', confirmedOnly: false, notes: ['staged'] }],
    ['hidden', { status: 'residue', confirmedOnly: false, notes: ['hidden'] }],
    ['never', { status: 'never', confirmedOnly: false, notes: [] }],
  ])('%s', (given, expected) => {
    expect(parseFailOn(given)).toEqual(expected);
  });
  it.each([['activ'], ['active:sure'], ['active,installed'], ['']])('refuses "%s"', (given) => {
    expect(() => parseFailOn(given)).toThrow(/--fail-on/);
  });
});

describe('--output', () => {
  const formats = ['table', 'json', 'ndjson'] as const;
  const parse = (value: string) =>
    parseOutputs([value], formats, { json: 'json', txt: 'table' }, 'ndjson')[0];
  it.each([
    ['report.json', { format: 'json', file: 'report.json' }],
    ['table=out.json', { format: 'table', file: 'out.json' }],
    ['a=b.json', undefined],
    ['./a=b.json', { format: 'json', file: './a=b.json' }],
    ['noextension', { format: 'ndjson', file: 'noextension' }],
    ['REPORT.TXT', { format: 'table', file: 'REPORT.TXT' }],
  ])('%s', (value, expected) => {
    if (expected === undefined) expect(() => parse(value)).toThrow(/unknown value "a"/);
    else expect(parse(value)).toEqual(expected);
  });
});

describe('small options', () => {
  it.each([
    ['1', 1000],
    ['0.5', 500],
  ])('--timeout %s', (value, ms) => {
    expect(parseTimeout(value)).toBe(ms);
  });
  it.each([['0'], ['-1'], ['soon'], ['1e3'], ['99999999'], ['']])('--timeout refuses "%s"', (value) => {
    expect(() => parseTimeout(value)).toThrow(/--timeout/);
  });
  it('an acceptance needs its end, and an end its acceptance', () => {
    expect(parseAccepts(['kesl'], ['2026-12-31'])).toEqual([{ id: 'kesl', until: '2026-12-31' }]);
    expect(() => parseAccepts(['kesl'], [])).toThrow(/--until/);
    expect(() => parseAccepts([], ['2026-12-31'])).toThrow(/--accept/);
  });
  it('wraps at spaces and never breaks a word', () => {
    expect(wrapLines('aa bbb cccc', 6, '', '  ')).toEqual(['aa bbb', '  cccc']);
  });
});

describe('the terminal', () => {
  const tty = { isTTY: true, columns: 120 };
  it.each([
    ['a terminal has colour', tty, {}, false, true],
    ['--no-color', tty, { FORCE_COLOR: '1' }, true, false],
    ['NO_COLOR', tty, { NO_COLOR: '1' }, false, false],
    ['an empty NO_COLOR does not count', tty, { NO_COLOR: '' }, false, true],
    ['PHASEOUT_NO_COLOR', tty, { PHASEOUT_NO_COLOR: '1' }, false, false],
    ['TERM=dumb', tty, { TERM: 'dumb' }, false, false],
    ['a pipe', {}, {}, false, false],
    ['FORCE_COLOR in a pipe', {}, { FORCE_COLOR: '1' }, false, true],
    ['FORCE_COLOR=0', {}, { FORCE_COLOR: '0' }, false, false],
  ])('%s', (_name, stream, env, noColor, color) => {
    expect(describeTerminal(stream, env, noColor).color).toBe(color);
  });
  it.each([
    ['its own width', tty, {}, 120],
    ['COLUMNS in a pipe', {}, { COLUMNS: '100' }, 100],
    ['80 where nothing is known', {}, {}, 80],
    ['never under 40', { isTTY: true, columns: 10 }, {}, 40],
  ])('%s', (_name, stream, env, columns) => {
    expect(describeTerminal(stream, env, false).columns).toBe(columns);
  });
});
