/** What the matcher must say about one host of a fixture. Written by hand from the facts, never from the pack. */
export interface Expectation {
  readonly fixture: string;
  readonly live: boolean;
  /** The `host` of the fixture's rows; it names the case. */
  readonly host: string;
  /** `<product> <status>[/<basis>] <confidence> [<version>]`, sorted by product. */
  readonly findings: readonly string[];
  /** `<product> <kind>`. */
  readonly notes?: readonly string[];
}

const agentVersion = '15.0.0-12912';

/** One row per host of every product fixture. */
export const expectations: readonly Expectation[] = [
  ...live('kesl', [
    ['running', 'kesl active/running confirmed 12.4.0-1225'],
    ['stopped', 'kesl installed confirmed 11.2.0-4528'],
    ['failed', 'kesl installed confirmed 12.0.0-6672'],
    ['config-files', 'kesl residue confirmed 11.2.0-4528'],
    ['half-installed', 'kesl installed confirmed 12.0.0-6672'],
    ['folder-only', 'kesl residue confirmed'],
    ['shared-folder-only', 'kaspersky-components residue confirmed'],
    ['unit-left-behind', 'kesl residue confirmed'],
    ['dangling-wants-link', 'kesl residue probable'],
    ['mask-left-behind', 'kesl residue probable'],
    ['drop-in-left-behind', 'kesl residue probable'],
    ['without-rights', 'kesl active/running probable'],
    ['watchdog-alone'],
    ['watchdog-beside-launcher', 'kesl active/running probable'],
    ['gui-alone', 'kesl installed confirmed 12.0.0-6672'],
    ['astra', 'kesl installed confirmed 11.2.0-4528'],
    ['astra-gui-alone', 'kesl installed probable 11.2.0-4528'],
    ['elbrus', 'kesl active/running confirmed 10.1.2-6421'],
    ['init-script-alone', 'kesl installed probable'],
    ['socket-alone', 'kaspersky-components residue probable'],
    ['removed-by-rm', 'kesl installed confirmed 12.0.0-6672'],
  ]),
  ...offline('kesl-offline', [
    ['enabled', 'kesl active/start-type confirmed 12.4.0-1225'],
    ['disabled', 'kesl installed confirmed 12.4.0-1225'],
    ['masked', 'kesl installed confirmed 12.4.0-1225'],
    ['enabled-unit-without-program', 'kesl residue confirmed'],
  ]),
  ...live('network-agent', [
    ['agent-without-protection', `network-agent-linux active/running confirmed ${agentVersion}`],
    ['32-bit-stopped', 'network-agent-linux installed confirmed 10.1.0-61'],
    ['without-rights', 'network-agent-linux active/running probable'],
    [
      'with-product',
      'kesl active/running confirmed 12.0.0-6672',
      `network-agent-linux active/running confirmed ${agentVersion}`,
    ],
    ['folder-only', 'network-agent-linux residue confirmed'],
    ['config-files', 'network-agent-linux residue confirmed 12.0.0-60'],
    ['unit-only', 'network-agent-linux installed probable'],
    ['mask-left-behind', 'network-agent-linux residue probable'],
  ]),
  ...live('industrial', [
    ['nodes-running', 'kics-linux-nodes active/running confirmed 1.5.0-1001'],
    ['nodes-name-only', 'kics-linux-nodes installed probable 1.5.0-1001'],
    ['nodes-with-vendor', 'kics-linux-nodes installed confirmed 1.5.0-1001'],
    ['nodes-init-script', 'kics-linux-nodes installed probable'],
    ['nodes-process', 'kics-linux-nodes active/running confirmed'],
    ['nodes-folder', 'kics-linux-nodes residue confirmed'],
    ['networks-server', 'kics-networks installed confirmed 3.1.0-1'],
    ['networks-2-9', 'kics-networks installed confirmed 2.9.0-1'],
  ]),
  ...live('embedded', [
    ['running', 'kess-linux active/running confirmed 3.3.0-100'],
    ['name-only', 'kess-linux installed probable 3.3.0-100'],
    ['with-vendor', 'kess-linux installed confirmed 3.3.0-100'],
    ['init-script', 'kess-linux installed probable'],
    ['process', 'kess-linux active/running confirmed'],
    ['folder', 'kess-linux residue confirmed'],
  ]),
  ...live('file-server', [
    ['running', 'kav4fs active/running confirmed 8.0.4-312'],
    ['process', 'kav4fs active/running confirmed'],
    ['residue', 'kav4fs residue confirmed'],
    ['mask-left-behind', 'kav4fs residue probable'],
  ]),
  ...live('gateways', [
    ['web-installed', 'kwts installed confirmed 6.1.0-4762'],
    ['web-running', 'kwts active/running confirmed'],
    ['web-localisation-only', 'kwts installed probable 6.1.0-4762'],
    ['web-residue', 'kwts residue confirmed'],
    ['mail-installed', 'klms installed confirmed 8.0.2-16'],
    ['mail-running', 'klms active/running probable 8.0.2-16'],
    ['mail-with-vendor', 'klms active/running confirmed 8.0.2-16'],
    ['mail-name-only', 'klms installed probable 8.0.2-16'],
    ['mail-residue', 'klms residue confirmed'],
  ]),
  ...live('security-center', [
    [
      'server-running',
      'ksc-linux active/running confirmed 16.3',
      'ksc-web-console active/running confirmed 16.3',
    ],
    ['server-stopped', 'ksc-linux installed confirmed 16.3'],
    ['server-process', 'ksc-linux active/running confirmed'],
    ['units-only', 'ksc-linux installed probable'],
    ['drop-in-left-behind', 'ksc-linux residue probable'],
    ['server-mask-left-behind', 'ksc-linux residue probable'],
    ['console-answers-left', 'ksc-web-console residue confirmed'],
    ['console-drop-in-left', 'ksc-web-console residue probable'],
    ['console-mask-left', 'ksc-web-console residue probable'],
    ['console-folder-left', 'ksc-web-console residue confirmed'],
    ['console-process', 'ksc-web-console active/running confirmed'],
    ['console-alone', 'ksc-web-console active/running confirmed 16.3'],
  ]),
  ...live('others', [
    ['light-agent-one-sign'],
    ['light-agent-two-signs', 'light-agent-linux installed probable 5.2.0-1'],
    ['light-agent-process-and-folder', 'light-agent-linux residue/running probable'],
    ['scan-engine-running', 'scan-engine active/running confirmed'],
    ['scan-engine-icap-stopped', 'scan-engine installed confirmed'],
    ['scan-engine-unpacked', 'scan-engine active/running probable'],
    ['scan-engine-residue', 'scan-engine residue confirmed'],
    ['scan-engine-program-left', 'scan-engine residue confirmed'],
    ['scan-engine-mask-left', 'scan-engine residue probable'],
    ['home-running', 'kaspersky-home-linux active/running probable'],
    ['home-owner-unit', 'kaspersky-home-linux installed probable'],
    ['home-hook-left', 'kaspersky-home-linux residue probable'],
    ['home-quarantine', 'kaspersky-home-linux residue probable'],
    ['kvrt-run-once', 'kvrt-linux residue confirmed'],
    ['kvrt-run-once-by-user', 'kvrt-linux residue confirmed'],
    ['kvrt-running', 'kvrt-linux active/running probable'],
    ['kuma-running', 'kuma active/running confirmed'],
    ['kuma-residue', 'kuma residue confirmed'],
    ['kuma-unit-without-path', 'kuma active/running probable'],
    ['endpoint-agent-folder', 'endpoint-agent-linux residue confirmed'],
    ['endpoint-agent-installed', 'endpoint-agent-linux installed probable 3.12.0-1'],
    ['endpoint-agent-process', 'endpoint-agent-linux active/running probable'],
    ['kpsn-two-signs', 'kpsn residue probable 3.0-1'],
    ['kpsn-two-folders', 'kpsn residue probable'],
    ['kpsn-one-sign'],
    ['mailcleaner', 'engine-in-mailcleaner installed confirmed 2.0'],
    ['mailcleaner-running', 'engine-in-mailcleaner active/running confirmed'],
    ['mailcleaner-updater-left', 'engine-in-mailcleaner residue confirmed'],
    ['icewarp', 'engine-in-icewarp active/running confirmed'],
    ['icewarp-folder', 'engine-in-icewarp residue probable'],
    ['engine-elsewhere', 'engine-linux active/running probable'],
    ['unknown-product', 'kaspersky-unidentified-linux active/running probable'],
    ['all-shared-folders', 'kaspersky-components residue confirmed'],
    ['module-author-alone'],
    ['two-modules', 'kaspersky-components residue/loaded probable'],
  ]),
  {
    fixture: 'others',
    live: true,
    host: 'kasperskyos-sdk',
    findings: [],
    notes: ['kasperskyos-sdk library'],
  },
];

