import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { reportFormats } from '../src/cli/formats.ts';
import { collectors } from '../src/collect/index.ts';
import { packageCheck } from '../src/collect/package-check.ts';
import { ExitCode } from '../src/errors.ts';
import { formatIds, importers } from '../src/inventory/importers/index.ts';
import { builtInRegimes } from './support/regimes.ts';

const readme = readFileSync('README.md', 'utf8');

/** First cells of the table that follows a line. */
function firstCells(after: RegExp): string[] {
  const at = readme.search(after);
  const table =
    readme
      .slice(at)
      .split('\n\n')
      .find((block) => block.startsWith('|')) ?? '';
  return table
    .split('\n')
    .slice(2)
    .map((row) => row.split('|')[1]?.trim().replaceAll('`', '') ?? '');
}

describe('README', () => {
  it('lists every collector, in the order of the code', () => {
    expect(firstCells(/<!-- collectors/)).toEqual([...collectors.map(({ id }) => id), packageCheck.id]);
  });
  it('lists every format', () => {
    expect(firstCells(/<!-- formats/)).toEqual([...reportFormats]);
  });
  it('lists every format of inventory, and which were not verified on a real export', () => {
    expect(firstCells(/<!-- inventories/)).toEqual([...formatIds]);
    for (const { id, reads, sample, sampleNote } of importers) {
      const whole =
        sample === 'real' ? 'output of the real program' : 'constructed, not verified on a real export';
      const proof = sampleNote ?? whole;
      expect(readme).toContain(`| \`${id}\` | ${reads} | ${proof} |`);
    }
  });
  it('lists every exit code', () => {
    expect(firstCells(/### Exit codes/).map(Number)).toEqual(Object.values(ExitCode));
  });
  it('counts the regimes', () => {
    expect(readme).toContain(`phaseout knows ${builtInRegimes()} of them`);
  });
});
