import { describe, expect, it } from 'vitest';
import { type Assignment, compileAssignment } from '../../src/deadline/assignment.ts';
import { parseAssignment } from '../../src/deadline/parse-assignment.ts';
import { savedAssignment } from '../../src/deadline/saved-assignment.ts';
import { type Collection, type JudgeOptions, judge } from '../../src/judge.ts';
import { compileMatcher } from '../../src/match/matcher.ts';
import type { Labels } from '../../src/model/labels.ts';
import type { Report } from '../../src/model/report.ts';
import type { RulePack } from '../../src/model/rule-pack.ts';
import { rejudge } from '../../src/rejudge.ts';
import { loadAudiences, loadRegimes } from '../deadline/load-regimes.ts';
import { builtInPack } from '../rule-pack/built-in-pack.ts';
import { row } from '../support/judged.ts';

const pack: RulePack = { ...builtInPack(), regimes: loadRegimes(), audiences: loadAudiences() };
const matcher = compileMatcher(pack);
const assignment = (text: string): Assignment =>
  compileAssignment(parseAssignment(`client,site,host,audiences,tags\n${text}`, 'a.csv', pack.audiences));

function options(change: Partial<JudgeOptions>): JudgeOptions {
  return {
    tool: { name: 'phaseout', version: '0.0.0' },
    pack,
    audiences: [],
    audienceAssumed: false,
    asOf: Date.parse('2026-11-22T05:00:00Z'),
    failOn: { status: 'residue', confirmedOnly: false, notes: [] },
    failOnDeadline: undefined,
    accepts: [],
    allowGaps: new Set(),
    ...change,
  };
}

/** KES on each of these hosts, nothing on `clean-1`. */
function collected(hosts: readonly string[], labels: Readonly<Record<string, Labels>> = {}): Collection {
  const session = matcher.session({ live: false });
  for (const host of hosts)
    session.add({
      ...row.entry('Kaspersky Endpoint Security for Windows', 'AO Kaspersky Lab', '12.1'),
      host,
    });
  return {
    target: { type: 'inventory', path: 'all.csv' },
    labels: new Map(Object.entries(labels)),
    hosts: new Set([...hosts, 'clean-1']),
    matched: session.finish(),
    coverage: [{ collector: 'pdq', status: 'ok', items: 3, gaps: [] }],
    complete: true,
    scannedAt: undefined,
    items: undefined,
  };
}

/** Which deadline governs each host, audience by audience. */
const governing = ({ findings }: Report): Record<string, readonly string[]> =>
  Object.fromEntries(
    findings.map(({ host, governing }) => [
      host ?? '-',
      governing.map(({ audience, deadline }) => `${audience} ${deadline?.phase ?? 'nothing'}`),
    ]),
  );

describe('hosts with audiences of their own', () => {
  const rows = assignment(',,agency-*,us-federal de-advice,gov\nAcme,HQ,ws-*,us-person,\nBeta,,,none,\n');
  const labels = { 'other-1': { client: 'Beta' } };
  const report = judge(
    options({ assignment: rows }),
    collected(['agency-1', 'ws-1', 'other-1', 'stray-1'], labels),
  );

  it('are dated each for theirs', () => {
    expect(governing(report)).toEqual({
      'agency-1': ['us-federal government-use', 'de-advice warning'],
      'ws-1': ['us-person updates-and-ksn'],
      'other-1': [],
      'stray-1': [],
    });
  });

  it('carry client, site, tags and audiences; those without an audience are listed, also clean ones', () => {
    expect(
      report.hosts?.map(({ host, client, site, tags, audiences }) => ({
        host,
        client,
        site,
        tags,
        audiences,
      })),
    ).toEqual([
      { host: 'agency-1', tags: ['gov'], audiences: ['us-federal', 'de-advice'] },
      { host: 'other-1', client: 'Beta', audiences: [] },
      { host: 'stray-1', audiences: [] },
      { host: 'ws-1', client: 'Acme', site: 'HQ', audiences: ['us-person'] },
    ]);
    expect(report.unassigned).toEqual(['clean-1', 'stray-1']);
    expect(report.audiences).toEqual(['de-advice', 'us-federal', 'us-person']);
    expect(report.target).toEqual({ type: 'inventory', path: 'all.csv' });
  });

  it('stay as they were when the saved report is shown again, and change with a new assignment', () => {
    const kept = savedAssignment(report, pack.audiences);
    const again = rejudge(options({ assignment: kept }), report);
    expect(governing(again)).toEqual(governing(report));
    expect(again.hosts).toEqual(report.hosts);
    expect(again.unassigned).toEqual(report.unassigned);
    const other = rejudge(options({ assignment: assignment(',,*,de-advice,\n') }), report);
    expect(other.unassigned).toEqual([]);
    expect(new Set(Object.values(governing(other)).flat())).toEqual(new Set(['de-advice warning']));
    // What a host states stays: the first file made ws-1 one of Acme's.
    expect(other.hosts?.find(({ host }) => host === 'ws-1')).toMatchObject({ client: 'Acme', site: 'HQ' });
  });
});

describe('exit code and gates, host by host', () => {
  const rows = assignment(',,law-*,us-federal,\n,,free-*,au-commonwealth,\n');
  const gated = { assignment: rows, failOnDeadline: { kind: 'in-effect' } as const };
  it.each([
    ['a deadline in effect for its audience fails', ['law-1'], '2026-11-22', 1, ['kes-windows@law-1']],
    ['one that is not in effect yet does not', ['free-1'], '2025-02-22', 0, []],
    ['and each host fails for itself', ['free-1', 'law-1'], '2025-02-22', 1, ['kes-windows@law-1']],
    [
      'a host that is judged for presence alone has no date to wait for',
      ['stray'],
      '2025-02-22',
      1,
      ['kes-windows@stray'],
    ],
  ])('%s', (_name, hosts, day, exitCode, failing) => {
    const report = judge(options({ ...gated, asOf: Date.parse(`${day}T12:00:00Z`) }), collected(hosts));
    expect(report.summary).toMatchObject({ exitCode, failing });
  });
});

