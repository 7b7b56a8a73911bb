/** A host as osquery would show it: rows by table, and paths that are there. */
export interface StandIn {
  readonly name: string;
  readonly platform: 'linux' | 'darwin' | 'windows';
  readonly rows: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>;
  readonly markers?: readonly string[];
}

const processes = ['pid', 'name', 'path', 'cmdline', 'state', 'parent'];
const certificates = ['common_name', 'subject', 'issuer', 'ca', 'self_signed', 'path', 'store'];
const chromeExtensions =
  'browser_type uid name profile profile_path referenced_identifier identifier version path state'.split(' ');
const firefoxAddons = 'uid name identifier creator type version active disabled location path'.split(' ');
const users = ['uid', 'username', 'directory'];
const file = ['path', 'directory', 'filename', 'type'];
const everywhere = {
  processes,
  certificates,
  chrome_extensions: chromeExtensions,
  firefox_addons: firefoxAddons,
  users,
  file,
};

/** Columns of osquery's tables. Source: osquery specs/*.table (commit a5b14f63). */
export function tables(platform: StandIn['platform']): Readonly<Record<string, readonly string[]>> {
  return { ...everywhere, ...own[platform] };
}

const own: Readonly<Record<StandIn['platform'], Readonly<Record<string, readonly string[]>>>> = {
  linux: {
    deb_packages: 'name version source size arch revision status maintainer section priority admindir'.split(
      ' ',
    ),
    rpm_packages: 'name version release source size sha1 arch epoch install_time vendor package_group'.split(
      ' ',
    ),
    systemd_units: 'id description load_state active_state sub_state unit_file_state fragment_path'.split(
      ' ',
    ),
    kernel_modules: 'name size used_by status address'.split(' '),
  },
  darwin: {
    apps: 'name path bundle_executable bundle_identifier bundle_name bundle_short_version bundle_version display_name'.split(
      ' ',
    ),
    package_receipts: 'package_id package_filename version location install_time installer_name path'.split(
      ' ',
    ),
    homebrew_packages: 'name path version type auto_updates app_name prefix'.split(' '),
    launchd: 'path name label program run_at_load keep_alive disabled program_arguments'.split(' '),
    kernel_extensions: 'idx refs size name version linked_against path'.split(' '),
    system_extensions: 'path UUID state identifier version category bundle_path team mdm_managed'.split(' '),
  },
  windows: {
    programs:
      'name version install_location install_source language publisher uninstall_string install_date identifying_number package_family_name upgrade_code'.split(
        ' ',
      ),
    services:
      'name service_type display_name status pid start_type win32_exit_code service_exit_code path module_path description user_account'.split(
        ' ',
      ),
    drivers:
      'device_id device_name image description service service_key version inf class provider manufacturer driver_key date signed'.split(
        ' ',
      ),
    windows_security_products: 'type name state state_timestamp remediation_path signatures_up_to_date'.split(
      ' ',
    ),
    scheduled_tasks:
      'name action path enabled state hidden last_run_time next_run_time last_run_message last_run_code'.split(
        ' ',
      ),
    registry: 'key path name type data mtime'.split(' '),
  },
};

const service = { service_type: 'OWN_PROCESS', start_type: 'AUTO_START', module_path: '' };
const kes = 'C:\\Program Files (x86)\\Kaspersky Lab\\KES.12.3.0';

