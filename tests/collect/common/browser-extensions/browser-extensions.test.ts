import { describe, expect, it } from 'vitest';
import { browserExtensions } from '../../../../src/collect/common/browser-extensions.ts';
import { xmlPlist } from '../../../support/write-plist.ts';
import { runOnMac } from '../../macos/macos-host.ts';
import { runOnWindows } from '../../registry-host.ts';
import { gapsOf, runOnFiles } from '../../run-on.ts';

const kaspersky = 'ahkjpbeeocnddjkakilopmfdlnjdpcdm';
const other = 'dhnkblpjbkfklfloegejegedcafpliaa';
const chrome = 'C:/Users/ada/AppData/Local/Google/Chrome/User Data';

const preferences = JSON.stringify({
  extensions: {
    settings: {
      [kaspersky]: {
        state: 0,
        location: 3,
        path: `${kaspersky}\\30.0.1_0`,
        manifest: { name: 'old', version: '1' },
      },
      [other]: { state: 1, location: 7, path: 'x', manifest: { name: 'By policy', version: '9.1' } },
      nmmhkkegccagdldgiimedpiccmgmieda: { state: 1, location: 5, path: 'C:\\Chrome\\wallet', manifest: {} },
      aapocclcgogkmnckokdopfmhonfmgoek: { external_uninstall: true },
      'no-id': { path: 'x' },
    },
  },
});

const windowsFiles = {
  [`${chrome}/Default/Extensions/${kaspersky}/30.0.1_0/manifest.json`]: JSON.stringify({
    name: '__MSG_AppName__',
    version: '30.0.1',
    default_locale: 'en',
  }),
  [`${chrome}/Default/Extensions/${kaspersky}/9.0_0/manifest.json`]: '{"version":"9.0"}',
  [`${chrome}/Default/Extensions/${kaspersky}/30.0.1_0/_locales/en/messages.json`]:
    '{"appname":{"message":"Kaspersky Protection"}}',
  [`${chrome}/Default/Extensions/Temp/x`]: '',
  [`${chrome}/Default/Secure Preferences`]: preferences,
  [`${chrome}/ShaderCache/data`]: '',
  'C:/Users/ada/AppData/Roaming/Mozilla/Firefox/Profiles/x.default/extensions.json': JSON.stringify({
    addons: [
      {
        id: 'light_plugin_D772DC8D6FAF43A29B25C4EBAA5AD1DE@kaspersky.com',
        version: '21.3',
        type: 'extension',
        active: true,
        location: 'app-global',
        foreignInstall: true,
        path: 'C:\\Program Files (x86)\\Kaspersky Lab\\x.xpi',
        defaultLocale: { name: 'Kaspersky Protection', creator: 'AO Kaspersky Lab' },
      },
      { id: 'theme@mozilla.org', type: 'theme' },
      { id: 'screenshots@mozilla.org', type: 'extension', location: 'app-builtin' },
      { id: 7 },
      null,
    ],
  }),
};

