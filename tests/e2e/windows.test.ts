import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { phaseout } from '../support/phaseout.ts';
import { steadyReport } from '../support/steady-report.ts';
import { makeWindowsRoot, type WindowsRoot } from '../support/windows-root.ts';

const hosts = join(import.meta.dirname, 'windows', 'hosts');
const fixed = ['--as-of', '2026-11-22', '--reproducible'] as const;

describe.each(['fleet-workstation', 'home', 'zonealarm', 'residue', 'clean'])(
  'an offline Windows: %s',
  (name) => {
    let root: WindowsRoot;
    beforeAll(() => {
      root = makeWindowsRoot(join(hosts, name));
    });
    afterAll(() => root?.remove());

    it('is reported as its golden file says', async () => {
      const run = await phaseout(['scan', '--root', 'disk', ...fixed, '--output', 'table=report.txt'], {
        cwd: root.folder,
      });
      expect(run.stderr).toBe('');
      const text = steadyReport(readFileSync(join(root.folder, 'report.txt'), 'utf8'), root.folder);
      await expect(text).toMatchFileSnapshot(join(import.meta.dirname, 'windows', 'golden', `${name}.txt`));
      expect(run.code).toBe(name === 'clean' ? 0 : 1);
    });

    it('says the same when collected first and matched later', async () => {
      const options = { cwd: root.folder };
      const scan = await phaseout(['scan', '--root', 'disk', '--format', 'json', ...fixed], options);
      const inventory = await phaseout(
        ['inventory', '--root', 'disk', '--format', 'ndjson', '--reproducible'],
        options,
      );
      const match = await phaseout(['match', '-', '--format', 'json', ...fixed], {
        ...options,
        input: inventory.stdout,
      });
      expect(match.stdout).toBe(scan.stdout);
      const report = JSON.parse(scan.stdout) as Report;
      expect(report.target).toMatchObject({
        platform: 'windows',
        os: 'Windows 11 Pro 22631',
        role: 'workstation',
      });
    });
  },
);
