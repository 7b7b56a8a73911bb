import { describe, expect, test } from 'vitest';
import { windowsEdition } from '../../src/deadline/windows-edition.ts';
import { type Collection, judge } from '../../src/judge.ts';
import { compileMatcher } from '../../src/match/matcher.ts';
import type { Item } from '../../src/model/item.ts';
import type { Report } from '../../src/model/report.ts';
import type { ItemState, ReadinessAnswer } from '../../src/model/vocabulary.ts';
import { builtInPack } from '../rule-pack/built-in-pack.ts';
import { forbidden, toldToRemove } from './forbidden.ts';

const pack = builtInPack();
const matcher = compileMatcher(pack);
const windows11 = { os: 'Windows 11 Pro 26100', role: 'workstation' };
const server2022 = { os: 'Windows Server 2022 Standard 20348', role: 'server' };
const server2016 = { os: 'Windows Server 2016 Standard 14393', role: 'server' };
const server2012 = { os: 'Windows Server 2012 R2 Standard 9600', role: 'server' };
const collectors = ['services', 'system-drivers', 'uninstall-keys', 'protection-state'];

const base = { collector: 'x', platform: 'windows', origin: 'HKLM\\x' } as const;
const kes: Item = {
  ...base,
  kind: 'software',
  name: 'Kaspersky Endpoint Security for Windows',
  publisher: 'AO Kaspersky Lab',
  version: '12.3.0.493',
};
const service = (name: string, state: ItemState): Item => ({ ...base, kind: 'service', name, state });
const driver = (name: string, state: ItemState = 'loaded'): Item => ({
  ...base,
  kind: 'driver',
  name,
  state,
});
const entry = (name: string, publisher: string): Item => ({ ...base, kind: 'software', name, publisher });
const listed = (name: string): Item => ({ ...base, kind: 'security-provider', name, state: 'enabled' });
/** Rows of docs/protection-state.md: `name=value`, a name alone is `true`. */
const states = (...rows: string[]): Item[] =>
  rows.map((row) => {
    const [name = '', value] = row.split('=');
    return {
      ...base,
      kind: 'marker',
      collector: 'protection-state',
      name,
      attributes: { value: value === undefined ? true : /^\d+$/.test(value) ? Number(value) : value },
    };
  });
/** Microsoft Defender beside another antivirus: registered, manual, with its program. */
const manual = [
  'defender-service',
  'defender-service-start=3',
  'defender-service-program=C:\\ProgramData\\Microsoft\\Windows Defender\\Platform\\4.18.25080.5-0\\MsMpEng.exe',
];
const automatic = manual.map((row) => row.replace('=3', '=2'));

function reportOf(
  items: readonly Item[],
  target: Partial<Collection['target']>,
  { live = true, gap }: { live?: boolean; gap?: string } = {},
): Report {
  const session = matcher.session({ live, host: 'ws', platform: 'windows' });
  for (const item of items) session.add(item);
  return judge(
    {
      tool: { name: 'phaseout', version: '0.0.0' },
      pack,
      audiences: [],
      audienceAssumed: false,
      asOf: Date.parse('2026-11-22T05:00:00Z'),
      failOn: { status: 'residue', confirmedOnly: false, notes: [] },
      failOnDeadline: undefined,
      accepts: [],
      allowGaps: new Set(),
    },
    {
      target: { type: live ? 'host' : 'root', platform: 'windows', hostname: 'ws', ...target },
      matched: session.finish(),
      coverage: collectors.map((collector) => ({
        collector,
        status: collector === gap ? 'gap' : 'ok',
        items: 1,
        gaps:
          collector === gap
            ? [{ reason: 'permission-denied', source: 'HKLM', message: 'closed', couldHide: 'residue' }]
            : [],
      })),
      complete: true,
      scannedAt: undefined,
      items: undefined,
    },
  );
}

type Row = [
  why: string,
  target: Partial<Collection['target']>,
  items: Item[],
  answer: ReadinessAnswer,
  confidence: 'confirmed' | 'probable',
  text: RegExp,
];

