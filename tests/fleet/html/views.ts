import type { FleetDeadline, FleetState, HostRow } from '../../../src/fleet/host-row.ts';
import type { FleetView, ProgressPoint } from '../../../src/fleet/view.ts';

const updates: FleetDeadline = {
  audience: 'us-person',
  regime: 'us-commerce-icts',
  regimeTitle: 'Commerce Final Determination',
  phase: 'updates',
  title: 'Supply of updates and of Kaspersky Security Network to U.S. persons',
  label: 'updates, KSN',
  kind: 'ends-supply',
  binding: 'law',
  effective: '2024-09-29T00:00:00-04:00',
  date: '2024-09-29T00:00:00-04:00',
  zone: 'America/New_York',
  precision: 'instant',
  inEffect: true,
  days: 784,
  meaning:
    'From 29 September 2024 Kaspersky may not supply updates. Continued use is not a violation under the determination.',
};

const absence: FleetDeadline = {
  audience: 'us-federal',
  regime: 'us-ndaa-1634',
  regimeTitle: 'NDAA 2018, section 1634',
  phase: 'use',
  title: 'No use by federal bodies',
  kind: 'asks-for-absence',
  binding: 'law',
  effective: '2018-10-01T00:00:00-04:00',
  date: '2018-10-01',
  zone: 'America/New_York',
  precision: 'day',
  inEffect: true,
  days: 2974,
  overdueDays: 40,
  meaning: 'Federal bodies may not use it.',
};

const groups: readonly (readonly [string, string, Partial<Record<FleetState, number>>])[] = [
  [
    'Harbour Dental',
    'Quay',
    { affected: 14, unproven: 2, unknown: 3, incomplete: 1, cleared: 20, clean: 41 },
  ],
  ['Northwind Freight', 'Depot East', { affected: 6, unknown: 1, cleared: 33, clean: 310 }],
  ['Northwind Freight', 'Head office', { cleared: 4, clean: 122 }],
  ['Bezirk Süd', 'Rathaus', { unknown: 12, incomplete: 5, clean: 60 }],
  ['', '', { clean: 7, incomplete: 2 }],
];

function sum(state: FleetState): number {
  return groups.reduce((all, [, , byState]) => all + (byState[state] ?? 0), 0);
}

function host(number: number, state: FleetState): HostRow {
  const [client, site] = groups[number % groups.length] ?? ['', ''];
  const isFound = state === 'affected' || state === 'unproven';
  return {
    key: `id:${String(number).padStart(8, '0')}`,
    host: `${client === '' ? 'loose' : client.slice(0, 3).toUpperCase()}-WS-${String(number).padStart(4, '0')}`,
    ...(client !== '' && { client, site }),
    assigned: client !== '',
    platform: number % 7 === 0 ? 'linux' : 'windows',
    os: 'Windows 11 Pro 26100',
    state,
    why: state === 'unproven' ? 'the latest report has 2 gaps that could hide it' : '',
    ...(isFound && { status: number % 3 === 0 ? ('installed' as const) : ('active' as const) }),
    products: isFound
      ? [
          {
            id: 'kes-windows',
            name: 'Kaspersky Endpoint Security for Windows',
            class: 'endpoint-protection',
            status: number % 3 === 0 ? 'installed' : 'active',
            confidence: 'confirmed',
            version: number % 2 === 0 ? '12.3.0.493' : '11.11.0.452',
            state: state === 'affected' ? 'present' : 'unproven',
            ...(number % 5 === 0 && { change: 'came-back' as const }),
            ...(number % 9 === 0 && { accepted: { until: '2026-12-31' } }),
            stops: number % 6 === 0 ? ['protection'] : number === 25 ? ['encryption'] : [],
            governing: [updates],
          },
        ]
      : [],
    deadline: isFound ? (number % 4 === 0 ? absence : updates) : null,
    firstSeen: '2026-06-01T08:00:00Z',
    lastSeen: `2026-11-${String(1 + (number % 21)).padStart(2, '0')}T08:00:00Z`,
    daysUnseen: number % 21,
    reports: 3,
    whole: state === 'affected' || state === 'cleared' || state === 'clean',
    gaps: 0,
    readiness: number % 6 === 0 ? 'no' : 'expected',
    encryption: 'not-installed',
    servers: [],
    audiences: ['us-person'],
  };
}

