import { describe, expect, it } from 'vitest';
import { otherWindows } from '../../../../src/collect/windows/other-windows.ts';
import { runOnWindows } from '../../registry-host.ts';
import { gapsOf } from '../../run-on.ts';

const hive = 'Windows/System32/config/SOFTWARE';
const reAgent = 'C:/Windows/System32/Recovery/ReAgent.xml';

describe('other-windows', () => {
  it('names each other installation and how to scan it, and leaves the scan complete', async () => {
    const collected = await runOnWindows(otherWindows, {
      files: {
        [`C:/${hive}`]: '',
        [`C:/Windows.old/${hive}`]: '',
        [`C:/WINDOWS.OLD.000/${hive}`]: '',
        [`C:/Image/${hive}`]: '',
        [`C:/Backup/Windows.old/${hive}`]: '',
        'C:/Windows.old.001/readme.txt': '',
      },
    });
    expect(collected.items.map(({ kind, name, origin }) => [kind, name, origin])).toEqual([
      ['marker', 'Image', 'C:/Image'],
      ['marker', 'WINDOWS.OLD.000', 'C:/WINDOWS.OLD.000'],
      ['marker', 'Windows.old', 'C:/Windows.old'],
    ]);
    expect(collected.coverage).toMatchObject({
      status: 'ok',
      gaps: [],
      notPresent: [
        'Image, another Windows: phaseout scan --root <this root>/Image',
        'WINDOWS.OLD.000, another Windows: phaseout scan --root <this root>/WINDOWS.OLD.000',
        'Windows.old, another Windows: phaseout scan --root <this root>/Windows.old',
      ],
    });
  });

  it.each([
    {
      about: 'its image on this disk',
      files: {
        'C:/Recovery/WindowsRE/Winre.wim': '',
        [reAgent]: '<WindowsRE><WinreLocation path="\\Recovery\\WindowsRE"/></WindowsRE>',
      },
      origins: ['C:/Recovery/WindowsRE/Winre.wim'],
      apart: [
        'recovery environment (C:\\Recovery\\WindowsRE\\Winre.wim): mount the image, then phaseout scan --root',
      ],
    },
    {
      about: 'a partition of its own',
      files: {
        [reAgent]:
          '<?xml version="1.0"?>\n<WindowsRE version="2.0">\n<WinreLocation path="\\Recovery\\WindowsRE" id="0" offset="1048576" guid="{0}"/></WindowsRE>',
      },
      origins: [reAgent],
      apart: ['recovery environment on another partition: mount its Winre.wim, then phaseout scan --root'],
    },
    {
      about: 'switched off',
      files: { [reAgent]: '<WindowsRE version="2.0"><WinreLocation path="" id="0"/></WindowsRE>' },
      origins: [],
      apart: undefined,
    },
  ])('names the recovery environment: $about', async ({ files, origins, apart }) => {
    const { items, coverage } = await runOnWindows(otherWindows, { files });
    expect(items.map(({ origin }) => origin)).toEqual(origins);
    expect(coverage.notPresent).toEqual(apart);
    expect(coverage.gaps).toEqual([]);
  });

  it('a disk without one says nothing', async () => {
    const { items, coverage } = await runOnWindows(otherWindows, { files: { [`C:/${hive}`]: '' } });
    expect([items, coverage.gaps, coverage.notPresent]).toEqual([[], [], undefined]);
  });

  it('an earlier one that cannot be read is a gap; a closed folder of another name is not', async () => {
    const collected = await runOnWindows(otherWindows, {
      files: {
        'C:/Windows.old': { error: 'permission-denied', type: 'directory' },
        'C:/System Volume Information': { error: 'permission-denied', type: 'directory' },
      },
    });
    expect(collected.items).toEqual([]);
    expect(gapsOf(collected)).toEqual(['permission-denied /Windows.old']);
  });
});
