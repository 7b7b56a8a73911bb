import { expect, it } from 'vitest';
import { isWholePlace, tidyPath } from '../../src/fleet/place.ts';

it.each([
  ['/mnt/a', '/mnt/a', true],
  ['/mnt/a/', '/mnt/a', true],
  ['//mnt/./a//.', '/mnt/a', true],
  ['/', '/', true],
  ['/mnt/link/../a', '/mnt/link/../a', true],
  ['mnt', 'mnt', false],
  ['./mnt/', 'mnt', false],
  ['.', '.', false],
  ['../a', '../a', false],
  ['c:\\images\\a.vhdx', 'C:\\images\\a.vhdx', true],
  ['C:/images/./a.vhdx', 'C:\\images\\a.vhdx', true],
  ['d:\\', 'D:\\', true],
  ['\\\\server\\share\\a\\', '\\\\server\\share\\a', true],
  ['c:a', 'c:a', false],
  ['images\\a', 'images\\a', false],
])('%s', (path, tidy, isWhole) => {
  expect(tidyPath(path)).toBe(tidy);
  expect(tidyPath(tidy)).toBe(tidy);
  expect(isWholePlace(tidy)).toBe(isWhole);
});
