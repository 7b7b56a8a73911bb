import { expect, it } from 'vitest';
import { runningPrograms } from '../../../../src/collect/windows/running-programs.ts';
import type { RunningPrograms } from '../../../../src/host/running-state.ts';
import { windowsHost } from '../../registry-host.ts';
import { gapsOf, runOn } from '../../run-on.ts';

async function collect(running: RunningPrograms) {
  const host = await windowsHost({});
  return runOn(runningPrograms, { ...host, live: true, runningPrograms: async () => running });
}

it('names what runs, and says which names are not whole', async () => {
  const { items, coverage } = await collect({
    programs: [
      { name: 'avp.exe', pid: 1432 },
      { name: 'searchindexe...', pid: 1984, isCut: true },
    ],
    gaps: [],
  });
  const common = { kind: 'process', collector: 'running-programs', state: 'running', platform: 'windows' };
  expect(items).toEqual([
    { ...common, name: 'avp.exe', origin: 'process 1432', attributes: { pid: 1432 } },
    { ...common, name: 'searchindexe...', origin: 'process 1984', attributes: { pid: 1984, nameCut: true } },
  ]);
  expect(coverage.status).toBe('ok');
});

it('an edition without such a list is named, and leaves no gap', async () => {
  const { coverage } = await collect({ programs: [], gaps: [], absent: 'list of running programs' });
  expect(coverage).toMatchObject({ status: 'ok', gaps: [], notPresent: ['list of running programs'] });
});

it('a list that cannot be had is a gap', async () => {
  const collected = await collect({
    programs: [],
    gaps: [{ reason: 'timeout', source: 'qprocess.exe *', message: 'late', couldHide: 'active' }],
  });
  expect(gapsOf(collected)).toEqual(['timeout qprocess.exe *']);
});