/** Protection hits by host of the fixture `protections`, live: `<protection> running|idle`, sorted. */
export const protections: readonly (readonly [host: string, ...hits: string[]])[] = [
  ['defender-running', 'microsoft-defender-linux running'],
  ['defender-stopped', 'microsoft-defender-linux idle'],
  ['falcon-running', 'crowdstrike-falcon-linux running'],
  ['sentinelone-running', 'sentinelone-linux running'],
  ['sophos-running', 'sophos-linux running'],
  ['sophos-sensor', 'sophos-linux-sensor running'],
  ['cortex-running', 'cortex-xdr-linux running'],
  ['bitdefender-running', 'bitdefender-linux running'],
  ['trend-anti-malware', 'trend-micro-linux running'],
  ['trend-agent-only', 'trend-micro-agent-linux running'],
  ['eset-both', 'eset-linux running', 'eset-management-agent-linux running'],
  ['eset-agent-only', 'eset-management-agent-linux running'],
  ['trellix-both', 'trellix-agent-linux running', 'trellix-linux running'],
  ['trellix-agent-only', 'trellix-agent-linux running'],
  ['trellix-hx', 'trellix-hx-linux running'],
  ['symantec-running', 'symantec-linux running'],
  ['symantec-companion-only'],
  ['carbon-black', 'carbon-black-cloud-linux running'],
  ['carbon-black-edr', 'carbon-black-edr-linux running'],
  ['cisco', 'cisco-secure-endpoint-linux running'],
  ['elastic-one-weak-sign'],
  ['elastic-agent', 'elastic-agent-linux running'],
  ['cybereason', 'cybereason-linux running'],
  ['fortiedr-folder'],
  ['withsecure', 'withsecure-linux running'],
  ['threatdown', 'threatdown-linux running'],
  ['avast', 'avast-linux running'],
  ['avira', 'avira-linux running'],
  ['clamav-on-demand', 'clamav running'],
  ['clamav-on-access', 'clamav idle', 'clamav-on-access running'],
  [
    'telemetry-only',
    'falco-linux running',
    'filebeat-linux running',
    'osquery-linux running',
    'wazuh-agent-linux running',
  ],
  ['nothing'],
];

type Row = readonly [host: string, ...findings: string[]];

function live(fixture: string, rows: readonly Row[]): Expectation[] {
  return rows.map(([host, ...findings]) => ({ fixture, live: true, host, findings }));
}

function offline(fixture: string, rows: readonly Row[]): Expectation[] {
  return rows.map(([host, ...findings]) => ({ fixture, live: false, host, findings }));
}
