import { describe, expect, it } from 'vitest';
import { parseWfpProvider } from '../../../../src/collect/parse/wfp-provider.ts';
import { networkFilters } from '../../../../src/collect/windows/network-filters.ts';
import { runOnWindows } from '../../registry-host.ts';
import { gapsOf } from '../../run-on.ts';

const control = 'HKLM\\SYSTEM\\CurrentControlSet\\Control';
const components = `${control}\\Network\\{4D36E974-E325-11CE-BFC1-08002BE10318}`;
const providers = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\BFE\\Parameters\\Policy\\Persistent\\Provider';
const long = (path: string) => path.replace('HKLM', 'HKEY_LOCAL_MACHINE');

/**
 * A stored provider, written after MS-RPCE 2.2.6: the type header (version 1, little-endian, 8 bytes, filler), the size
 * of what follows, a pointer; inside it the same again around FWPM_PROVIDER0, and behind that the texts in order.
 */
function provider(guid: string, ...texts: readonly string[]): Buffer {
  const words = (...values: readonly number[]): Buffer => {
    const bytes = Buffer.alloc(values.length * 4);
    values.forEach((value, index) => {
      bytes.writeUInt32LE(value, index * 4);
    });
    return bytes;
  };
  const text = (content: string): Buffer => {
    const units = content.length + 1;
    const bytes = Buffer.alloc(Math.ceil((units * 2) / 4) * 4);
    bytes.write(content, 'utf16le');
    return Buffer.concat([words(units, 0, units), bytes]);
  };
  const [typeHeader, filler, pointer] = [0x0008_1001, 0xcccc_cccc, 0x0002_0000];
  const key = Buffer.from(guid.replaceAll(/[{}-]/g, ''), 'hex');
  key.subarray(0, 4).reverse();
  key.subarray(4, 6).reverse();
  key.subarray(6, 8).reverse();
  const third = texts[2] === undefined ? 0 : pointer + 12;
  const structure = Buffer.concat([key, words(pointer + 4, pointer + 8, 1, 0, 0, third), ...texts.map(text)]);
  const inner = Buffer.concat([words(typeHeader, filler, structure.length + 8, 0, pointer), structure]);
  const outer = words(pointer, 0, inner.length, pointer + 4, 0, 0, inner.length);
  return Buffer.concat([words(typeHeader, filler, outer.length + inner.length, 0), outer, inner]);
}

/** The firewall's own provider has a third text, the name of its service. */
const firewall = provider(
  '{4b153735-1049-4480-aab4-d1b9bdc03710}',
  '@FirewallAPI.dll,-23501',
  '@FirewallAPI.dll,-23502',
  'mpssvc',
);

function binary(bytes: Buffer): string {
  return `hex:${bytes.toString('hex').replaceAll(/(..)(?=.)/g, '$1,')}`;
}

const reg = `
[${long(components)}\\{3BFD7820-D65C-4C1B-9FEA-983A019639EA}]
"Characteristics"=dword:00040028
"ComponentId"="ms_wfplwf_lower"
"Description"="@%windir%\\\\System32\\\\drivers\\\\wfplwfs.sys,-6006"
"InfPath"="wfplwfs.inf"

[${long(components)}\\{3BFD7820-D65C-4C1B-9FEA-983A019639EA}\\Ndi]
"Service"="WfpLwfs"

[${long(components)}\\{AACC1E53-F734-42C2-A5D0-649E4A59AC5D}]
"ComponentId"="vendor_filter6"
"Description"="Kaspersky Anti-Virus NDIS 6 Filter"

[${long(components)}\\{AACC1E53-F734-42C2-A5D0-649E4A59AC5D}\\Ndi]
"Service"="klim6"

[${long(components)}\\Descriptions]
"x"="no component"

[${long(providers)}]
"{4b153735-1049-4480-aab4-d1b9bdc03710}"=${binary(firewall)}
"{00000000-0000-0000-0000-000000000001}"=${binary(provider('{00000000-0000-0000-0000-000000000001}', 'Провайдер', 'さ'))}
"{00000000-0000-0000-0000-000000000002}"=hex:01,02
"{00000000-0000-0000-0000-000000000003}"="no bytes"

[${long(control)}\\EarlyLaunch]
"BackupPath"="C:\\\\Windows\\\\ELAMBKUP"
`;

