import { execFileSync } from 'node:child_process';
import { buildSync } from 'esbuild';
import { expect, it } from 'vitest';
import { processScope } from '../../src/cli/process-scope.ts';
import { describeWith } from '../support/needs.ts';

const entry = `import { processScope } from './src/cli/process-scope.ts'; console.log(processScope());`;

/** The scope of a process that is started by these words before `node …`. */
function scopeUnder(words: readonly string[]): string {
  const stdin = { contents: entry, resolveDir: process.cwd() };
  const [built] = buildSync({ stdin, bundle: true, platform: 'node', write: false }).outputFiles;
  const [program = '', ...args] = [...words, process.execPath, '-e', built?.text ?? ''];
  return execFileSync(program, args, { encoding: 'utf8' }).trim();
}

it('is shared by the processes of one machine', () => {
  expect(processScope()).toMatch(/^[0-9a-f]{8}$/);
  expect(scopeUnder([])).toBe(processScope());
});

describeWith(['root', 'unshare'], 'of a process in another PID namespace', () => {
  it.each([
    ['with its own /proc', ['unshare', '-p', '-f', '--mount-proc']],
    ['with the /proc of the one outside', ['unshare', '-p', '-f']],
  ])('is another one, %s', (_, words) => {
    expect(scopeUnder(words)).toMatch(/^[0-9a-f]{8}$/);
    expect(scopeUnder(words)).not.toBe(processScope());
  });
});