describe('a report of one host', () => {
  const one = (hosts: readonly string[], target: Partial<Collection['target']> = {}): Collection => ({
    ...collected([]),
    matched: (() => {
      const session = matcher.session({ live: true, host: 'ws-1', platform: 'windows' });
      for (const host of hosts)
        session.add(row.entry(`Kaspersky Endpoint Security for Windows`, 'AO Kaspersky Lab', host));
      return session.finish();
    })(),
    hosts: new Set(),
    target: { type: 'host', platform: 'windows', hostname: 'ws-1', ...target },
  });

  it('carries what is assigned itself', () => {
    const report = judge(options({ assignment: assignment('Acme,HQ,ws-*,us-person,vip\n') }), one(['1']));
    expect(report.target).toMatchObject({ hostname: 'ws-1', client: 'Acme', site: 'HQ', tags: ['vip'] });
    expect(report).toMatchObject({ audiences: ['us-person'], unassigned: [] });
    expect(report).not.toHaveProperty('hosts');
    const again = rejudge(options({ assignment: savedAssignment(report, pack.audiences) }), report);
    expect(governing(again)).toEqual({ 'ws-1': ['us-person updates-and-ksn'] });
    expect(again.target).toEqual(report.target);
  });

  it('has to be of the client that the row names, where it states one', () => {
    const rows = assignment('Acme,,ws-*,us-federal,\n');
    const report = judge(options({ assignment: rows }), one(['1'], { client: 'Other' }));
    expect(report).toMatchObject({ audiences: [], unassigned: ['ws-1'], target: { client: 'Other' } });
    expect(governing(report)).toEqual({ 'ws-1': [] });
  });

  it('is named by its path where it has no name, also when it is clean', () => {
    const target = { type: 'root', path: '/mnt/disk', hostname: undefined } as const;
    const report = judge(options({ assignment: assignment(',,ws-*,us-person,\n') }), {
      ...one([]),
      target,
      matched: matcher.session({ live: false }).finish(),
    });
    expect(report.unassigned).toEqual(['/mnt/disk']);
  });
});

it('of an inventory of many, the one host with findings carries its own', () => {
  const report = judge(options({ assignment: assignment('Acme,,ws-*,us-person,\n') }), collected(['ws-1']));
  expect(report.hosts).toMatchObject([{ host: 'ws-1', client: 'Acme', audiences: ['us-person'] }]);
  const saved = { ...report, hosts: undefined, unassigned: undefined };
  const again = rejudge(options({ assignment: assignment('Beta,,ws-*,de-advice,\n') }), saved);
  expect(again.hosts).toMatchObject([{ host: 'ws-1', client: 'Beta', audiences: ['de-advice'] }]);
});

describe('two hosts of one name', () => {
  const named = ['WS-1 (Acme)', 'WS-1 (Beta)'] as const;
  const several = {
    ...collected(named, { 'WS-1 (Acme)': { client: 'Acme' }, 'WS-1 (Beta)': { client: 'Beta' } }),
    hosts: new Set([...named, 'clean-1']),
    inventories: [
      ...named.map((host) => ({ host, hostname: 'WS-1', type: 'host' as const })),
      { host: 'clean-1', type: 'inventory' as const },
    ],
  };
  const rows = 'Acme,,ws-1,us-federal,\nBeta,,ws-2,us-person,\n,,clean-*,us-person,lab\n';

  it('are assigned by the name that they have themselves, and listed by the one that tells them apart', () => {
    const report = judge(options({ assignment: assignment(rows) }), several);
    expect(governing(report)).toEqual({ 'WS-1 (Acme)': ['us-federal government-use'], 'WS-1 (Beta)': [] });
    expect(report.unassigned).toEqual(['WS-1 (Beta)']);
    expect(report.inventories).toEqual([
      { host: 'WS-1 (Acme)', hostname: 'WS-1', type: 'host', client: 'Acme' },
      { host: 'WS-1 (Beta)', hostname: 'WS-1', type: 'host', client: 'Beta' },
      { host: 'clean-1', type: 'inventory', tags: ['lab'] },
    ]);
    const kept = rejudge(options({ assignment: savedAssignment(report, pack.audiences) }), report);
    expect(governing(kept)).toEqual(governing(report));
    expect(kept.unassigned).toEqual(report.unassigned);
    expect(kept.inventories).toEqual(report.inventories);
    const other = rejudge(options({ assignment: assignment('Beta,,ws-1,us-federal,\n') }), report);
    expect(other.unassigned).toEqual(['WS-1 (Acme)', 'clean-1']);
  });

  it('count each for itself in the exit code', () => {
    const accept = (id: string): Partial<JudgeOptions> => ({ accepts: [{ id, until: '2027-01-01' }] });
    const report = judge(options(accept('kes-windows@WS-1 (Acme)')), several);
    expect(report.summary).toMatchObject({ exitCode: 1, failing: ['kes-windows@WS-1 (Beta)'] });
    // An acceptance that does not say which of the two is meant accepts neither.
    expect(judge(options(accept('kes-windows@WS-1')), several).summary.failing).toHaveLength(2);
  });
});
