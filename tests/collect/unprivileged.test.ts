import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWith } from '../support/needs.ts';

/** What runs as another user: all collectors over a root, the answer as JSON. */
const program = `
import { collectors } from './src/collect/index.ts';
import { collectAll } from './src/collect/run.ts';
import { directoryHost } from './src/host/directory-host.ts';
import { liveHost } from './src/host/live-host.ts';
const [root] = process.argv.slice(2);
const host = root === '/' ? liveHost('linux') : await directoryHost(root, 'linux');
const markers = { paths: ['/opt/kaspersky', '/opt/kaspersky/kesl', '/home/*/KVRT2024_Data'], reads: [] };
const all = [];
const options = { host, collectors, markers, timeoutMs: 60_000, now: () => performance.now() };
for await (const { items, coverage } of collectAll(options)) all.push({ items, gaps: coverage.gaps });
console.log(JSON.stringify(all));
`;

interface Row {
  readonly items: readonly { readonly kind: string; readonly name: string; readonly path?: string }[];
  readonly gaps: readonly { readonly reason: string; readonly source: string; readonly message: string }[];
}

describeWith(['root', 'setpriv'], 'without rights', () => {
  let base = '';
  beforeAll(() => {
    base = mkdtempSync(join(tmpdir(), 'phaseout-nobody-'));
    chmodSync(base, 0o755);
    buildSync({
      stdin: { contents: program, resolveDir: join(import.meta.dirname, '../..'), loader: 'ts' },
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      outfile: join(base, 'program.mjs'),
    });
    for (const directory of ['root/opt/kaspersky/kesl', 'root/home/ada/KVRT2024_Data', 'root/home/eve']) {
      mkdirSync(join(base, directory), { recursive: true });
    }
    mkdirSync(join(base, 'root/var/lib/dpkg'), { recursive: true });
    writeFileSync(join(base, 'root/var/lib/dpkg/status'), 'Package: kesl\nVersion: 1\n\n', { mode: 0o600 });
    chmodSync(join(base, 'root/opt/kaspersky'), 0o700);
    chmodSync(join(base, 'root/home/eve'), 0o700);
    // May be entered, but not listed: what lies in it is found all the same.
    chmodSync(join(base, 'root/home/ada'), 0o711);
  });
  afterAll(() => rmSync(base, { recursive: true }));

  function runAsNobody(root: string): Row[] {
    const run = spawnSync(
      'setpriv',
      ['--reuid=65534', '--regid=65534', '--clear-groups', process.execPath, join(base, 'program.mjs'), root],
      { encoding: 'utf8', cwd: '/', maxBuffer: 64e6 },
    );
    expect(run.stderr).toBe('');
    return JSON.parse(run.stdout);
  }

  it('a closed file, directory and home are gaps that say what to do; what is closed itself is evidence', () => {
    const rows = runAsNobody(join(base, 'root'));
    expect(
      rows.flatMap(({ gaps }) => gaps.map(({ reason, source, message }) => [reason, source, message])),
    ).toEqual([
      [
        'permission-denied',
        '/var/lib/dpkg/status',
        'no permission to read /var/lib/dpkg/status; run as root',
      ],
      ['permission-denied', '/home/eve', 'no permission to read /home/eve; run as root'],
      ['permission-denied', '/home/eve', 'no permission to read /home/eve; run as root'],
      ['permission-denied', '/home/eve', 'no permission to read /home/eve; run as root'],
      ['permission-denied', '/opt/kaspersky', 'no permission to read /opt/kaspersky; run as root'],
      ['permission-denied', '/home/eve', 'no permission to read /home/eve; run as root'],
    ]);
    expect(rows.flatMap(({ items }) => items.map(({ path }) => path))).toEqual([
      '/opt/kaspersky',
      '/home/ada/KVRT2024_Data',
    ]);
  });

  it("other users' processes are items without a program, and no gap", () => {
    const rows = runAsNobody('/');
    const processes = rows.flatMap(({ items }) => items).filter(({ kind }) => kind === 'process');
    const self = processes.filter(({ path }) => path === process.execPath);
    const others = processes.filter(({ path }) => path === undefined);
    expect(self.length).toBeGreaterThan(0);
    expect(others.map(({ name }) => name)).not.toContain('');
    // The test runner itself belongs to root, so its program is closed to nobody.
    expect(others.length).toBeGreaterThan(0);
    expect(rows.flatMap(({ gaps }) => gaps).filter(({ source }) => source.startsWith('/proc'))).toEqual([]);
  });
});