const falcon = [service('CSFalconService', 'running'), driver('csagent')];
const falconEntry = entry('CrowdStrike Windows Sensor', 'CrowdStrike, Inc.');

/** The rows of the decision table in docs/deadlines.md, "Readiness", in its order. */
const table: Row[] = [
  [
    'another product: service runs, driver there',
    windows11,
    falcon,
    'yes',
    'probable',
    /^CrowdStrike Falcon sensor runs here with its driver\./,
  ],
  [
    'the same on a server is not promised',
    server2022,
    falcon,
    'verify',
    'probable',
    /^CrowdStrike Falcon sensor runs here\./,
  ],
  [
    'its service alone',
    windows11,
    [service('CSFalconService', 'running')],
    'verify',
    'probable',
    /No driver of it was seen\./,
  ],
  [
    'its service stopped',
    windows11,
    [service('CSFalconService', 'stopped'), driver('csagent'), ...states(...manual)],
    'verify',
    'probable',
    /what is left of the other product may keep it off.*CrowdStrike Falcon sensor: on record here/,
  ],
  [
    'a product that may run without blocking',
    windows11,
    [service('MBAMService', 'running'), driver('mbam')],
    'verify',
    'probable',
    /free edition has no resident protection/,
  ],
  [
    'only an entry of another product',
    server2022,
    [falconEntry],
    'no',
    'confirmed',
    /service of Microsoft Defender is not registered.*CrowdStrike Falcon sensor: on record here, but nothing shows that it starts\./,
  ],
  [
    'only a management component',
    server2012,
    [service('macmnsvc', 'running')],
    'no',
    'confirmed',
    /Trellix \(McAfee\) Agent is no protection\./,
  ],
  [
    'only a telemetry component',
    server2012,
    [service('WazuhSvc', 'running')],
    'no',
    'confirmed',
    /Wazuh agent is no protection\./,
  ],
  [
    'only a VPN of a protection vendor',
    server2012,
    [entry('Cisco Secure Client - AnyConnect VPN', 'Cisco Systems, Inc.')],
    'no',
    'confirmed',
    /^No other protection was recognised\./,
  ],
  [
    'Security Center alone',
    windows11,
    [listed('CrowdStrike Falcon Sensor')],
    'no',
    'probable',
    /not registered: somebody took it out/,
  ],
  [
    'client, Defender there, nothing keeps it off',
    windows11,
    states(...manual),
    'expected',
    'confirmed',
    /turn it on when the other product is gone/,
  ],
  [
    '… and it runs already',
    windows11,
    [service('WinDefend', 'running'), driver('WdFilter'), ...states(...automatic)],
    'expected',
    'confirmed',
    /AMRunningMode/,
  ],
  ['client, Defender taken out', windows11, [], 'no', 'probable', /somebody took it out/],
  [
    'client, its program taken out',
    windows11,
    states('defender-service', 'defender-service-start=3'),
    'no',
    'probable',
    /registered without a program/,
  ],
  [
    'client, its service disabled',
    windows11,
    states(...manual.map((row) => row.replace('=3', '=4'))),
    'unknown',
    'probable',
    /Do not edit its start type/,
  ],
  [
    'client, policy DisableAntiSpyware',
    windows11,
    states(...manual, 'defender-policy-off=1'),
    'verify',
    'confirmed',
    /Platforms since August 2021 ignore it/,
  ],
  [
    '… set to 0',
    windows11,
    states(...manual, 'defender-policy-off=0'),
    'expected',
    'confirmed',
    /no policy on record/,
  ],
  [
    'client onboarded, passive',
    windows11,
    states(...manual, 'defender-passive=1', 'defender-onboarding=1'),
    'expected',
    'confirmed',
    /becomes active in most cases/,
  ],
  [
    'server onboarded, passive',
    server2022,
    states(...automatic, 'defender-passive=1', 'defender-onboarding=1'),
    'expected',
    'confirmed',
    /becomes active in most cases/,
  ],
  [
    '… and held there by policy',
    server2022,
    states(...automatic, 'defender-passive=1', 'defender-onboarding=1', 'defender-policy-passive=1'),
    'no',
    'confirmed',
    /ForceDefenderPassiveMode/,
  ],
  [
    '… policy set to 0',
    server2022,
    states(...automatic, 'defender-policy-passive=0'),
    'verify',
    'confirmed',
    /nothing promises/,
  ],
  [
    'server 2016, Defender installed',
    server2016,
    states(...automatic, 'defender-server-feature=1'),
    'verify',
    'confirmed',
    /nothing promises/,
  ],
  [
    'domain controller, Defender installed',
    { ...server2022, role: 'domain-controller' },
    states(...automatic),
    'verify',
    'confirmed',
    /nothing promises/,
  ],
  [
    'server, Defender runs',
    server2022,
    [service('WinDefend', 'running'), driver('WdFilter'), ...states(...automatic)],
    'verify',
    'confirmed',
    /nothing promises/,
  ],
  [
    'server, policy DisableAntiSpyware',
    server2022,
    states(...automatic, 'defender-policy-off=1'),
    'no',
    'confirmed',
    /keeps Microsoft Defender off on this server/,
  ],
  [
    '… on an onboarded server',
    server2022,
    states(...automatic, 'defender-policy-off=1', 'defender-onboarding=1'),
    'unknown',
    'probable',
    /the documents disagree/,
  ],
  [
    'server, feature not installed',
    server2022,
    states(...automatic, 'defender-server-feature=0'),
    'no',
    'probable',
    /feature Windows-Defender of this server is not installed/,
  ],
  [
    'server, service not registered',
    server2016,
    states('defender-tamper-protection=0'),
    'no',
    'confirmed',
    /does not come back by itself/,
  ],
  [
    'server, service without program',
    server2016,
    states('defender-service', 'defender-service-start=2'),
    'no',
    'probable',
    /as after a removal/,
  ],
  [
    '… while features wait for a restart',
    server2016,
    states('defender-service', 'defender-service-start=2', 'restart-pending-servicing'),
    'unknown',
    'probable',
    /on its way in or out/,
  ],
  [
    'server, its service disabled',
    server2016,
    states(...manual.map((row) => row.replace('=3', '=4'))),
    'no',
    'probable',
    /disabled on this server/,
  ],
  ['Server 2012 R2', server2012, [], 'no', 'confirmed', /only with the unified package/],
  ['… with the unified package', server2012, states(...automatic), 'verify', 'confirmed', /nothing promises/],
  [
    'Server 2008 R2',
    { os: 'Windows Server 2008 R2 Standard 7601', role: 'server' },
    [],
    'no',
    'probable',
    /no antivirus of its own/,
  ],
  [
    'Windows 7',
    { os: 'Windows 7 Professional 7601', role: 'workstation' },
    states(...manual),
    'no',
    'probable',
    /brings none that can be counted on/,
  ],
  [
    'Windows 8.1',
    { os: 'Windows 8.1 Enterprise 9600', role: 'workstation' },
    states(...manual),
    'no',
    'probable',
    /a package of its own/,
  ],
  [
    'an old Windows with another product',
    { os: 'Windows 7 Professional 7601', role: 'workstation' },
    falcon,
    'yes',
    'probable',
    /runs here with its driver/,
  ],
  [
    'which Windows was not read',
    {},
    states(...manual),
    'unknown',
    'probable',
    /Which Windows this is was not read/,
  ],
  [
    'a driver alone is a leftover',
    windows11,
    [driver('csagent'), ...states(...manual)],
    'expected',
    'confirmed',
    /^Microsoft Defender Antivirus is here/,
  ],
];