describe('browser-extensions', () => {
  it('reads every profile of a Windows user, and what the registry orders', async () => {
    const { items, coverage } = await runOnWindows(browserExtensions, {
      files: windowsFiles,
      users: [{ sid: 'S-1-5-21-7', name: 'ada', profilePath: 'C:\\Users\\ada' }],
      reg: `
[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Edge\\ExtensionInstallForcelist]
"1"="${other};https://edge.example/update"
"2"="nonsense"
"3"=dword:00000001

[HKEY_LOCAL_MACHINE\\SOFTWARE\\WOW6432Node\\Google\\Chrome\\Extensions\\${kaspersky}]
"update_url"="https://example.test"

[HKEY_USERS\\S-1-5-21-7\\Software\\Mozilla\\NativeMessagingHosts\\com.kaspersky.host]
@="C:\\\\x\\\\host.json"
`,
    });
    expect(coverage.gaps).toEqual([]);
    const common = { kind: 'browser-extension', collector: 'browser-extensions', platform: 'windows' };
    expect(items).toEqual([
      {
        ...common,
        name: kaspersky,
        displayName: 'Kaspersky Protection',
        version: '30.0.1',
        path: `${chrome}/Default/Extensions/${kaspersky}/30.0.1_0`,
        state: 'disabled',
        scope: 'ada',
        origin: `${chrome}/Default/Extensions/${kaspersky}`,
        attributes: { browser: 'chrome', profile: 'Default', installedBy: 'external-registry' },
      },
      {
        ...common,
        name: other,
        displayName: 'By policy',
        version: '9.1',
        path: 'x',
        state: 'enabled',
        scope: 'ada',
        origin: `${chrome}/Default/Preferences`,
        attributes: { browser: 'chrome', profile: 'Default', installedBy: 'policy' },
      },
      {
        ...common,
        name: 'light_plugin_D772DC8D6FAF43A29B25C4EBAA5AD1DE@kaspersky.com',
        displayName: 'Kaspersky Protection',
        version: '21.3',
        publisher: 'AO Kaspersky Lab',
        path: 'C:\\Program Files (x86)\\Kaspersky Lab\\x.xpi',
        state: 'enabled',
        scope: 'ada',
        origin: 'C:/Users/ada/AppData/Roaming/Mozilla/Firefox/Profiles/x.default/extensions.json',
        attributes: {
          browser: 'firefox',
          location: 'app-global',
          installedBy: 'another-program',
          profile: 'x.default',
        },
      },
      {
        ...common,
        name: other,
        scope: 'machine',
        origin: 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Edge\\ExtensionInstallForcelist\\1',
        attributes: { browser: 'edge', forced: true },
      },
      {
        ...common,
        name: kaspersky,
        scope: 'machine',
        origin: `HKLM\\SOFTWARE\\WOW6432Node\\Google\\Chrome\\Extensions\\${kaspersky}`,
        attributes: { browser: 'chrome', installedBy: 'external-registry' },
      },
      {
        ...common,
        name: 'com.kaspersky.host',
        path: 'C:\\x\\host.json',
        scope: 'ada',
        origin: 'HKU\\S-1-5-21-7\\Software\\Mozilla\\NativeMessagingHosts\\com.kaspersky.host',
        attributes: { browser: 'firefox', nativeHost: true },
      },
    ]);
  });

  it('reads Linux profiles and policy files', async () => {
    const { items, coverage } = await runOnFiles(browserExtensions, {
      [`/home/ada/.config/chromium/Profile 1/Extensions/${kaspersky}/1_0/manifest.json`]:
        '{"name":"K","version":"1"}',
      [`/root/.config/google-chrome/Default/Extensions/${other}/2_0/manifest.json`]:
        '{"name":"P","version":"2"}',
      '/etc/opt/chrome/policies/managed/a.json': JSON.stringify({
        ExtensionInstallForcelist: [`${kaspersky};https://x`, 5],
        ExtensionSettings: {
          [other]: { installation_mode: 'force_installed' },
          '*': { installation_mode: 'blocked' },
        },
      }),
    });
    expect(coverage.gaps).toEqual([]);
    expect(items.map(({ name, scope, version, attributes }) => [name, scope, version, attributes])).toEqual([
      [kaspersky, 'ada', '1', { browser: 'chromium', profile: 'Profile 1' }],
      [other, 'root', '2', { browser: 'chrome', profile: 'Default' }],
      [kaspersky, 'machine', undefined, { browser: 'chrome', forced: true }],
      [other, 'machine', undefined, { browser: 'chrome', forced: true }],
    ]);
  });

  it('broken, huge and hostile files are gaps; what is known of an extension stays', async () => {
    const home = '/home/ada/.config/chromium';
    const collected = await runOnFiles(browserExtensions, {
      [`${home}/Default/Preferences`]: '{"extensions":',
      [`${home}/Default/Extensions/${kaspersky}/1_0/manifest.json`]: `{"name":"${'x'.repeat(1_100_000)}"}`,
      [`${home}/Default/Extensions/${other}/1_0/manifest.json`]: `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
      [`${home}/P2/Secure Preferences`]: '{"extensions":{"settings":{"__proto__":{"path":"x"}}}}',
      [`${home}/P3/Extensions/${kaspersky}/1_0/manifest.json`]:
        '{"name":"__MSG_x__","default_locale":"../../../../etc","version":["1"]}',
      '/home/ada/.mozilla/firefox/p/extensions.json': '{"addons":{"id":"x"}}',
    });
    expect(collected.items.map(({ name, displayName, version }) => [name, displayName, version])).toEqual([
      [kaspersky, undefined, undefined],
      [other, undefined, undefined],
      [kaspersky, '__MSG_x__', undefined],
    ]);
    expect(gapsOf(collected)).toEqual([
      `malformed-source ${home}/Default/Preferences`,
      `too-large ${home}/Default/Extensions/${kaspersky}/1_0/manifest.json`,
    ]);
  });

  it('a home without browsers has no extension', async () => {
    const { items, coverage } = await runOnFiles(browserExtensions, {
      '/home/ada/Extensions/x/manifest.json': '{}',
    });
    expect([items, coverage.gaps]).toEqual([[], []]);
  });

  it('reads add-ons that policies order Firefox to install, from the file and from the registry', async () => {
    const policies = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Mozilla\\Firefox';
    const file = 'C:/Program Files/Mozilla Firefox/distribution/policies.json';
    const settings = JSON.stringify({
      '*': { installation_mode: 'blocked' },
      'light_plugin@kaspersky.com': { installation_mode: 'force_installed', install_url: 'https://x/y.xpi' },
      'allowed@example.org': { installation_mode: 'allowed' },
    });
    const { items, coverage } = await runOnWindows(browserExtensions, {
      reg: `
[${policies}]
"ExtensionSettings"=hex(7):${Buffer.from(`${settings}\0\0`, 'utf16le')
        .toString('hex')
        .replaceAll(/(..)(?=.)/g, '$1,')}

[${policies}\\Extensions\\Install]
"1"="https://example.org/downloads/somefile.xpi?x=1"

[${policies}\\Extensions\\Uninstall]
"1"="bad@example.org"

[HKEY_USERS\\S-1-5-21-7\\Software\\Policies\\Mozilla\\Firefox\\Extensions\\Locked]
"1"="kept@example.org"
`,
      users: [{ sid: 'S-1-5-21-7', name: 'ada', profilePath: undefined }],
      files: {
        [file]: JSON.stringify({
          policies: {
            ExtensionSettings: { 'normal@example.org': { installation_mode: 'normal_installed' } },
            Extensions: {
              Install: ['//path/to/other.xpi', 7],
              Uninstall: ['x'],
              Locked: ['locked@example.org'],
            },
          },
        }),
      },
    });
    expect(coverage.gaps).toEqual([]);
    const key = policies.replace('HKEY_LOCAL_MACHINE', 'HKLM');
    expect(items.map(({ name, scope, origin }) => [name, scope, origin])).toEqual([
      ['normal@example.org', 'machine', file],
      ['other.xpi', 'machine', file],
      ['locked@example.org', 'machine', file],
      ['light_plugin@kaspersky.com', 'machine', `${key}\\ExtensionSettings`],
      ['somefile.xpi', 'machine', `${key}\\Extensions\\Install\\1`],
      [
        'kept@example.org',
        'ada',
        'HKU\\S-1-5-21-7\\Software\\Policies\\Mozilla\\Firefox\\Extensions\\Locked\\1',
      ],
    ]);
    for (const { attributes } of items) expect(attributes).toEqual({ browser: 'firefox', forced: true });
  });

  it('a policy that is no JSON is a gap', async () => {
    const key = 'SOFTWARE\\Policies\\Mozilla\\Firefox';
    const collected = await runOnWindows(browserExtensions, {
      reg: `\n[HKEY_LOCAL_MACHINE\\${key}]\n"ExtensionSettings"="{"\n`,
    });
    expect(gapsOf(collected)).toEqual([`malformed-source HKLM\\${key}\\ExtensionSettings`]);
  });

  it('reads what a Mac has in profiles, orders by policy, and hosts of the machine and of people', async () => {
    const support = 'Library/Application Support';
    const { items, coverage } = await runOnMac(browserExtensions, {
      [`/Users/ada/${support}/Google/Chrome/Default/Extensions/${kaspersky}/30.0.1_0/manifest.json`]:
        '{"name":"Kaspersky Protection","version":"30.0.1"}',
      [`/Users/ada/${support}/Firefox/Profiles/x.default/extensions.json`]: JSON.stringify({
        addons: [{ id: 'x@kaspersky.com', type: 'extension', location: 'app-profile', active: true }],
      }),
      [`/Users/ada/${support}/Microsoft Edge/NativeMessagingHosts/com.kaspersky.e.host.json`]: '{}',
      [`/Users/ada/${support}/Google/Chrome/External Extensions/${other}.json`]: '{}',
      [`/Users/Shared/x`]: '',
      [`/${support}/Mozilla/NativeMessagingHosts/com.kaspersky.m.host.json`]: '{"path":"/Library/host"}',
      '/Library/Google/Chrome/NativeMessagingHosts/com.kaspersky.c.host.json': '{}',
      [`/${support}/Microsoft Edge/External Extensions/notes.json`]: '{}',
      '/Library/Managed Preferences/com.google.Chrome.plist': xmlPlist({
        ExtensionInstallForcelist: [`${kaspersky};https://example.test`, 'nonsense', 7],
        ExtensionSettings: {
          '*': { installation_mode: 'blocked' },
          [other]: { installation_mode: 'force_installed' },
        },
      }),
      '/Library/Managed Preferences/ada/com.microsoft.Edge.plist': xmlPlist({
        ExtensionInstallForcelist: [other],
      }),
      '/Library/Preferences/com.brave.Browser.plist': 'bplist00',
    });
    expect(gapsOf({ collector: '', items, coverage })).toEqual([
      'malformed-source /Library/Preferences/com.brave.Browser.plist',
    ]);
    expect(
      items.map(({ name, scope, attributes }) => [name, scope, attributes?.['browser'], howOf(attributes)]),
    ).toEqual([
      [kaspersky, 'ada', 'chrome', undefined],
      ['x@kaspersky.com', 'ada', 'firefox', undefined],
      ['com.kaspersky.e.host', 'ada', 'edge', 'nativeHost'],
      ['com.kaspersky.m.host', 'machine', 'firefox', 'nativeHost'],
      ['com.kaspersky.c.host', 'machine', 'chrome', 'nativeHost'],
      [kaspersky, 'machine', 'chrome', 'forced'],
      [other, 'machine', 'chrome', 'forced'],
      [other, 'ada', 'chrome', 'installedBy'],
      [other, 'ada', 'edge', 'forced'],
    ]);
  });
  it('reads native messaging hosts of Linux, of the system and of users', async () => {
    const { items, coverage } = await runOnFiles(browserExtensions, {
      '/usr/lib/mozilla/native-messaging-hosts/com.kaspersky.x.host.json': JSON.stringify({
        name: 'com.kaspersky.x.host',
        description: 'Example',
        path: '/opt/kaspersky/x/host',
      }),
      '/usr/lib/mozilla/native-messaging-hosts/readme.txt': '',
      '/etc/opt/chrome/native-messaging-hosts/broken.json': '{',
      '/home/ada/.config/google-chrome/NativeMessagingHosts/org.example.json': '{}',
    });
    expect(coverage.gaps.map(({ source }) => source)).toEqual([
      '/etc/opt/chrome/native-messaging-hosts/broken.json',
    ]);
    expect(items.map(({ name, path, scope, attributes }) => [name, path, scope, attributes])).toEqual([
      ['org.example', undefined, 'ada', { browser: 'chrome', nativeHost: true }],
      ['com.kaspersky.x.host', '/opt/kaspersky/x/host', 'machine', { browser: 'firefox', nativeHost: true }],
      ['broken', undefined, 'machine', { browser: 'chrome', nativeHost: true }],
    ]);
  });
});

/** Why an item is there, where it is not simply installed. */
function howOf(attributes: Readonly<Record<string, unknown>> | undefined): string | undefined {
  return ['nativeHost', 'forced', 'installedBy'].find((name) => attributes?.[name] !== undefined);
}
