import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
/** Programs that every Debian has (coreutils, tar, perl-base, dash), and the right that is no program. */
const always = ['root', 'mkfifo', 'mknod', 'truncate', 'tar', 'perl', 'sh', 'cp', 'dd'];

/** Programs that `describeWith` names anywhere in the tests. */
function needed(): Map<string, string> {
  const found = new Map<string, string>();
  const files = readdirSync(join(root, 'tests'), { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((name) => name.endsWith('.test.ts'))) {
    const text = readFileSync(join(root, 'tests', file), 'utf8');
    for (const [, list = ''] of text.matchAll(/\bdescribeWith\(\s*\[(?<list>[^\]]*)\]/g)) {
      for (const [, program = ''] of list.matchAll(/'(?<program>[^']+)'/g)) found.set(program, file);
    }
  }
  return found;
}

it('.ci/run installs every program without which tests would be left out', () => {
  const script = readFileSync(join(root, '.ci/run'), 'utf8');
  const installed = new Set(
    [...script.matchAll(/^need(?:_file)? (?<program>\S+) \S+$/gm)].map(([, program]) => program),
  );
  const programs = needed();
  expect(programs.size).toBeGreaterThan(30);
  const missing = [...programs].filter(([program]) => !installed.has(program) && !always.includes(program));
  expect(missing).toEqual([]);
});