describe('whether a Windows stays protected', () => {
  test.each(table)('%s', (_why, target, items, answer, confidence, text) => {
    const { readiness } = reportOf([kes, ...items], target);
    expect(readiness).toMatchObject({ answer, confidence });
    expect(readiness.text).toMatch(text);
    expect(forbidden.filter(([, pattern]) => pattern.test(readiness.text))).toEqual([]);
    expect(toldToRemove.test(readiness.text)).toBe(false);
  });

  test('the answer carries what it rests on', () => {
    const { readiness } = reportOf(
      [kes, ...states(...manual, 'defender-passive=1', 'defender-onboarding=1')],
      windows11,
    );
    expect(
      readiness.evidence.map(({ signature, item }) => `${signature}=${item.attributes?.['value']}`),
    ).toEqual([
      'windows/defender-passive=1',
      'windows/defender-onboarding=1',
      'windows/defender-service=true',
      'windows/defender-service-start=3',
      `windows/defender-service-program=${manual[2]?.split('=')[1]}`,
    ]);
    expect(reportOf([kes, ...falcon], windows11).readiness.evidence.map(({ item }) => item.name)).toEqual([
      'CSFalconService',
      'csagent',
    ]);
  });

  test('where the settings could not be read, nothing is expected', () => {
    const closed = { gap: 'protection-state' };
    expect(reportOf([kes], windows11, closed).readiness.answer).toBe('unknown');
    expect(reportOf([kes, service('WinDefend', 'stopped')], windows11, closed).readiness.answer).toBe(
      'verify',
    );
    expect(reportOf([kes, service('WinDefend', 'running')], server2022, closed).readiness.answer).toBe(
      'unknown',
    );
    expect(
      reportOf([kes, ...states('defender-policy-passive=1', ...manual)], windows11, closed).readiness.answer,
    ).toBe('no');
  });

  test.each<[string, Item[], ReadinessAnswer]>([
    ['starts at boot', [service('CSFalconService', 'enabled'), driver('csagent', 'enabled')], 'verify'],
    [
      'does not start',
      [service('CSFalconService', 'disabled'), driver('csagent', 'disabled'), ...states(...manual)],
      'verify',
    ],
    ['only the system', states(...manual), 'expected'],
  ])('from files alone: another product %s', (_why, items, answer) => {
    const { readiness } = reportOf([kes, ...items], windows11, { live: false });
    expect(readiness.answer).toBe(answer);
    if (answer === 'expected') expect(readiness.text).toMatch(/not for copies of it that run\.$/);
    else expect(readiness.text).not.toContain('runs here');
  });

  test('no signature of protection on Windows rests on what registered itself with Security Center', () => {
    const kinds = pack.protections
      .filter(({ platforms }) => platforms.includes('windows'))
      .flatMap(({ signatures }) => signatures.flatMap(({ kind }) => kind));
    expect(kinds).toContain('service');
    expect(kinds).not.toContain('security-provider');
  });

  test('what only management keeps from being removed: the product that guards, not what stands beside it', () => {
    const vpn = entry('Kaspersky VPN', 'Kaspersky');
    const report = reportOf([kes, vpn], server2012);
    expect(
      report.findings.map(({ product, recommendation }) => [
        product.class,
        recommendation.stops.some(({ reason }) => reason === 'protection'),
      ]),
    ).toEqual([
      ['endpoint-protection', true],
      ['vpn', false],
    ]);
  });
});

describe('which Windows it is', () => {
  test.each([
    ['workstation', 'Windows 11 Pro 26100', 'client'],
    ['workstation', 'Windows 10 Enterprise LTSC 22H2', 'client'],
    [undefined, 'Windows 10 Pro 19045', 'client'],
    ['workstation', 'Windows 8.1 Pro 9600', 'old-client'],
    ['workstation', 'Windows XP 2600', 'old-client'],
    ['server', 'Windows Server 2025 Datacenter 26100', 'server'],
    [undefined, 'Windows Server 2016', 'server'],
    ['domain-controller', 'Windows Server 2019 Standard 17763', 'server'],
    ['server', 'Windows Server 2012 R2 Standard', 'server-2012-r2'],
    ['server', 'Windows Server 2012 Standard 9200', 'old-server'],
    ['server', 'Windows Server 2008 R2', 'old-server'],
    ['server', 'Windows Storage', 'unknown'],
    ['workstation', 'Debian GNU/Linux 12', 'unknown'],
    ['server', undefined, 'unknown'],
    [undefined, undefined, 'unknown'],
  ])('%s, %s: %s', (role, os, edition) => {
    expect(windowsEdition(role, os)).toBe(edition);
  });
});
