import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hashText } from '../../../src/cli/fleet/hash-text.ts';
import { readReports } from '../../../src/cli/fleet/intake.ts';
import { redactOne } from '../../../src/cli/redact-users.ts';
import type { Observation } from '../../../src/fleet/observation.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'phaseout-intake-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The places and sources of gaps that are kept of reports. */
async function kept(redact: (text: string) => string): Promise<(string | undefined)[][]> {
  const gap = { reason: 'crashed', source: '/home/alice/x', message: '', couldHide: 'active' };
  const report = (path: string): object => ({
    schema: 'phaseout/report@1',
    target: { type: 'root', path },
    coverage: [{ collector: 'markers', status: 'gap', gaps: [gap] }],
    findings: [],
  });
  const file = join(folder, 'reports.ndjson');
  const paths = ['/home/alice/mnt', redactOne('/home/alice/mnt'), '/srv/mnt'];
  writeFileSync(file, paths.map((path) => JSON.stringify(report(path))).join('\n'));
  const taken: Observation[] = [];
  await readReports([file], {
    strict: true,
    signal: new AbortController().signal,
    hash: hashText,
    redact,
    take: (some) => {
      taken.push(...some);
    },
    onProgress: () => undefined,
  });
  return taken.map(({ place, someGaps }) => [place, ...someGaps.map(({ source }) => source)]);
}

it('keeps no user of a path, and a place has one name whether its report was redacted or not', async () => {
  const [open, closed, other] = await kept(redactOne);
  expect(open).toEqual([
    expect.stringMatching(/^\/home\/user-[0-9a-f]{8}\/mnt$/),
    expect.stringMatching(/^\/home\/user-[0-9a-f]{8}\/x$/),
  ]);
  expect(closed).toEqual(open);
  expect(other?.[0]).toBe('/srv/mnt');
});

it('keeps paths as they are where that is asked for', async () => {
  expect((await kept((text) => text))[0]).toEqual(['/home/alice/mnt', '/home/alice/x']);
});

it('a report without room for all of its hosts counts, and is told', async () => {
  const report = {
    schema: 'phaseout/report@1',
    target: { type: 'inventory', path: 'all.csv' },
    coverage: [],
    findings: [],
    inventories: ['A', 'B'].map((host) => ({ host, type: 'inventory' })),
    hostsLeftOut: 3,
  };
  const file = join(folder, 'cut.json');
  writeFileSync(file, JSON.stringify(report));
  const taken: (string | undefined)[] = [];
  const counts = await readReports([file], {
    strict: false,
    signal: new AbortController().signal,
    hash: hashText,
    redact: (text) => text,
    take: (some) => {
      for (const { hostname } of some) taken.push(hostname);
    },
    onProgress: () => undefined,
  });
  expect(taken).toEqual(['A', 'B']);
  expect(counts).toMatchObject({
    reports: 1,
    unreadable: 1,
    gaps: [{ reason: 'too-large', source: file, message: expect.stringContaining('no room for 3 hosts') }],
  });
});
