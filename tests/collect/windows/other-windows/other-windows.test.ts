import { describe, expect, it } from 'vitest';
import { otherWindows } from '../../../../src/collect/windows/other-windows.ts';
import { runOnWindows } from '../../registry-host.ts';
import { gapsOf } from '../../run-on.ts';

const hive = 'Windows/System32/config/SOFTWARE';

describe('other-windows', () => {
  it('names each earlier installation, and none is passed over in silence', async () => {
    const collected = await runOnWindows(otherWindows, {
      files: {
        [`C:/${hive}`]: '',
        [`C:/Windows.old/${hive}`]: '',
        [`C:/WINDOWS.OLD.000/${hive}`]: '',
        [`C:/Windows.older/${hive}`]: '',
        [`C:/Backup/Windows.old/${hive}`]: '',
        'C:/Windows.old.001/readme.txt': '',
      },
    });
    expect(collected.items.map(({ kind, name, origin }) => [kind, name, origin])).toEqual([
      ['marker', 'WINDOWS.OLD.000', 'C:/WINDOWS.OLD.000'],
      ['marker', 'Windows.old', 'C:/Windows.old'],
    ]);
    expect(gapsOf(collected)).toEqual(['outside-root C:/WINDOWS.OLD.000', 'outside-root C:/Windows.old']);
    expect(collected.coverage.gaps[1]).toMatchObject({
      couldHide: 'residue',
      message:
        'Windows.old holds an earlier installation, which was not looked at: scan it by itself with --root and that folder',
    });
  });

  it('a disk without one says nothing', async () => {
    const { items, coverage } = await runOnWindows(otherWindows, { files: { [`C:/${hive}`]: '' } });
    expect([items, coverage.gaps]).toEqual([[], []]);
  });

  it('one that cannot be read is a gap', async () => {
    const collected = await runOnWindows(otherWindows, {
      files: { 'C:/Windows.old': { error: 'permission-denied', type: 'directory' } },
    });
    expect(collected.items).toEqual([]);
    expect(collected.coverage.gaps.map(({ reason }) => reason)).toEqual(['permission-denied']);
  });
});
