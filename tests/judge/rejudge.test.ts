import { describe, expect, it } from 'vitest';
import { resolveAudiences } from '../../src/deadline/audiences.ts';
import type { JudgeOptions } from '../../src/judge.ts';
import type { Report } from '../../src/model/report.ts';
import type { RulePack } from '../../src/model/rule-pack.ts';
import { rejudge } from '../../src/rejudge.ts';
import { loadAudiences, loadRegimes } from '../deadline/load-regimes.ts';
import { builtInPack } from '../rule-pack/built-in-pack.ts';
import { judged, row } from '../support/judged.ts';

const identity = {
  id: 'phaseout-builtin',
  version: '2027.1.1',
  date: '2027-01-01',
  sha256: '1'.repeat(64),
  builtin: true,
};
const pack: RulePack = {
  ...builtInPack(),
  identities: [identity],
  regimes: loadRegimes(),
  audiences: loadAudiences(),
};

function options(
  change: Partial<JudgeOptions> = {},
  audiences: readonly string[] = ['us-person'],
): JudgeOptions {
  return {
    tool: { name: 'phaseout', version: '9.9.9' },
    pack,
    audiences: resolveAudiences(audiences, pack.audiences),
    audienceAssumed: false,
    asOf: Date.parse('2027-02-01T05:00:00Z'),
    failOn: { status: 'residue', confirmedOnly: false, notes: [] },
    failOnDeadline: undefined,
    accepts: [],
    allowGaps: new Set(),
    ...change,
  };
}

const kes = [
  row.entry('Kaspersky Endpoint Security for Windows', 'AO Kaspersky Lab', '12.1.0.506'),
  row.service('AVP.KES.21.9', 'running'),
];
const saved = judged({ items: kes, audiences: ['us-person'] });
const without = (id: string): RulePack => ({
  ...pack,
  products: pack.products.filter(({ product }) => product !== id),
});
const [finding] = saved.findings;
if (finding === undefined) throw new Error('the fixture finds something');

function governing(report: Report): readonly (string | number | null | undefined)[] {
  const [first] = report.findings[0]?.governing ?? [];
  return [first?.audience, first?.deadline?.regime, first?.deadline?.phase, first?.deadline?.days];
}