/** Hosts of a fleet, worst first; the states in the order of the list. */
export function manyHosts(count: number): HostRow[] {
  const states: readonly FleetState[] = ['affected', 'unproven', 'unknown', 'incomplete', 'cleared', 'clean'];
  return Array.from({ length: count }, (_, number) =>
    host(number, states[Math.floor((number / count) * states.length)] ?? 'clean'),
  );
}

const progress: ProgressPoint[] = Array.from({ length: 18 }, (_, week) => ({
  from: new Date(Date.UTC(2026, 6, 20 + week * 7)).toISOString().slice(0, 10),
  to: new Date(Date.UTC(2026, 6, 26 + week * 7)).toISOString().slice(0, 10),
  found: week < 6 ? 13 : 1,
  cleared: Math.max(0, Math.round(week * 0.4)),
  cameBack: week === 11 ? 2 : 0,
  reimaged: week % 6 === 5 ? 1 : 0,
  affected: week < 6 ? 13 * (week + 1) : Math.max(22, 84 - (week - 5) * 6),
  unknown: 16 - Math.abs(8 - week),
  doubted: week > 12 ? 3 : 0,
  clearedInAll: week < 6 ? week : Math.min(57, (week - 4) * 5),
  hosts: Math.min(643, 120 + week * 40),
}));

