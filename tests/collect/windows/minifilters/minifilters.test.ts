import { describe, expect, it } from 'vitest';
import { minifilters } from '../../../../src/collect/windows/minifilters.ts';
import { runOnWindows } from '../../registry-host.ts';
import { gapsOf } from '../../run-on.ts';

const tree = 'HKLM\\SYSTEM\\CurrentControlSet\\Services';
const key = (path: string) => `[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\${path}]`;

const reg = `
${key('WdFilter\\Instances')}
"DefaultInstance"="wdfilter instance"

${key('WdFilter\\Instances\\WdFilter Instance')}
"Altitude"="328010"
"Flags"=dword:00000000

${key('New\\Parameters\\Instances\\First')}
"Altitude"="123456.5"

${key('Odd\\Instances\\Number')}
"Altitude"=dword:00000001
"Flags"="0"

${key('NoFilter\\Parameters')}
"Altitude"="1"
`;

describe('minifilters', () => {
  it('reads instances of both places, also with odd values', async () => {
    const { items, coverage } = await runOnWindows(minifilters, { reg });
    expect(coverage.gaps).toEqual([]);
    const common = { kind: 'filter', collector: 'minifilters', platform: 'windows' };
    expect(items).toEqual([
      {
        ...common,
        name: 'WdFilter',
        displayName: 'WdFilter Instance',
        origin: `${tree}\\WdFilter\\Instances\\WdFilter Instance`,
        attributes: { instance: 'WdFilter Instance', altitude: '328010', flags: 0, default: true },
      },
      {
        ...common,
        name: 'New',
        displayName: 'First',
        origin: `${tree}\\New\\Parameters\\Instances\\First`,
        attributes: { instance: 'First', altitude: '123456.5' },
      },
      {
        ...common,
        name: 'Odd',
        displayName: 'Number',
        origin: `${tree}\\Odd\\Instances\\Number`,
        attributes: { instance: 'Number' },
      },
    ]);
  });

  it('a closed key is a gap that can hide leftovers; no services at all is one, too', async () => {
    const collected = await runOnWindows(minifilters, {
      reg,
      denied: { [`${tree}\\WdFilter\\Instances`]: 'permission-denied' },
    });
    expect(collected.items.map(({ name }) => name)).toEqual(['New', 'Odd']);
    expect(gapsOf(collected)).toEqual([`permission-denied ${tree}\\WdFilter\\Instances`]);
    expect(collected.coverage.gaps[0]?.couldHide).toBe('residue');
    expect(gapsOf(await runOnWindows(minifilters, {}))).toEqual([`missing-source ${tree}`]);
  });
});