/** Constructed hosts: names and paths from the rules' sources, in the columns of osquery. */
export function hostsOf(): StandIn[] {
  return [
    {
      name: 'Windows, installed and running',
      platform: 'windows',
      rows: {
        programs: [
          {
            name: 'Kaspersky Endpoint Security for Windows',
            version: '12.3.0.493',
            publisher: 'AO Kaspersky Lab',
            install_location: `${kes}\\`,
            identifying_number: '{4F2CB2D7-9E58-4D61-9D8C-5B1E6A1F2C3D}',
          },
          {
            name: 'Notepad++ (64-bit x64)',
            version: '8.6',
            publisher: 'Notepad++ Team',
            install_location: '',
          },
        ],
        services: [
          {
            ...service,
            name: 'AVP.KES.21.19',
            display_name: 'AVP',
            status: 'RUNNING',
            path: `"${kes}\\avp.exe" -r`,
          },
          {
            ...service,
            name: 'WinDefend',
            display_name: 'Defender',
            status: 'STOPPED',
            path: 'C:\\x\\MsMpEng.exe',
          },
        ],
        drivers: [
          {
            service: 'klim6',
            image: '\\SystemRoot\\system32\\DRIVERS\\klim6.sys',
            provider: 'AO Kaspersky Lab',
          },
        ],
      },
    },
    {
      name: 'Windows, a stopped service alone',
      platform: 'windows',
      rows: {
        services: [
          { ...service, name: 'AVP', display_name: 'AVP', status: 'STOPPED', path: `${kes}\\avp.exe -r` },
        ],
      },
    },
    {
      name: 'Windows, what was left behind',
      platform: 'windows',
      rows: {
        services: [
          {
            ...service,
            name: 'klif',
            display_name: 'Kaspersky Lab Driver',
            service_type: 'FILE_SYSTEM_DRIVER',
            start_type: 'SYSTEM_START',
            status: 'STOPPED',
            path: 'system32\\DRIVERS\\klif.sys',
          },
        ],
      },
      markers: [
        'C:\\ProgramData\\Kaspersky Lab\\KES.12.3',
        'HKLM\\SOFTWARE\\WOW6432Node\\KasperskyLab\\KES12\\environment',
      ],
    },
    {
      name: 'Windows, quotes and wildcards in a name',
      platform: 'windows',
      rows: {
        programs: [
          {
            name: "Kaspersky Endpoint Security '100%_\\",
            version: '1',
            publisher: 'KASPERSKY LAB',
            install_location: '',
          },
        ],
      },
    },
    {
      name: 'macOS',
      platform: 'darwin',
      rows: {
        apps: [
          {
            name: 'Kaspersky Internet Security.app',
            path: '/Applications/Kaspersky Internet Security.app',
            bundle_identifier: 'com.kaspersky.kav',
            bundle_short_version: '21.2.0',
          },
        ],
        launchd: [
          {
            label: 'com.kaspersky.kav',
            name: 'com.kaspersky.kav.plist',
            path: '/Library/LaunchDaemons/com.kaspersky.kav.plist',
            program_arguments: '/Library/Application Support/Kaspersky Lab/KAV/Binaries/kav -d',
          },
        ],
        system_extensions: [
          {
            identifier: 'com.kaspersky.kav.sysext',
            state: 'activated_enabled',
            team: '2Y8XE5CQ94',
            version: '1',
            path: '/Applications/Kaspersky Internet Security.app',
          },
        ],
      },
    },
    {
      name: 'Linux, rpm',
      platform: 'linux',
      rows: {
        rpm_packages: [
          {
            name: 'kesl',
            version: '12.0.0',
            release: '6672',
            epoch: '0',
            arch: 'x86_64',
            vendor: 'AO Kaspersky Lab',
          },
          { name: 'bash', version: '5.1', release: '1', epoch: '0', arch: 'x86_64', vendor: 'Fedora' },
        ],
        systemd_units: [
          {
            id: 'kesl.service',
            load_state: 'loaded',
            active_state: 'active',
            sub_state: 'running',
            unit_file_state: 'enabled',
          },
        ],
      },
      markers: ['/opt/kaspersky/kesl'],
    },
    {
      name: 'Linux, removed with its configuration kept',
      platform: 'linux',
      rows: {
        deb_packages: [
          {
            name: 'kesl',
            version: '12.0',
            arch: 'amd64',
            status: 'deinstall ok config-files',
            maintainer: 'Kaspersky',
          },
        ],
      },
    },
  ];
}
