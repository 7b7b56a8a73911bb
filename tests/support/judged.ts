import { resolveAudiences } from '../../src/deadline/audiences.ts';
import { type Collection, judge } from '../../src/judge.ts';
import { compileMatcher } from '../../src/match/matcher.ts';
import type { Item } from '../../src/model/item.ts';
import type { Report } from '../../src/model/report.ts';
import { loadAudiences, loadRegimes } from '../deadline/load-regimes.ts';
import { builtInPack } from '../rule-pack/built-in-pack.ts';

const identities = [
  {
    id: 'phaseout-builtin',
    version: '2026.11.22',
    date: '2026-11-22',
    sha256: '0'.repeat(64),
    builtin: true,
  },
];
const pack = { ...builtInPack(), identities, regimes: loadRegimes(), audiences: loadAudiences() };
const matcher = compileMatcher(pack);

/** What a test says about a host; the rest is a running Windows 11 of which everything was read. */
export interface JudgedHost {
  readonly items: readonly Item[];
  readonly target?: Partial<Collection['target']>;
  readonly live?: boolean;
  /** Collectors that could not read everything. */
  readonly gaps?: readonly string[];
  readonly audiences?: readonly string[];
  readonly asOf?: string;
}

const collectors = ['services', 'system-drivers', 'uninstall-keys', 'protection-state'];

/** The report on one Windows host, by the built-in pack. */
export function judged({
  items,
  target,
  live = true,
  gaps = [],
  audiences = ['none'],
  asOf,
}: JudgedHost): Report {
  const host = target?.hostname ?? 'ws';
  const session = matcher.session({ live, host, platform: 'windows' });
  for (const item of items) session.add(item);
  return judge(
    {
      tool: { name: 'phaseout', version: '0.0.0' },
      pack,
      audiences: resolveAudiences(audiences, pack.audiences),
      audienceAssumed: false,
      asOf: Date.parse(asOf ?? '2026-11-22T05:00:00Z'),
      failOn: { status: 'residue', confirmedOnly: false, notes: [] },
      failOnDeadline: undefined,
      accepts: [],
      allowGaps: new Set(),
    },
    {
      target: {
        type: live ? 'host' : 'root',
        platform: 'windows',
        os: 'Windows 11 Pro 26100',
        role: 'workstation',
        hostname: host,
        ...target,
      },
      matched: session.finish(),
      coverage: collectors.map((collector) => ({
        collector,
        status: gaps.includes(collector) ? 'gap' : 'ok',
        items: 1,
        gaps: gaps.includes(collector)
          ? [{ reason: 'permission-denied', source: 'HKLM', message: 'closed', couldHide: 'residue' }]
          : [],
      })),
      complete: true,
      scannedAt: undefined,
      items: undefined,
    },
  );
}

const base = { collector: 'x', platform: 'windows', origin: 'HKLM\\x' } as const;

/** Rows of a Windows inventory in short. */
export const row = {
  entry: (name: string, publisher: string, version?: string): Item => ({
    ...base,
    kind: 'software',
    name,
    publisher,
    ...(version !== undefined && { version }),
  }),
  service: (name: string, state: NonNullable<Item['state']>): Item => ({
    ...base,
    kind: 'service',
    name,
    state,
  }),
  driver: (name: string, state: NonNullable<Item['state']> = 'loaded'): Item => ({
    ...base,
    kind: 'driver',
    name,
    state,
  }),
  /** A row of docs/protection-state.md: `name=value`; a name alone is `true`. */
  state: (text: string): Item => {
    const [name = '', value] = text.split('=');
    const told = value === undefined ? true : /^\d+$/.test(value) ? Number(value) : value;
    return { ...base, kind: 'marker', collector: 'protection-state', name, attributes: { value: told } };
  },
  /** A value that a product asks for: `<product>/<read>`. */
  read: (id: string, value: string, key = 'HKLM\\SOFTWARE\\KasperskyLab'): Item => ({
    ...base,
    kind: 'marker',
    collector: 'windows-markers',
    name: 'Data',
    path: key,
    origin: `${key}#${id}`,
    attributes: { read: id, value },
  }),
};

/** Microsoft Defender beside another antivirus: registered, started by hand, with its program. */
export const defenderBeside: readonly Item[] = [
  'defender-service',
  'defender-service-start=3',
  'defender-service-program=C:\\Program Files\\Windows Defender\\MsMpEng.exe',
].map(row.state);
