import { describe, expect, it } from 'vitest';
import { compileMatcher } from '../../src/match/matcher.ts';
import { Item } from '../../src/model/item.ts';
import { builtInPack } from '../rule-pack/built-in-pack.ts';
import { importText, items } from './importers/imported.ts';

const matcher = compileMatcher(builtInPack());

/** What the built-in rules say of an inventory of somebody else's, as `host product confidence`, sorted. */
async function findings(text: string): Promise<string[]> {
  const session = matcher.session({ live: false });
  for (const [index, row] of items(await importText(text)).entries()) {
    session.add(Item.parse({ collector: 'import', origin: `line ${index + 1}`, ...row }));
  }
  return session
    .finish()
    .findings.map(({ host, product, confidence }) => `${host ?? 'no host:'} ${product.id} ${confidence}`)
    .sort();
}

const defender = (device: string, system: string, vendor: string, software: string): object => ({
  DeviceId: device,
  DeviceName: device,
  OSPlatform: system,
  SoftwareVendor: vendor,
  SoftwareName: software,
  SoftwareVersion: '12.1.0.0',
});

/** Each console in its own form, with names and makers as it writes them; no real export was seen. */
const inventories: readonly (readonly [name: string, text: string, found: readonly string[]])[] = [
  [
    'Intune: names of apps with the platform in a column of its own',
    [
      'ApplicationName,ApplicationPublisher,ApplicationVersion,DeviceName,Platform',
      'Kaspersky Endpoint Security.app,,12.1,mac-1,macOS',
      'Kaspersky Premium,Kaspersky,21,mac-2,macOS',
      'Kaspersky Internet Security,com.kaspersky.kav,21,mac-3,macOS',
      'Kaspersky: VPN & Antivirus,Kaspersky Lab Switzerland GmbH,11,iphone-1,IOS',
      'Kaspersky Password Manager,,9,iphone-2,IOS',
      'Kaspersky Endpoint Security,,10,phone-1,AndroidForWork',
      'Kaspersky Endpoint Security for Linux,AO Kaspersky Lab,12,lin-1,Linux',
      'Kaspersky report.app,,1,mac-9,macOS',
      'Guide for Kaspersky,Example GmbH,1,phone-9,Android',
    ].join('\n'),
    [
      'iphone-1 kaspersky-unidentified-ios probable',
      'iphone-2 kaspersky-password-manager-mobile probable',
      'lin-1 kesl probable',
      'mac-1 kes-macos probable',
      'mac-2 kaspersky-unidentified-macos probable',
      'mac-3 kaspersky-home-macos probable',
      'phone-1 kes-mobile probable',
    ],
  ],
  [
    'Intune: the same names where the platform was left out; what names its system stays with it',
    [
      'ApplicationName,ApplicationPublisher,ApplicationVersion,DeviceName,Platform',
      'Kaspersky Internet Security,Kaspersky,21,pc-1,',
      'Kaspersky Endpoint Security for Linux,AO Kaspersky Lab,12,lin-1,',
      'Kaspersky Endpoint Security for Android,Kaspersky Lab,10,phone-1,',
    ].join('\n'),
    ['lin-1 kesl probable', 'pc-1 kaspersky-home-windows confirmed', 'phone-1 kes-mobile probable'],
  ],
  [
    'Defender: normalised names of every system, and both spellings of the maker',
    JSON.stringify({
      value: [
        defender('mac-1', 'macOS', 'kaspersky', 'endpoint_security'),
        defender('lin-1', 'Linux', 'kaspersky', 'endpoint_security'),
        defender('phone-1', 'Android', 'kaspersky', 'endpoint_security'),
        defender('iphone-1', 'iOS', 'kaspersky', 'vpn'),
        defender('pc-1', 'Windows11', 'kaspersky', 'total_security'),
        defender('pc-2', 'Windows11', 'kaspersky_lab', 'premium'),
        defender('mac-2', 'macOS', 'kaspersky_lab', 'premium'),
      ],
    }),
    [
      'iphone-1 kaspersky-unidentified-ios probable',
      'lin-1 kesl probable',
      'mac-1 kes-macos probable',
      'mac-2 kaspersky-unidentified-macos probable',
      'pc-1 kaspersky-home-windows confirmed',
      'pc-2 kaspersky-unidentified-windows probable',
      'phone-1 kes-mobile probable',
    ],
  ],
  [
    'GLPI: a Mac, whose rows have names and makers',
    JSON.stringify({
      action: 'inventory',
      deviceid: 'mac-1-2026-11-22',
      itemtype: 'Computer',
      content: {
        hardware: { name: 'mac-1' },
        softwares: [
          { name: 'Kaspersky Endpoint Security', version: '12.1', publisher: 'Kaspersky', from: 'macosx' },
          { name: 'Uninstaller for Kaspersky', version: '1', publisher: 'Example', from: 'macosx' },
        ],
      },
    }),
    ['mac-1 kes-macos probable'],
  ],
  [
    'Fleet: an app whose bundle id is known from a phone, and one that has none',
    JSON.stringify({
      hosts: [
        {
          id: 1,
          hostname: 'mac-1',
          platform: 'darwin',
          software: [
            {
              id: 1,
              name: 'Kaspersky.app',
              version: '12.3',
              source: 'apps',
              bundle_identifier: 'com.kaspersky.kes',
            },
            { id: 2, name: 'Kaspersky VPN.app', version: '5.1', source: 'apps' },
          ],
        },
      ],
    }),
    ['mac-1 kaspersky-unidentified-macos probable'],
  ],
  [
    'CycloneDX: a component that names its system itself',
    JSON.stringify({
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      metadata: { component: { type: 'device', name: 'appliance-1' } },
      components: [
        { type: 'application', name: 'Kaspersky Endpoint Security 11.2.0 for Linux', version: '11.2.0' },
      ],
    }),
    ['no host: kesl probable'],
  ],
];

describe('names alone, in inventories of others', () => {
  it.each(inventories)('%s', async (_name, text, found) => {
    expect(await findings(text)).toEqual(found);
  });
});
