import { describe, expect, it } from 'vitest';
import { windowsProcesses } from '../../../../src/collect/windows/windows-processes.ts';
import { memoryHost } from '../../../../src/host/memory-host.ts';
import type { RunningState } from '../../../../src/host/running-state.ts';
import { gapsOf, runOn } from '../../run-on.ts';

const host = memoryHost({ platform: 'windows', live: true, files: {} });
const nothing: RunningState = { services: new Map(), processes: [], serviceGaps: [], processGaps: [] };

describe('windows-processes', () => {
  it('lists what runs, by name and number', async () => {
    const processes = [
      { name: 'avp.exe', pid: 2312 },
      { name: 'svchost.exe', pid: 900 },
    ];
    const runningState = async () => ({ ...nothing, processes });
    const { items, coverage } = await runOn(windowsProcesses, { ...host, runningState });
    expect(coverage.gaps).toEqual([]);
    const common = {
      kind: 'process',
      collector: 'windows-processes',
      state: 'running',
      platform: 'windows',
    };
    expect(items).toEqual([
      { ...common, name: 'avp.exe', origin: 'tasklist.exe, process 2312', attributes: { pid: 2312 } },
      { ...common, name: 'svchost.exe', origin: 'tasklist.exe, process 900', attributes: { pid: 900 } },
    ]);
  });

  it('passes on what could not be learnt, of programs only', async () => {
    const gap = { reason: 'timeout', message: 'late', couldHide: 'active' } as const;
    const runningState = async () => ({
      ...nothing,
      serviceGaps: [{ ...gap, source: 'sc.exe' }],
      processGaps: [{ ...gap, source: 'tasklist.exe' }],
    });
    expect(gapsOf(await runOn(windowsProcesses, { ...host, runningState }))).toEqual([
      'timeout tasklist.exe',
    ]);
  });

  it('a host that cannot be asked is never clean', async () => {
    expect(gapsOf(await runOn(windowsProcesses, host))).toEqual(['missing-source tasklist.exe']);
  });
});
