import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { rmmPlatforms } from '../../src/rmm/platforms.ts';

const page = readFileSync(new URL('../../docs/rmm.md', import.meta.url), 'utf8');

it('docs/rmm.md lists every platform with its codes, and how far they are known', () => {
  const rows = page.split('\n').filter((line) => /^\| `[a-z0-9-]+` \|/.test(line));
  expect(rows.filter((row) => row.split('|').length === 10)).toEqual(
    rmmPlatforms.map(({ id, name, exitCodes, reads, basis, source }) => {
      const { clean, found, incomplete, error } = exitCodes;
      const cells = [`\`${id}\``, name, clean, found, incomplete, error, reads, `${basis}: ${source}`];
      return `| ${cells.map((cell) => String(cell).replaceAll('<', '\\<')).join(' | ')} |`;
    }),
  );
});

it('the lines it shows are lines that the program prints', () => {
  const golden = readFileSync(new URL('golden/n-central.txt', import.meta.url), 'utf8').split('\n');
  const shown = page.split('\n').filter((line) => /^phaseout [A-Z]+[ :].*rules /.test(line));
  expect(shown).toHaveLength(4);
  for (const line of shown) expect(golden).toContain(line);
});
