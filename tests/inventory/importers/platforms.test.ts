import { describe, expect, it } from 'vitest';
import { platformOf } from '../../../src/inventory/importers/platform-words.ts';
import { type Imported, importText } from './imported.ts';

/** Names with host, id and platform. */
function rows({ rows: read }: Imported): string[] {
  return read.flatMap((row) => {
    if (row.type !== 'item') return [];
    const { name, host = '-', hostId = '-', platform = '-' } = row.draft;
    return [`${name} | ${host} | ${hostId} | ${platform}`];
  });
}

const remarks = ({ rows: read }: Imported): string[] =>
  read.flatMap((row) => (row.type === 'remark' ? [row.message] : []));

const unknown = (word: string): string => `which system "${word}" is: its rows are judged as of no system`;

describe('words for systems', () => {
  it.each([
    [
      'macos',
      'macOS',
      'OSX',
      'OS X 10.11',
      'Mac',
      'Mac OS X',
      'mac_os',
      'MacMDM',
      'darwin',
      'iMac',
      'Macintosh',
    ],
    ['ios', 'iOS', 'IOS', 'iPadOS', 'iPhone', 'iPad', 'iOS 17.4', 'iPhone OS', 'ipados'],
    ['android', 'Android', 'AndroidForWork', 'Android Kiosk', 'AndroidWorkProfile', 'Android (AOSP)'],
    ['windows', 'Windows', 'Windows10', 'WindowsServer2019', 'Windows10WVD', 'MSWin32', 'Win 10', 'win32'],
    [
      'linux',
      'Linux',
      'Ubuntu 24.04 LTS',
      'debian',
      'rhel',
      'Arch',
      'arch',
      'Alpine 3.19',
      'amzn',
      'pop',
      'sles',
    ],
    [
      'linux',
      'ol',
      'opensuse-leap',
      'linuxmint',
      'AlmaLinux',
      'Rocky Linux 9',
      'Red Hat Enterprise',
      'endeavouros',
    ],
    [undefined, 'Unknown', '10.0.26100', 'chrome', 'tvOS', 'FreeBSD', 'machine', 'Kiosk', 'winner', 'search'],
  ])('%s', (platform, ...words) => {
    for (const word of words) expect([word, platformOf(word)]).toEqual([word, platform]);
  });

  it('that nobody knows are said, and the row is of no system', async () => {
    const map = { name: 'Title', platform: 'OS' };
    const csv = `Title,OS\nA,ChromeOS\nB,Mac\nC,${'x'.repeat(50)}\n`;
    const read = await importText(csv, { map });
    expect(rows(read)).toEqual(['A | - | - | -', 'B | - | - | macos', 'C | - | - | -']);
    const said = [unknown('ChromeOS'), unknown(`${'x'.repeat(40)}…`)];
    expect(remarks(read).slice(1)).toEqual(said);
    const json = await importText(JSON.stringify([{ Title: 'A', OS: 'ChromeOS' }]), { map });
    expect(remarks(json).slice(1)).toEqual(said.slice(0, 1));
  });
});

describe('a host of Fleet', () => {
  const host = (platform: string, source: string, more: object): object => ({
    hosts: [{ id: 7, uuid: 'u7', hostname: 'h', platform, software: [{ id: 1, source, ...more }] }],
  });

  it.each([
    [
      'ios',
      'ios_apps',
      { name: 'K', bundle_identifier: 'com.kaspersky.securityadvisor' },
      'com.kaspersky.securityadvisor | h | u7 | ios',
    ],
    ['ipados', 'ipados_apps', { name: 'K', bundle_identifier: '' }, 'K | h | u7 | ios'],
    [
      'android',
      'android_apps',
      { name: 'K', application_id: 'com.kms.free' },
      'com.kms.free | h | u7 | android',
    ],
    ['darwin', 'apps', { name: 'K.app' }, 'K.app | h | u7 | macos'],
    ['ubuntu', 'homebrew_packages', { name: 'k' }, 'k | h | u7 | linux'],
    ['chrome', 'programs', { name: 'K' }, 'K | h | u7 | windows'],
    ['', 'ios_apps', { name: 'K' }, 'K | h | u7 | ios'],
    ['android', 'chrome_extensions', { name: 'K', extension_id: 'x' }, 'x | h | u7 | android'],
  ])('of %s with a row of %s', async (platform, source, more, row) => {
    expect(rows(await importText(JSON.stringify(host(platform, source, more))))).toEqual([row]);
  });

  it('is told from another of its name by uuid, else id', async () => {
    const software = [{ id: 1, name: 'K', source: 'programs' }];
    const hosts = [
      { id: 5, uuid: 'u5', hostname: 'SAME', software },
      { id: 6, uuid: 'u6', hostname: 'SAME', software },
      { id: 8, hostname: 'SAME', software },
      { uuid: 'u9', software },
    ];
    expect(rows(await importText(JSON.stringify({ hosts })))).toEqual([
      'K | SAME | u5 | windows',
      'K | SAME | u6 | windows',
      'K | SAME | 8 | windows',
      'K | u9 | - | windows',
    ]);
    expect(rows(await importText(JSON.stringify({ host: hosts[0] })))).toEqual(['K | SAME | u5 | windows']);
    expect(rows(await importText(JSON.stringify(hosts[1])))).toEqual(['K | SAME | u6 | windows']);
  });
});

describe('an inventory of GLPI', () => {
  it.each([
    [{ name: 'macOS', full_name: 'macOS 14' }, {}, 'macos'],
    [{ name: 'Windows' }, {}, 'windows'],
    [{ full_name: 'Debian GNU/Linux 12' }, {}, 'linux'],
    [{ name: 'AIX', kernel_name: 'aix' }, { from: 'rpm' }, 'linux'],
    [{ name: 'macOS' }, { from: 'homebrew' }, 'macos'],
    [undefined, { from: 'registry' }, 'windows'],
  ])('of %j with a row of %j', async (operatingsystem, more, platform) => {
    const content = {
      hardware: { name: 'h' },
      ...(operatingsystem && { operatingsystem }),
      softwares: [{ name: 'K', ...more }],
    };
    const read = await importText(JSON.stringify({ deviceid: 'x', content }));
    expect(rows(read)).toEqual([`K | h | - | ${platform}`]);
    expect(remarks(read)).toEqual(JSON.stringify(operatingsystem)?.includes('AIX') ? [unknown('AIX')] : []);
  });
});

describe('a device without a name', () => {
  const rowsOfBoth = async (headings: string[], cells: string[][]): Promise<string[][]> => {
    const csv = [headings, ...cells].map((row) => row.join(',')).join('\n');
    const json = cells.map((row) => Object.fromEntries(headings.map((name, at) => [name, row[at]])));
    return [rows(await importText(`${csv}\n`)), rows(await importText(JSON.stringify(json)))];
  };

  it('is known by its id, in CSV as in JSON', async () => {
    const expected = ['K | d8 | - | windows', 'K | d9 | - | windows', 'K | ws | d7 | windows'];
    const headings = ['ApplicationName', 'ApplicationVersion', 'DeviceId', 'DeviceName', 'Platform'];
    const cells = [
      ['K', '1', 'd8', '', 'Windows'],
      ['K', '1', 'd9', '', 'Windows'],
      ['K', '1', 'd7', 'ws', 'Windows'],
    ];
    expect(await rowsOfBoth(headings, cells)).toEqual([expected, expected]);
  });
});
