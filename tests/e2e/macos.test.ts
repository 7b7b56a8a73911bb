import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { type Layout, type MacosRoot, makeMacosRoot } from '../support/macos-root.ts';
import { describeWith } from '../support/needs.ts';
import { phaseout } from '../support/phaseout.ts';
import { steadyReport } from '../support/steady-report.ts';

const hosts = join(import.meta.dirname, 'macos', 'hosts');
const fixed = ['--as-of', '2026-11-22', '--reproducible'] as const;

let root: MacosRoot | undefined;
afterEach(() => root?.remove());

async function scan(name: string, layout: Layout, ...options: readonly string[]) {
  root = makeMacosRoot(join(hosts, `${name}.yaml`), layout);
  return phaseout(['scan', '--root', 'disk', ...fixed, ...options], { cwd: root.folder });
}

describeWith(['plistutil'], 'a Mac at rest', () => {
  it.each([
    ['home', 1],
    ['business', 1],
    ['clean', 0],
  ])('%s is reported as its golden file says', async (name, code) => {
    const run = await scan(name, 'whole', '--output', 'table=report.txt');
    expect(run.stderr).toBe('');
    const { folder = '' } = root ?? {};
    const text = steadyReport(readFileSync(join(folder, 'report.txt'), 'utf8'), folder);
    await expect(text).toMatchFileSnapshot(join(import.meta.dirname, 'macos', 'golden', `${name}.txt`));
    expect(run.code).toBe(code);
  });

  it.each(['home', 'business'])(
    '%s gives the same findings however its volumes are mounted',
    async (name) => {
      const whole = JSON.parse((await scan(name, 'whole', '--format', 'json')).stdout) as Report;
      expect(whole.findings.length).toBeGreaterThan(1);
      for (const layout of ['two volumes', 'data volume'] as const) {
        root?.remove();
        const run = await scan(name, layout, '--format', 'json');
        const report = JSON.parse(run.stdout) as Report;
        expect(report.findings, layout).toEqual(whole.findings);
        expect(report.target.platform).toBe('macos');
        expect(run.code).toBe(1);
      }
    },
  );

  it('says that only the data volume is here, and that it leaves nothing out', async () => {
    const run = await scan('clean', 'data volume');
    expect(run.stdout).toContain('the system volume of this macOS');
    expect(run.code).toBe(0);
  });

  it('says the same when collected first and matched later', async () => {
    const scanned = await scan('home', 'whole', '--format', 'json');
    const options = { cwd: root?.folder ?? '' };
    const inventory = await phaseout(
      ['inventory', '--root', 'disk', '--format', 'ndjson', '--reproducible'],
      options,
    );
    const match = await phaseout(['match', '-', '--format', 'json', ...fixed], {
      ...options,
      input: inventory.stdout,
    });
    expect(match.stdout).toBe(scanned.stdout);
  });
});
