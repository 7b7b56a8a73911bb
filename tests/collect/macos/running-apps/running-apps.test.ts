import { describe, expect, it } from 'vitest';
import { runningApps } from '../../../../src/collect/macos/running-apps.ts';
import { gapsOf } from '../../run-on.ts';
import { runOnMac } from '../macos-host.ts';

describe('running-apps', () => {
  it('names programs, and system extensions by their bundle id', async () => {
    const extension =
      '/Library/SystemExtensions/0F1B3D2C-0000-4000-8000-000000000001/com.kaspersky.kav.sysext.systemextension/Contents/MacOS/sysext';
    const { items, coverage } = await runOnMac(
      runningApps,
      {},
      {
        programs: [
          { pid: 412, path: '/Library/Application Support/Kaspersky Lab/KAV/Binaries/kav' },
          { pid: 413, path: extension },
          { pid: 414, path: 'login' },
        ],
      },
    );
    const common = { kind: 'process', collector: 'running-apps', state: 'running', platform: 'macos' };
    expect(items).toEqual([
      {
        ...common,
        name: 'kav',
        path: '/Library/Application Support/Kaspersky Lab/KAV/Binaries/kav',
        origin: 'process 412',
        attributes: { pid: 412 },
      },
      {
        ...common,
        name: 'com.kaspersky.kav.sysext',
        path: extension,
        origin: 'process 413',
        attributes: { pid: 413 },
      },
      { ...common, name: 'login', origin: 'process 414', attributes: { pid: 414 } },
    ]);
    expect(coverage.gaps).toEqual([]);
  });

  it('is left out at rest, and says what it was not told', async () => {
    const gap = { reason: 'timeout', source: '/bin/ps', message: 'no answer', couldHide: 'active' } as const;
    expect(gapsOf(await runOnMac(runningApps, {}, { programs: gap }))).toEqual(['timeout /bin/ps']);
    expect(gapsOf(await runOnMac(runningApps, {}))).toEqual(['missing-source /bin/ps']);
    expect(runningApps.needsLiveHost).toBe(true);
  });
});