/** A fleet of an MSP in the middle of the work. */
export const busy: FleetView = {
  schema: 'phaseout/fleet@1',
  tool: { name: 'phaseout', version: '0.0.0-test' },
  asOf: '2026-11-22T00:00:00-05:00',
  seenBy: '2026-11-22T05:00:00Z',
  unknownAfterDays: 30,
  audiences: ['us-person'],
  audienceAssumed: true,
  assigned: true,
  rulePacks: [
    {
      id: 'phaseout-kaspersky',
      version: '2026.11.22',
      date: '2026-11-22',
      sha256: '0'.repeat(64),
      builtin: true,
      ageDays: 0,
    },
  ],
  reportPacks: [
    { id: 'phaseout-kaspersky', version: '2026.11.22', date: '2026-11-22', hosts: 600 },
    { id: 'phaseout-kaspersky', version: '2026.10.01', date: '2026-10-01', hosts: 43 },
  ],
  inputs: {
    files: 12,
    reports: 1931,
    duplicates: 4,
    later: 0,
    undated: 1,
    unreadable: 1,
    gaps: [
      {
        reason: 'malformed-source',
        source: 'reports/quay.ndjson:88',
        message: 'the line ends in the middle',
      },
    ],
  },
  totals: {
    hosts: 643,
    byState: {
      affected: sum('affected'),
      unproven: sum('unproven'),
      unknown: sum('unknown'),
      incomplete: sum('incomplete'),
      cleared: sum('cleared'),
      clean: sum('clean'),
    },
    byStatus: { active: 13, installed: 7, residue: 2 },
    platforms: { windows: 580, linux: 55, macos: 8, android: 0, ios: 0, 'not-stated': 0 },
    hadFindings: 79,
    unknownWithFindings: 0,
    cameBack: 2,
    newlyFound: 1,
    accepted: 3,
    stopped: 9,
    stoppedBy: { protection: 8, encryption: 1 },
    reimaged: 3,
    reimagedWithFindings: 1,
    clones: 4,
    images: 1,
    unassigned: 9,
    withGaps: 8,
  },
  deadline: absence,
  groups: groups.map(([client, site, byState]) => ({
    client,
    site,
    hosts: Object.values(byState).reduce((all, each) => all + each, 0),
    byState: { affected: 0, unproven: 0, unknown: 0, incomplete: 0, cleared: 0, clean: 0, ...byState },
    byStatus: { active: byState.affected ?? 0, installed: 0, residue: 0 },
    deadline: (byState.affected ?? 0) > 0 ? updates : null,
  })),
  products: [
    {
      id: 'kes-windows',
      name: 'Kaspersky Endpoint Security for Windows',
      class: 'endpoint-protection',
      hosts: 17,
      byStatus: { active: 12, installed: 5, residue: 0 },
      unproven: 2,
      accepted: 3,
      unknown: 9,
      cleared: 51,
      versions: [
        { version: '12.3.0.493', hosts: 12 },
        { version: '11.11.0.452', hosts: 5 },
      ],
      deadline: absence,
    },
    {
      id: 'network-agent-windows',
      name: 'Kaspersky Security Center Network Agent',
      class: 'management-agent',
      hosts: 5,
      byStatus: { active: 1, installed: 2, residue: 2 },
      unproven: 0,
      accepted: 0,
      unknown: 2,
      cleared: 6,
      versions: [{ version: '14.2.0.26967', hosts: 5 }],
      deadline: updates,
    },
  ],
  phases: [
    { deadline: absence, hosts: 4, products: 5, meanings: [absence.meaning] },
    {
      deadline: updates,
      hosts: 18,
      products: 20,
      meanings: [updates.meaning, 'The supply of updates for this class was not settled.'],
    },
  ],
  progress,
  hosts: manyHosts(300),
  hostsShown: 300,
  images: [
    {
      ...host(900, 'affected'),
      key: 'image:win11-gold',
      host: 'win11-gold',
      image: 'win11-gold',
      instances: { seen: 40, affected: 40, gone: 112 },
    },
  ],
  reimaged: [
    {
      key: 'id:00000042',
      host: 'NOR-WS-0042',
      client: 'Northwind Freight',
      site: 'Depot East',
      hadFindings: true,
      lastSeen: '2026-09-02T08:00:00Z',
      replacedBy: 'id:00000043',
      replacedByHost: 'NOR-WS-0042',
    },
  ],
  clones: [
    {
      id: '7c9d',
      hosts: 4,
      names: ['HAR-WS-0101', 'HAR-WS-0102', 'HAR-WS-0103', 'HAR-WS-0104'],
      affected: 1,
    },
  ],
  gapKinds: [
    { collector: 'uninstall-keys', reason: 'permission-denied', couldHide: 'installed', hosts: 6 },
    { collector: 'processes', reason: 'timeout', couldHide: 'active', hosts: 2 },
  ],
  unassigned: [{ key: 'id:00000004', host: 'loose-WS-0004' }],
  servers: [
    {
      server: 'ksc.harbour.example',
      client: 'Harbour',
      agents: 12,
      scanned: false,
      examples: ['HAR-WS-0000', 'HAR-WS-0005'],
    },
    { server: 'ksc2.example', client: '', agents: 3, scanned: true, examples: ['NOR-WS-0001'] },
  ],
  exitCode: 1,
  exitReason: '22 hosts have findings at or above residue',
  disclaimer: 'Not legal advice.',
};

/** Nothing found, everything looked at. */
export const clean: FleetView = {
  ...busy,
  inputs: { ...busy.inputs, unreadable: 0, undated: 0, duplicates: 0, gaps: [] },
  totals: {
    ...busy.totals,
    hosts: 12,
    byState: { affected: 0, unproven: 0, unknown: 0, incomplete: 0, cleared: 0, clean: 12 },
    byStatus: { active: 0, installed: 0, residue: 0 },
    platforms: { windows: 12, linux: 0, macos: 0, android: 0, ios: 0, 'not-stated': 0 },
    hadFindings: 0,
    unknownWithFindings: 0,
    cameBack: 0,
    newlyFound: 0,
    accepted: 0,
    stopped: 0,
    stoppedBy: { protection: 0, encryption: 0 },
    reimaged: 0,
    reimagedWithFindings: 0,
    clones: 0,
    images: 0,
    unassigned: 0,
    withGaps: 0,
  },
  deadline: null,
  groups: [],
  products: [],
  phases: [],
  progress: [],
  hosts: manyHosts(12).map((row) => ({ ...row, state: 'clean', products: [], deadline: null })),
  images: [],
  reimaged: [],
  clones: [],
  gapKinds: [],
  unassigned: [],
  servers: [],
  exitCode: 0,
  exitReason: 'nothing found',
};