describe('network-filters', () => {
  it('reads network services, providers and kept copies of early drivers', async () => {
    const files = { 'C:/Windows/ELAMBKUP/klelam.sys': '', 'C:/Windows/ELAMBKUP/sub/x.sys': '' };
    const { items, coverage } = await runOnWindows(networkFilters, { reg, files });
    expect(coverage.gaps).toEqual([]);
    const common = { collector: 'network-filters', platform: 'windows' };
    expect(items).toEqual([
      {
        ...common,
        kind: 'filter',
        name: 'ms_wfplwf_lower',
        displayName: '@%windir%\\System32\\drivers\\wfplwfs.sys,-6006',
        origin: `${components}\\{3BFD7820-D65C-4C1B-9FEA-983A019639EA}`,
        attributes: { layer: 'ndis', service: 'WfpLwfs', inf: 'wfplwfs.inf' },
      },
      {
        ...common,
        kind: 'filter',
        name: 'vendor_filter6',
        displayName: 'Kaspersky Anti-Virus NDIS 6 Filter',
        origin: `${components}\\{AACC1E53-F734-42C2-A5D0-649E4A59AC5D}`,
        attributes: { layer: 'ndis', service: 'klim6' },
      },
      {
        ...common,
        kind: 'filter',
        name: '@FirewallAPI.dll,-23501',
        displayName: '@FirewallAPI.dll,-23502',
        origin: `${providers}\\{4b153735-1049-4480-aab4-d1b9bdc03710}`,
        attributes: { layer: 'wfp', guid: '{4b153735-1049-4480-aab4-d1b9bdc03710}' },
      },
      {
        ...common,
        kind: 'filter',
        name: 'Провайдер',
        displayName: 'さ',
        origin: `${providers}\\{00000000-0000-0000-0000-000000000001}`,
        attributes: { layer: 'wfp', guid: '{00000000-0000-0000-0000-000000000001}' },
      },
      {
        ...common,
        kind: 'filter',
        name: '{00000000-0000-0000-0000-000000000002}',
        origin: `${providers}\\{00000000-0000-0000-0000-000000000002}`,
        attributes: { layer: 'wfp', guid: '{00000000-0000-0000-0000-000000000002}' },
      },
      {
        ...common,
        kind: 'driver',
        name: 'klelam',
        path: 'C:\\Windows\\ELAMBKUP\\klelam.sys',
        state: 'installed',
        origin: 'C:/Windows/ELAMBKUP/klelam.sys',
        attributes: { earlyLaunchCopy: true },
      },
    ]);
  });

  it('looks for the copies where the registry says they are', async () => {
    const { items } = await runOnWindows(networkFilters, {
      reg: `[${long(control)}\\EarlyLaunch]\n"BackupPath"="C:\\\\Elsewhere"\n`,
      files: { 'C:/Windows/ELAMBKUP/old.sys': '', 'C:/Elsewhere/new.SYS': '' },
    });
    expect(items.map(({ origin, name }) => [origin, name])).toEqual([['C:/Elsewhere/new.SYS', 'new']]);
  });

  it('nothing there is no gap; a closed place is one, and the others are read', async () => {
    const nothing = await runOnWindows(networkFilters, {});
    expect([nothing.items, nothing.coverage.gaps]).toEqual([[], []]);
    const collected = await runOnWindows(networkFilters, {
      reg,
      denied: { [providers]: 'permission-denied' },
    });
    expect(gapsOf(collected)).toEqual([`permission-denied ${providers}`]);
    expect(collected.items).toHaveLength(2);
  });
});

describe('parseWfpProvider', () => {
  const broken = (at: number, value: number): Buffer => {
    const bytes = Buffer.from(firewall);
    bytes.writeUInt32LE(value, at);
    return bytes;
  };

  it.each([
    ['a text without a description', broken(0x54, 0), '@FirewallAPI.dll,-23501', undefined],
    ['no name', broken(0x50, 0), undefined, '@FirewallAPI.dll,-23501'],
    ['a length beyond the end', broken(0x70, 0x7fffffff), undefined, undefined],
    ['a length of nothing', broken(0x70, 0), undefined, undefined],
    ['the largest length', broken(0x70, 0xffffffff), undefined, undefined],
  ])('%s', (_, bytes, name, description) => {
    expect(parseWfpProvider(bytes)).toEqual({ name, description });
  });

  it('is nothing where the head is another, and never reads beyond the end', () => {
    expect(parseWfpProvider(broken(0x2c, 0))).toBeUndefined();
    for (let length = 0; length < 0x68; length++) {
      expect(parseWfpProvider(firewall.subarray(0, length))).toBeUndefined();
    }
    for (let length = 0x68; length < firewall.length; length++)
      parseWfpProvider(firewall.subarray(0, length));
    expect(parseWfpProvider(firewall.subarray(0, 0x9e))?.name).toBeUndefined();
  });
});