describe('a saved report judged again', () => {
  it('says what found it, and what dates it now', () => {
    const again = rejudge(options(), saved);
    expect(again).toMatchObject({
      tool: { version: '9.9.9' },
      savedBy: { tool: saved.tool, rulePacks: saved.rulePacks },
      rulePacks: [{ ...identity, ageDays: 31 }],
      asOf: '2027-02-01T00:00:00-05:00',
      target: saved.target,
      coverage: saved.coverage,
    });
    // Once more: who found it stays.
    expect(rejudge(options(), again).savedBy).toEqual(again.savedBy);
  });

  it('with the same options is the same, but for what it was saved by', () => {
    const once = rejudge(options(), saved);
    expect(rejudge(options(), once)).toEqual(once);
  });

  // 29 September 2024 is when updates ended for U.S. persons (89 FR 52434); the days are counted by hand.
  const instants: readonly (readonly [string, string, readonly string[], readonly unknown[]])[] = [
    [
      'the day',
      '2024-09-29T04:00:00Z',
      ['us-person'],
      ['us-person', 'us-commerce-icts', 'updates-and-ksn', 0],
    ],
    [
      'a second before',
      '2024-09-29T03:59:59Z',
      ['us-person'],
      ['us-person', 'us-commerce-icts', 'updates-and-ksn', -1],
    ],
    [
      'later',
      '2027-02-01T05:00:00Z',
      ['us-person'],
      ['us-person', 'us-commerce-icts', 'updates-and-ksn', 855],
    ],
    [
      'a federal agency',
      '2027-02-01T05:00:00Z',
      ['us-federal'],
      ['us-federal', 'us-ndaa-1634', 'government-use', 3045],
    ],
    ['nobody', '2027-02-01T05:00:00Z', ['none'], [undefined, undefined, undefined, undefined]],
  ];
  it.each(instants)('as of another instant or for others: %s', (_name, asOf, audiences, expected) => {
    const again = rejudge(options({ asOf: Date.parse(asOf) }, audiences), saved);
    expect(governing(again)).toEqual(expected);
    expect(again.findings[0]?.evidence).toEqual(finding.evidence);
    expect(again.audiences).toEqual(audiences.includes('none') ? [] : audiences);
  });

  it('keeps class, dates and advice of a product that the pack no longer knows', () => {
    const again = rejudge(options({ pack: without(finding.product.id) }), saved);
    expect(again.findings[0]?.product).toEqual(finding.product);
    expect(again.findings[0]?.recommendation).toEqual(finding.recommendation);
    expect(governing(again)).toEqual(['us-person', 'us-commerce-icts', 'updates-and-ksn', 855]);
  });

  it('takes name, class and advice from the pack where it knows the product', () => {
    const renamed: RulePack = {
      ...pack,
      products: pack.products.map((product) =>
        product.product === finding.product.id
          ? { ...product, name: 'Another name', migration: { ...product.migration, summary: 'Another way.' } }
          : product,
      ),
    };
    const [again] = rejudge(options({ pack: renamed }), saved).findings;
    expect(again?.product.name).toBe('Another name');
    expect(again?.recommendation.summary).toBe('Another way.');
  });

  it('never has a command that removes where something must be settled first, whatever the file says', () => {
    const tampered: Report = {
      ...saved,
      readiness: { answer: 'no', text: 'Nothing protects this host.', confidence: 'confirmed', evidence: [] },
      findings: [
        {
          ...finding,
          recommendation: {
            ...finding.recommendation,
            readiness: 'yes',
            stops: [],
            steps: [
              { text: 'Look.', command: 'look' },
              { text: 'Remove it.', command: 'msiexec /x {1}', removes: true },
            ],
          },
        },
      ],
    };
    for (const use of [pack, without(finding.product.id)]) {
      const [again] = rejudge(options({ pack: use }), tampered).findings;
      expect(again?.recommendation).toMatchObject({ readiness: 'no', stops: [{ reason: 'protection' }] });
      const removing = again?.recommendation.steps.filter(({ removes }) => removes === true) ?? [];
      expect(removing.length).toBeGreaterThan(0);
      expect(removing.map(({ command }) => command)).toEqual(removing.map(() => undefined));
    }
  });

  it('carries no acceptance over, and takes those of now', () => {
    const accepted: Report = {
      ...saved,
      findings: [{ ...finding, accepted: { until: '2099-12-31' } }],
    };
    expect(rejudge(options(), accepted)).toMatchObject({
      summary: { accepted: 0, exitCode: 1, failing: [finding.id] },
    });
    expect(rejudge(options(), accepted).findings[0]).not.toHaveProperty('accepted');
    const accepts = [{ id: finding.product.id, until: '2027-02-01' }];
    expect(rejudge(options({ accepts }), accepted)).toMatchObject({ summary: { accepted: 1, exitCode: 0 } });
    expect(rejudge(options({ accepts, asOf: Date.parse('2027-02-02T05:00:00Z') }), accepted)).toMatchObject({
      summary: { accepted: 0, exitCode: 1 },
    });
  });

  it('decides the exit code anew', () => {
    expect(
      rejudge(options({ failOn: { status: 'never', confirmedOnly: false, notes: [] } }), saved).summary
        .exitCode,
    ).toBe(0);
    const early = options({
      asOf: Date.parse('2024-01-01T05:00:00Z'),
      failOnDeadline: { kind: 'in-effect' },
    });
    expect(rejudge(early, saved).summary.exitCode).toBe(0);
    expect(rejudge({ ...early, asOf: Date.parse('2024-10-01T05:00:00Z') }, saved).summary.exitCode).toBe(1);
    expect(
      rejudge(options(), { ...judged({ items: [], gaps: ['services'] }), findings: [] }).summary.exitCode,
    ).toBe(3);
    expect(rejudge(options(), { ...judged({ items: [] }), complete: false }).summary.exitCode).toBe(130);
  });

  it('says the words on databases anew', () => {
    const read = { product: '', id: '' };
    for (const { product, reads } of pack.products) {
      const found = reads.find(
        ({ tells, format }) => tells === 'databases-updated' && format === 'unix-seconds',
      );
      if (found !== undefined && read.id === '') Object.assign(read, { product, id: found.id });
    }
    const seconds = String(Date.parse('2024-06-01T12:00:00Z') / 1000);
    const item = row.read(read.id, seconds);
    const withDates: Report = {
      ...saved,
      databases: [
        {
          product: read.product,
          name: 'A product',
          updated: '2024-06-01T12:00:00.000Z',
          text: 'Old words.',
          evidence: [
            {
              signature: `${read.product}/${read.id}`,
              item: { ...item, attributes: { read: `${read.product}/${read.id}`, value: seconds } },
            },
          ],
        },
        { product: 'gone', name: 'Gone', text: 'Words of a pack that is gone.', evidence: [] },
      ],
    };
    const texts = (asOf: string): readonly string[] =>
      rejudge(options({ asOf: Date.parse(asOf) }), withDates).databases.map(({ text }) => text);
    expect(texts('2024-06-11T12:00:00Z')).toEqual([
      'Its last successful update was on 1 Jun 2024, 10 days ago; the databases it brought may be older.',
      'Words of a pack that is gone.',
    ]);
    expect(texts('2024-07-01T12:00:00Z')[0]).toContain('30 days ago');
  });

  it('knows each of several hosts by its own state', () => {
    const state = (host: string, answer: 'yes' | 'no') => ({
      host,
      readiness: { answer, text: `${host} says ${answer}.`, confidence: 'confirmed' as const, evidence: [] },
      encryption: saved.encryption,
      databases: [],
    });
    const fleet: Report = {
      ...saved,
      target: { type: 'inventory', path: 'fleet.ndjson' },
      readiness: state('b', 'no').readiness,
      hosts: [state('a', 'yes'), state('b', 'no')],
      findings: ['a', 'b'].map((host) => ({ ...finding, id: `${finding.product.id}@${host}`, host })),
    };
    const again = rejudge(options(), fleet);
    expect(
      again.findings.map(({ host, recommendation }) => [
        host,
        recommendation.readiness,
        recommendation.stops.length,
      ]),
    ).toEqual([
      ['a', 'yes', 0],
      ['b', 'no', 1],
    ]);
    expect(again.hosts?.map(({ host, readiness }) => [host, readiness.text])).toEqual([
      ['a', 'a says yes.'],
      ['b', 'b says no.'],
    ]);
  });

  it('measures the age of the pack of now, and forgets what was said of the old one', () => {
    const old = rejudge(options({ maxRulesAge: 30 }), judged({ items: [] }));
    expect(old.coverage.filter(({ collector }) => collector === 'rules')).toHaveLength(1);
    expect(old.summary).toMatchObject({ gaps: 1, exitCode: 3 });
    const young = rejudge(options({ maxRulesAge: 31 }), old);
    expect(young.coverage.filter(({ collector }) => collector === 'rules')).toEqual([]);
    expect(young.summary).toMatchObject({ gaps: 0, exitCode: 0 });
  });
});
