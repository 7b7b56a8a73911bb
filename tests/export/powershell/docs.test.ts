import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { scriptPlatforms } from '../../../src/export/powershell/platforms.ts';

const docs = readFileSync(new URL('../../../docs/exports.md', import.meta.url), 'utf8');

it('docs/exports.md has the exit codes of every dialect', () => {
  for (const { id, exitCodes } of scriptPlatforms) {
    const { clean, found, incomplete } = exitCodes;
    expect(docs).toContain(`\n| \`${id}\` | ${clean} | ${found} | ${incomplete} | `);
  }
});
