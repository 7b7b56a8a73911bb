import { setMaxListeners } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { collectors } from '../../src/collect/index.ts';
import { openImage } from '../../src/host/image/open-image.ts';
import type { FailOn } from '../../src/report/decide-exit.ts';
import { imageWants, scanImage } from '../../src/scan-image.ts';
import { builtInPack } from '../rule-pack/built-in-pack.ts';
import { ociFiles, writeTar } from '../support/tar-writer.ts';

const pack = {
  ...builtInPack(),
  identities: [{ id: 'test', version: '1', date: '2026-11-22', sha256: '0'.repeat(64), builtin: true }],
};
const folder = mkdtempSync(join(tmpdir(), 'phaseout-lower-'));
let count = 0;

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const status = (...packages: string[]): string =>
  packages.map((name) => `Package: ${name}\nStatus: install ok installed\nVersion: 12.1\n\n`).join('');
const release = { 'etc/os-release': 'ID=debian\n' };
const database = 'var/lib/dpkg/status';
const damaged = 'Package: other\nStatus: install ok installed\nVers';

async function scan(layers: readonly Buffer[], failOn: Partial<FailOn> = {}, timeoutMs = 120_000) {
  const path = join(folder, `${++count}.tar`);
  writeFileSync(path, writeTar(ociFiles([{ os: 'linux', layers }])));
  const { signal } = new AbortController();
  setMaxListeners(0, signal);
  const settings = {
    collectors,
    pack,
    path,
    only: undefined,
    skip: undefined,
    timeoutMs,
    signal,
    now: () => performance.now(),
    onProgress: undefined,
    wantsHardwareId: false,
  };
  const opened = await openImage(path, { wants: imageWants(settings) });
  try {
    return await scanImage({
      ...settings,
      opened,
      scannedAt: undefined,
      includeInventory: false,
      judge: {
        tool: { name: 'phaseout', version: '0.0.0' },
        pack,
        audiences: [],
        audienceAssumed: false,
        asOf: Date.parse('2026-11-22T05:00:00Z'),
        failOn: { status: 'residue', notes: [], ...failOn },
        failOnDeadline: undefined,
        accepts: [],
        allowGaps: new Set(),
      },
    });
  } finally {
    await opened.close();
  }
}

describe('a lower layer that cannot be read', () => {
  const layers = [
    writeTar({ ...release, [database]: damaged }),
    writeTar({ [database]: status('base-files') }),
  ];

  it('is a gap that could hide a note only', async () => {
    const report = await scan(layers);
    const gaps = report.coverage.flatMap((part) =>
      part.gaps.map((gap) => ({ ...gap, from: part.collector })),
    );
    expect(gaps.map(({ source, from, only }) => [source.replace(/ \(.*?\)/, ''), from, only])).toEqual([
      ['layer 1 of 2: /var/lib/dpkg/status:3', 'image', 'hidden'],
      ['layer 1 of 2: /var/lib/dpkg/status:3', 'image', 'hidden'],
      ['layer 1 of 2: /var/lib/dpkg/status:1', 'image', 'hidden'],
    ]);
    expect(gaps[0]?.message).toContain('in a lower layer');
    expect(report.summary.exitCode).toBe(0);
    expect((await scan(layers, { notes: ['hidden'] })).summary.exitCode).toBe(3);
  });

  it('is none where the final state has the same gap', async () => {
    const report = await scan([...layers.slice(0, 1), writeTar({ [database]: damaged })]);
    const gaps = report.coverage.flatMap((part) => part.gaps);
    expect(gaps.every(({ only }) => only === undefined)).toBe(true);
    expect(gaps.length).toBeGreaterThan(0);
    expect(report.summary.exitCode).toBe(3);
  });
});

describe('many layers', () => {
  const many = (number: number): Buffer[] => [
    writeTar({ ...release, [database]: status('base-files', 'kesl') }),
    ...Array.from({ length: number - 1 }, (_, at) =>
      writeTar({ [database]: status('base-files', `package-${at}`) }),
    ),
  ];

  it('a product in the lowest of sixty is a hidden note', async () => {
    const report = await scan(many(60));
    expect(report.notes.map(({ kind, product }) => `${kind} ${product}`)).toEqual(['hidden kesl']);
    expect(report.notes[0]?.text).toContain('layer 1 of 60');
    expect(report.coverage.flatMap(({ gaps }) => gaps)).toEqual([]);
  });

  it('states beyond a bound are not looked at, and said so', async () => {
    const report = await scan(many(300));
    const gaps = report.coverage.flatMap((part) => part.gaps);
    expect(gaps.map(({ reason, only }) => [reason, only])).toEqual([['too-large', 'hidden']]);
    expect(gaps[0]?.message).toContain('256 states of layers were looked at before layer 257 of 300');
    expect(report.summary.exitCode).toBe(0);
  }, 60_000);
});
