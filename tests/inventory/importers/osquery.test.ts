import { describe, expect, it } from 'vitest';
import { faults, importFixture, importText, items } from './imported.ts';

const kesl = {
  kind: 'software',
  collector: 'dpkg',
  name: 'kesl',
  version: '12.3.0-1162',
  publisher: 'AO Kaspersky Lab <support@kaspersky.example>',
  state: 'installed',
  platform: 'linux',
  attributes: { architecture: 'amd64', dpkgStatus: 'install ok installed' },
};

describe('osquery', () => {
  it('reads rows that the real osqueryi printed', async () => {
    const read = await importFixture('osquery/osqueryi-deb-packages.json');
    expect(read.format).toBe('osquery');
    expect(items(read)).toContainEqual(kesl);
    expect(items(read).map((item) => ('name' in item ? item.name : ''))).toEqual([
      'bash',
      'kav4fs',
      'kesl',
      'klnagent64',
      'klog',
      'libc6',
    ]);
    expect(items(read)[1]).toMatchObject({ name: 'kav4fs', state: 'config-files' });
  });

  it.each([
    [
      'osqueryi-processes.json',
      {
        kind: 'process',
        name: 'kesl',
        path: '/opt/kaspersky/kesl/libexec/kesl',
        state: 'running',
      },
    ],
    [
      'osqueryi-firefox-addons.json',
      {
        kind: 'browser-extension',
        name: 'light_plugin_ACF0E80077C511E59DED005056C00008@kaspersky.com',
        displayName: 'Kaspersky Protection',
        version: '5.0.188.17',
        publisher: 'AO Kaspersky Lab',
        path: '/root/.mozilla/firefox/a.default/extensions/x.xpi',
        attributes: { browser: 'firefox' },
      },
    ],
    [
      'osqueryi-chrome-extensions.json',
      {
        kind: 'browser-extension',
        name: 'ahkjpbeeocnddjkakilopmfdlnjdpcdm',
        displayName: 'Kaspersky Protection',
        version: '12.5.7.0',
        attributes: { browser: 'chrome', profile: 'Person 1' },
      },
    ],
  ])('knows the table of %s by its columns, and reads the real row', async (file, expected) => {
    const read = await importFixture(`osquery/${file}`);
    expect(read.format).toBe('osquery');
    expect(faults(read)).toEqual([]);
    expect(items(read)).toEqual([expect.objectContaining(expected)]);
  });

  it('reads the snapshots of a real result log, with who was asked what and when', async () => {
    const read = await importFixture('osquery/osqueryd.snapshots.log');
    expect(read.format).toBe('osquery');
    const asked = { host: 'web-07', query: 'pack_inventory_deb_packages' };
    expect(
      read.rows.map((row) => (row.type === 'snapshot' ? [row.asked, row.time, row.drafts.length] : row)),
    ).toEqual([
      [asked, 1795339330, 4],
      [asked, 1795339335, 3],
      [asked, 1795339340, 3],
    ]);
    expect(items(read)[2]).toEqual({ ...kesl, host: 'web-07' });
  });

  it('reads the differences of a real result log, and says that they are no whole inventory', async () => {
    const read = await importFixture('osquery/osqueryd.results.log');
    const changes = read.rows.flatMap((row) =>
      row.type === 'change'
        ? [[row.time, row.isThere, row.draft.name, /"name":"(\w+)"/.exec(row.key)?.[1]]]
        : [],
    );
    expect(changes).toEqual([
      [1795339328, true, 'bash', 'bash'],
      [1795339328, true, 'kesl', 'kesl'],
      [1795339328, true, 'klnagent64', 'klnagent64'],
      [1795339332, false, 'kesl', 'kesl'],
    ]);
    expect(read.rows.some((row) => row.type === 'limit')).toBe(true);
  });

  it('reads differences in batches', async () => {
    const row = { name: 'kesl', version: '1', revision: '', maintainer: 'x', status: 'install ok installed' };
    const line = {
      name: 'q',
      hostIdentifier: 'a',
      unixTime: '7',
      diffResults: { added: [row], removed: [row] },
    };
    const read = await importText(`${JSON.stringify(line)}\n`);
    expect(
      read.rows.map((each) => (each.type === 'change' ? [each.draft.name, each.isThere] : each.type)),
    ).toEqual(['limit', ['kesl', false], ['kesl', true]]);
  });

  const tables: readonly (readonly [string, object, object])[] = [
    [
      'programs',
      {
        name: 'Kaspersky Endpoint Security for Windows',
        version: '12.3.0.493',
        install_location: 'C:\\Program Files (x86)\\Kaspersky Lab\\KES.12.3.0\\',
        install_source: '',
        language: '',
        publisher: 'AO Kaspersky Lab',
        uninstall_string: 'MsiExec.exe /X{7EC66A9F-0A49-4DC0-A9E8-460333EA8013}',
        install_date: '20240131',
        identifying_number: '{7ec66a9f-0a49-4dc0-a9e8-460333ea8013}',
        package_family_name: '',
        upgrade_code: '',
      },
      {
        kind: 'software',
        name: 'Kaspersky Endpoint Security for Windows',
        version: '12.3.0.493',
        publisher: 'AO Kaspersky Lab',
        path: 'C:\\Program Files (x86)\\Kaspersky Lab\\KES.12.3.0\\',
        installedAt: '2024-01-31',
        state: 'installed',
        platform: 'windows',
        attributes: { productCode: '{7EC66A9F-0A49-4DC0-A9E8-460333EA8013}' },
      },
    ],
    [
      'services: a service with its program in quotes',
      {
        name: 'AVP.KES.12.3',
        service_type: 'OWN_PROCESS',
        display_name: 'Kaspersky Endpoint Security Service',
        status: 'RUNNING',
        start_type: 'AUTO_START',
        path: '"C:\\Program Files (x86)\\Kaspersky Lab\\KES.12.3.0\\avp.exe" -r',
        module_path: '',
        description: '',
      },
      {
        kind: 'service',
        name: 'AVP.KES.12.3',
        displayName: 'Kaspersky Endpoint Security Service',
        path: 'C:\\Program Files (x86)\\Kaspersky Lab\\KES.12.3.0\\avp.exe',
        state: 'running',
        platform: 'windows',
        attributes: { start: 'auto' },
      },
    ],
    [
      'services: a driver at rest',
      {
        name: 'klif',
        service_type: 'FILE_SYSTEM_DRIVER',
        display_name: 'Kaspersky Lab Driver',
        status: 'STOPPED',
        start_type: 'SYSTEM_START',
        path: '\\SystemRoot\\system32\\DRIVERS\\klif.sys',
        module_path: '',
      },
      {
        kind: 'driver',
        name: 'klif',
        displayName: 'Kaspersky Lab Driver',
        path: 'C:\\Windows\\system32\\DRIVERS\\klif.sys',
        state: 'enabled',
        platform: 'windows',
        attributes: { start: 'system' },
      },
    ],
    [
      'drivers',
      {
        device_id: 'ROOT\\KLIM6\\0000',
        device_name: 'Kaspersky NDIS Filter',
        image: 'C:\\Windows\\System32\\drivers\\klim6.sys',
        service: 'klim6',
        version: '10.0',
        provider: 'Kaspersky Lab',
        inf: 'oem9.inf',
      },
      {
        kind: 'driver',
        name: 'klim6',
        displayName: 'Kaspersky NDIS Filter',
        version: '10.0',
        publisher: 'Kaspersky Lab',
        path: 'C:\\Windows\\System32\\drivers\\klim6.sys',
        state: 'installed',
        platform: 'windows',
        attributes: { inf: 'oem9.inf' },
      },
    ],
    [
      'rpm_packages',
      {
        name: 'kesl',
        version: '12.3.0',
        release: '1162',
        epoch: '',
        vendor: 'AO Kaspersky Lab',
        sha1: '',
        arch: 'x86_64',
      },
      {
        kind: 'software',
        collector: 'rpm',
        name: 'kesl',
        version: '12.3.0-1162',
        publisher: 'AO Kaspersky Lab',
        state: 'installed',
        platform: 'linux',
        attributes: { architecture: 'x86_64' },
      },
    ],
    [
      'apps',
      {
        name: 'Kaspersky.app',
        path: '/Applications/Kaspersky.app',
        bundle_executable: 'kav_app',
        bundle_identifier: 'com.kaspersky.kav',
        bundle_short_version: '24.0',
        display_name: 'Kaspersky',
      },
      {
        kind: 'software',
        name: 'com.kaspersky.kav',
        displayName: 'Kaspersky',
        version: '24.0',
        path: '/Applications/Kaspersky.app',
        state: 'installed',
        platform: 'macos',
      },
    ],
    [
      'launchd',
      {
        path: '/Library/LaunchDaemons/com.kaspersky.kav.plist',
        name: 'com.kaspersky.kav.plist',
        label: 'com.kaspersky.kav',
        program: '',
        run_at_load: '1',
        keep_alive: '1',
        disabled: '',
        program_arguments: '/Library/Application Support/Kaspersky Lab/KAV/Binaries/kav -d',
      },
      {
        kind: 'service',
        name: 'com.kaspersky.kav',
        path: '/Library/Application Support/Kaspersky Lab/KAV/Binaries/kav',
        state: 'enabled',
        platform: 'macos',
        attributes: { job: '/Library/LaunchDaemons/com.kaspersky.kav.plist' },
      },
    ],
    [
      'kernel_extensions',
      {
        idx: '1',
        refs: '0',
        size: '1',
        name: 'com.kaspersky.kext.klif',
        version: '3.8',
        linked_against: '',
        path: '/x.kext',
      },
      {
        kind: 'driver',
        name: 'com.kaspersky.kext.klif',
        version: '3.8',
        path: '/x.kext',
        state: 'loaded',
        platform: 'macos',
      },
    ],
    [
      'system_extensions',
      {
        path: '/Library/SystemExtensions/X/com.kaspersky.kav.sysext.systemextension',
        UUID: 'X',
        state: 'terminated_waiting_to_uninstall_on_reboot',
        identifier: 'com.kaspersky.kav.sysext',
        version: '1.0',
        team: '2Y8XE5CQ94',
        bundle_path: '',
        mdm_managed: '0',
      },
      {
        kind: 'driver',
        name: 'com.kaspersky.kav.sysext',
        version: '1.0',
        path: '/Library/SystemExtensions/X/com.kaspersky.kav.sysext.systemextension',
        state: 'disabled',
        platform: 'macos',
        attributes: { extensionState: 'terminated waiting to uninstall on reboot', teamId: '2Y8XE5CQ94' },
      },
    ],
    [
      'chrome_extensions',
      {
        browser_type: 'chrome',
        uid: '501',
        name: 'Kaspersky Protection',
        profile: 'Default',
        profile_path: '/x',
        identifier: 'ahkjpbeeocnddjkakilopmfdlnjdpcdm',
        version: '20.0',
        from_webstore: 'true',
        path: '/x/y',
      },
      {
        kind: 'browser-extension',
        name: 'ahkjpbeeocnddjkakilopmfdlnjdpcdm',
        displayName: 'Kaspersky Protection',
        version: '20.0',
        path: '/x/y',
        scope: '501',
        attributes: { browser: 'chrome', profile: 'Default' },
      },
    ],
    [
      'windows_security_products',
      {
        type: 'Antivirus',
        name: 'Kaspersky Endpoint Security for Windows',
        state: 'On',
        state_timestamp: '',
        remediation_path: 'C:\\x\\avp.exe',
        signatures_up_to_date: '1',
      },
      {
        kind: 'security-provider',
        name: 'Kaspersky Endpoint Security for Windows',
        path: 'C:\\x\\avp.exe',
        state: 'enabled',
        platform: 'windows',
        attributes: { category: 'antivirus' },
      },
    ],
    [
      'certificates',
      {
        common_name: 'Kaspersky Endpoint Security Personal Certification Authority',
        subject: 'CN=K',
        issuer: 'CN=K',
        self_signed: '1',
        store: 'Root',
      },
      {
        kind: 'certificate',
        name: 'Kaspersky Endpoint Security Personal Certification Authority',
        attributes: { subject: 'CN=K', issuer: 'CN=K', store: 'Root' },
      },
    ],
  ];
  it.each(tables)('tells by its columns, and reads, a row of %s', async (_table, row, item) => {
    const read = await importText(JSON.stringify([row]));
    expect(faults(read)).toEqual([]);
    expect(items(read)).toEqual([item]);
  });

  it('takes the table from the name of the query, or from --from, where the columns do not tell it', async () => {
    const row = { name: 'kesl', version: '1' };
    const line = (name: string): string =>
      `${JSON.stringify({ name, hostIdentifier: 'a', snapshot: [row] })}\n`;
    expect(items(await importText(line('pack/inventory/programs')))).toMatchObject([{ platform: 'windows' }]);
    expect(faults(await importText(line('everything')))).toEqual([
      '1: which table of osquery it comes from cannot be told (query "everything"): say it with --from osquery:TABLE, or name the query after it',
    ]);
    expect(items(await importText(JSON.stringify([row]), { from: 'osquery:deb_packages' }))).toMatchObject([
      { name: 'kesl', collector: 'dpkg' },
    ]);
  });

  it('locates what is broken and reads on', async () => {
    const good = {
      name: 'kesl',
      version: '1',
      revision: '',
      maintainer: 'x',
      status: 'install ok installed',
    };
    const line = (row: unknown): string =>
      JSON.stringify({ name: 'q', hostIdentifier: 'a', snapshot: [row] });
    const read = await importText(`${line(good)}\n{"name":"q","hos\n${line({ ...good, name: '' })}\n[]\n`);
    expect(items(read)).toHaveLength(1);
    expect(faults(read)).toEqual([
      expect.stringMatching(/^2: not JSON/),
      '3: a row without "name"',
      '4: expected one JSON object a line',
    ]);
  });
});
