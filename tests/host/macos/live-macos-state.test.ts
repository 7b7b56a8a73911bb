import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HostError } from '../../../src/host/host.ts';
import { liveMacosState } from '../../../src/host/macos/live-macos-state.ts';
import { macosProgramRunner } from '../../../src/host/macos/run-macos-program.ts';

const missing = (program: string) => new HostError('missing-source', program, `${program} is not there`);

describe('liveMacosState', () => {
  it('asks each program once, with fixed words', async () => {
    const asked: string[] = [];
    const state = liveMacosState(async (program, args) => {
      asked.push([program, ...args].join(' '));
      if (program.endsWith('ps')) return '  1 /sbin/launchd\n';
      if (program.endsWith('launchctl')) return 'PID\tStatus\tLabel\n1\t0\ta\n';
      if (program.endsWith('kmutil')) return '  1 2 0 0 0 com.apple.kpi.bsd (1.0) UUID <>\n';
      return '0 extension(s)\n';
    });
    for (let twice = 0; twice < 2; twice++) {
      expect(await state.programs()).toEqual({ told: [{ pid: 1, path: '/sbin/launchd' }], gaps: [] });
      expect((await state.jobs()).gaps).toEqual([]);
      expect((await state.kernelExtensions()).gaps).toEqual([]);
      expect(await state.systemExtensions()).toEqual({ told: [], gaps: [] });
    }
    expect(asked).toEqual([
      '/bin/ps -axwwo pid=,comm=',
      '/bin/launchctl list',
      '/usr/bin/kmutil showloaded --list-only',
      '/usr/bin/systemextensionsctl list',
    ]);
  });

  it('asks kextstat where there is no kmutil, and misses no system extensions where none can be', async () => {
    const state = liveMacosState(async (program) => {
      if (program.endsWith('kextstat')) return ' 1 2 0 0 0 com.apple.kpi.bsd (1.0)\n';
      throw missing(program);
    });
    expect(await state.kernelExtensions()).toEqual({
      told: new Map([['com.apple.kpi.bsd', '1.0']]),
      gaps: [],
    });
    expect(await state.systemExtensions()).toEqual({ told: [], gaps: [] });
    expect((await state.programs()).gaps).toEqual([
      {
        reason: 'missing-source',
        source: '/bin/ps -axwwo pid=,comm=',
        message: '/bin/ps is not there: which programs run is not known',
        couldHide: 'active',
      },
    ]);
  });

  it('takes silence and nonsense for no answer', async () => {
    const state = liveMacosState(async (program) => (program.endsWith('ps') ? '' : 'a\tb\tc\td\te\n'));
    expect((await state.programs()).gaps.map(({ reason }) => reason)).toEqual(['empty-source']);
    expect((await state.jobs()).gaps.map(({ reason }) => reason)).toEqual(['malformed-source']);
    expect((await state.kernelExtensions()).gaps.map(({ reason }) => reason)).toEqual(['empty-source']);
    expect((await state.systemExtensions()).gaps.map(({ reason }) => reason)).toEqual(['malformed-source']);
  });
});

describe('macosProgramRunner', () => {
  const { signal } = new AbortController();
  it('gives what a program wrote, and ends one that does not answer', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'phaseout-run-'));
    try {
      const program = (name: string, text: string) => {
        writeFileSync(join(folder, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
        return join(folder, name);
      };
      const run = macosProgramRunner(300, signal);
      expect(await run(program('told', 'echo "$1 $HOME"'), ['a b'])).toBe('a b \n');
      await expect(run(program('silent', 'exec sleep 30'), [])).rejects.toMatchObject({ reason: 'timeout' });
      await expect(run(program('failing', 'exit 3'), [])).rejects.toMatchObject({ reason: 'crashed' });
      await expect(run(join(folder, 'none'), [])).rejects.toMatchObject({ reason: 'missing-source' });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
