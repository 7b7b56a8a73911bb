import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Folders of src that each folder may import from (besides itself); `.` is src itself. The tree is the architecture. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  model: ['model'],
  host: ['model', 'errors'],
  // Only for the published schema of a fleet.
  rules: ['model', 'errors', 'fleet'],
  collect: ['model', 'errors', 'host'],
  inventory: ['model', 'errors'],
  match: ['model', 'errors'],
  deadline: ['model', 'errors'],
  report: ['model', 'errors'],
  'rule-tests': ['model', 'errors', 'rules', 'match'],
  explain: ['model', 'errors', 'rules', 'match', 'report'],
  lint: ['model', 'errors', 'rules', 'match'],
  export: ['model', 'errors', 'match', 'rmm'],
  rmm: ['model', 'errors', 'fleet'],
  fleet: ['model', 'errors', 'deadline', 'report'],
  'fleet-store': ['model', 'errors', 'fleet'],
  judge: ['model', 'errors', 'match', 'deadline', 'report'],
  rejudge: ['model', 'errors', 'deadline', 'report', 'judge'],
  scan: ['model', 'errors', 'host', 'collect', 'inventory', 'match', 'judge'],
  'lower-findings': ['model', 'host', 'match', 'scan'],
  'scan-image': ['model', 'errors', 'host', 'collect', 'match', 'judge', 'scan', 'lower-findings'],
  cli: [
    'model',
    'errors',
    'host',
    'rules',
    'collect',
    'inventory',
    'match',
    'deadline',
    'report',
    'judge',
    'rejudge',
    'scan',
    'scan-image',
    'rule-tests',
    'lint',
    'explain',
    'export',
    'fleet',
    'fleet-store',
    'rmm',
  ],
  errors: [],
};

/** Modules that touch the machine, and the folders (or files) that may import them. */
const machine =
  /^(node:)?(fs|fs\/promises|child_process|os|net|http|https|worker_threads)$|^(systeminformation|fast-glob)$/;
const mayTouchMachine = /^(host\/|cli\/|fleet-store\/|rules\/load|rules\/rule-files|rules\/build-pack)/;

const src = join(import.meta.dirname, '..', 'src');
const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => name.replaceAll('\\', '/'));

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const imports: Import[] = files.flatMap((file) => {
  const text = readFileSync(join(src, file), 'utf8');
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\s+(?<type>type\s+)?(?:[^'";]*?\sfrom\s+)?'(?<to>[^']+)'|import\('(?<lazy>[^']+)'\)/g,
  );
  return [...found].map((match) => ({
    from: file,
    to: match.groups?.['to'] ?? match.groups?.['lazy'] ?? '',
    typeOnly: match.groups?.['type'] !== undefined,
  }));
});

function layer(file: string): string {
  const [first = ''] = file.split('/');
  return first.replace(/\.ts$/, '');
}

describe('architecture', () => {
  it('finds the files it is about', () => {
    expect(files.length).toBeGreaterThan(40);
    expect(imports.length).toBeGreaterThan(100);
  });

  it('imports point one way', () => {
    const wrong = imports
      .filter(({ to }) => to.startsWith('.'))
      .map(({ from, to }) => ({
        from,
        to: relative(src, join(src, dirname(from), to)).replaceAll('\\', '/'),
      }))
      .filter(({ from, to }) => layer(from) !== layer(to) && !allowed[layer(from)]?.includes(layer(to)))
      .map(({ from, to }) => `${from} -> ${to}`);
    expect(wrong).toEqual([]);
  });

  it('only host/, cli/ and the rule loader touch the machine', () => {
    const wrong = imports
      .filter(({ from, to }) => machine.test(to) && !mayTouchMachine.test(from))
      .map(({ from, to }) => `${from} -> ${to}`);
    expect(wrong).toEqual([]);
  });

  it('the pure core reads no clock and no environment', () => {
    const wrong = files
      .filter((file) => /^(model|inventory|match|deadline|report|rules\/parse)/.test(file))
      .filter((file) =>
        /Date\.now\(|new Date\(\)|process\.(env|platform|cwd|argv)|performance\.now/.test(
          readFileSync(join(src, file), 'utf8'),
        ),
      );
    expect(wrong).toEqual([]);
  });

  it('the scan path does not load zod', () => {
    const reached = new Set<string>();
    const visit = (file: string): void => {
      if (reached.has(file)) return;
      reached.add(file);
      for (const { to, typeOnly, from } of imports.filter((entry) => entry.from === file)) {
        if (typeOnly) continue;
        expect(`${from} -> ${to}`).not.toMatch(/ -> zod$/);
        if (to.startsWith('.')) visit(relative(src, join(src, dirname(from), to)).replaceAll('\\', '/'));
      }
    };
    visit('scan.ts');
    expect(reached.size).toBeGreaterThan(20);
  });
});
