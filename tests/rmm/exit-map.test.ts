import { describe, expect, it, test } from 'vitest';
import { UsageError } from '../../src/errors.ts';
import { parseExitMap } from '../../src/rmm/exit-map.ts';

describe('--exit-map', () => {
  it('reads states and codes', () => {
    expect(parseExitMap('found=10, incomplete=11', { wide: false })).toEqual({ found: 10, incomplete: 11 });
    expect(parseExitMap('clean=5,error=4294967295', { wide: true })).toEqual({
      clean: 5,
      error: 4_294_967_295,
    });
    expect(parseExitMap('found=0', { wide: false })).toEqual({ found: 0 });
  });

  test.each([
    ['foudn=1', false, 'unknown state "foudn"'],
    ['', false, 'unknown state ""'],
    ['found', false, '"found" has no exit code from 0 to 255'],
    ['found=256', false, 'no exit code from 0 to 255'],
    ['found=1001', false, 'no exit code from 0 to 255'],
    ['found=4294967296', true, 'no exit code from 0 to 4294967295'],
    ['found=-1', true, 'no exit code'],
    ['found=1e2', true, 'no exit code'],
    ['found=1,found=2', true, 'found is given twice'],
    ['incomplete=0', true, 'incomplete=0 would read as clean'],
    ['error=00', true, 'error=0 would read as clean'],
    ['\u001b[2J=1', true, 'unknown state "\\u{1b}[2J"'],
  ])('%j (wide: %s) is refused', (text, wide, message) => {
    expect(() => parseExitMap(text, { wide })).toThrow(UsageError);
    expect(() => parseExitMap(text, { wide })).toThrow(message);
  });
});
