import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { realTarget } from '../../src/cli/real-target.ts';

let folder: string;

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'phaseout-target-')));
  mkdirSync(join(folder, 'root'));
  symlinkSync('root', join(folder, 'link'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.each([
  ['as it is', (real: string) => real],
  ['with a separator at the end', (real: string) => `${real}/`],
  ['through . and ..', (real: string) => `${real}/./../root`],
  ['relative', (real: string) => relative(process.cwd(), real)],
  ['by a link', (real: string) => join(real, '..', 'link')],
])('one place has one name: %s', (_, spelled) => {
  const real = join(folder, 'root');
  expect(realTarget(spelled(real))).toBe(real);
});

it('what is not there keeps its whole name', () => {
  expect(realTarget(join(folder, 'none'))).toBe(join(folder, 'none'));
});
