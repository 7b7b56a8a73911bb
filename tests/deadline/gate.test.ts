import { describe, expect, test } from 'vitest';
import { acceptanceOf, parseAccept, unusedAccepts } from '../../src/deadline/accept.ts';
import { resolveAudiences } from '../../src/deadline/audiences.ts';
import { dateFindings } from '../../src/deadline/date-findings.ts';
import { failsOnDeadline, parseDeadlineGate } from '../../src/deadline/gate.ts';
import { parseAsOf } from '../../src/deadline/instant.ts';
import { UsageError } from '../../src/errors.ts';
import type { ProtectionHit } from '../../src/model/protection-hit.ts';
import { judge, pack } from './judge.ts';
import { type FindingSketch, makeFinding } from './make-finding.ts';
import { makeHosts } from './make-hosts.ts';

describe('the deadline gate', () => {
  const rows: [sketch: FindingSketch, audience: string, asOf: string, gate: string, fails: boolean][] = [
    [{}, 'us-person', '2024-09-28', 'in-effect', false],
    [{}, 'us-person', '2024-09-29', 'in-effect', true],
    [{}, 'us-person', '2024-08-30', 'within:30', true],
    [{}, 'us-person', '2024-08-29T23:59:59-04:00', 'within:30', false],
    [{}, 'us-person', '2024-09-28', 'within:0', false],
    [{}, 'us-person', '2026-11-22', 'within:0', true],
    [{}, 'au-commonwealth', '2025-04-01T12:00+11:00', 'in-effect', false],
    [{}, 'au-commonwealth', '2025-04-01T12:00+11:00', 'within:0', true],
    [{}, 'us-nh', '2018-05-20', 'within:12', true],
    [{}, 'us-nh', '2018-05-20', 'within:11', false],
    [{}, 'us-person,us-federal', '2020-01-01', 'in-effect', true],
    [{ status: 'residue' }, 'us-person', '2026-11-22', 'within:9999', false],
    [{ class: 'training', capabilities: ['informational'] }, 'us-person', '2026-11-22', 'in-effect', false],
    // Judged for presence alone: there is no date that could let it pass.
    [{}, 'none', '2026-11-22', 'in-effect', true],
  ];
  test.each(rows)('%j %s at %s, %s: %s', (sketch, audience, asOf, gate, fails) => {
    expect(failsOnDeadline(judge(sketch, audience, asOf), parseDeadlineGate(gate), parseAsOf(asOf))).toBe(
      fails,
    );
  });

  test.each(['within', 'within:', 'within:-1', 'within:1.5', 'within:99999', 'always', ''])(
    '"%s" is refused',
    (text) => {
      expect(() => parseDeadlineGate(text)).toThrow(UsageError);
    },
  );
});

describe('an accepted finding counts again after its day in New York', () => {
  const finding = makeFinding({ id: 'kesl', host: 'ws-1' });
  const rows: [id: string, until: string, asOf: string, accepted: string | undefined][] = [
    ['kesl@ws-1', '2026-12-31', '2026-12-31T23:59:59-05:00', '2026-12-31'],
    ['kesl@ws-1', '2026-12-31', '2027-01-01T00:00:00-05:00', undefined],
    ['kesl@ws-1', '2026-12-31', '2027-01-01T04:59:59Z', '2026-12-31'],
    ['kesl', '2026-12-31', '2026-11-22', '2026-12-31'],
    ['kesl@ws-2', '2026-12-31', '2026-11-22', undefined],
    ['kes', '2026-12-31', '2026-11-22', undefined],
  ];
  test.each(rows)('%s until %s at %s', (id, until, asOf, accepted) => {
    expect(acceptanceOf(finding, [parseAccept(id, until)], parseAsOf(asOf))?.until).toBe(accepted);
  });

  test('of several the longest holds', () => {
    const accepts = [parseAccept('kesl', '2026-12-01'), parseAccept('kesl@ws-1', '2027-03-01')];
    expect(acceptanceOf(finding, accepts, parseAsOf('2026-11-22'))).toEqual({ until: '2027-03-01' });
  });

  test('what is about no finding is named', () => {
    const accepts = [parseAccept('kesl', '2026-12-01'), parseAccept('kels', '2026-12-01')];
    expect(unusedAccepts([finding], accepts)).toEqual([{ id: 'kels', until: '2026-12-01' }]);
  });

  test.each([
    ['kesl', undefined, '--accept "kesl" has no --until'],
    ['kesl', '2026-02-30', '--until "2026-02-30" is not a day that exists'],
    ['kesl', 'soon', '--until "soon" is not a day that exists'],
    [' ', '2026-12-31', '--accept needs the id of a finding or product'],
  ])('%s until %s is refused', (id, until, message) => {
    expect(() => parseAccept(id, until)).toThrow(message);
  });

  test('it does not fail at the gate, and a saved acceptance does not outlive its day', () => {
    const date = (asOf: string, findings = [finding]) =>
      dateFindings({
        findings,
        pack,
        audiences: resolveAudiences(['us-person'], pack.audiences),
        asOf: parseAsOf(asOf),
        hosts: makeHosts(findings),
        accepts: [{ id: 'kesl', until: '2026-12-31' }],
      });
    const [accepted] = date('2026-11-22');
    if (accepted === undefined) throw new Error('no finding came back');
    expect(accepted.accepted).toEqual({ until: '2026-12-31' });
    expect(failsOnDeadline(accepted, { kind: 'in-effect' }, parseAsOf('2026-11-22'))).toBe(false);
    const [later] = date('2027-01-01', [accepted]);
    expect(later).not.toHaveProperty('accepted');
  });
});

test('readiness is judged host by host', () => {
  const findings = [makeFinding({ id: 'p', host: 'a' }), makeFinding({ id: 'p', host: 'b' })];
  const protections: ProtectionHit[] = [
    {
      protection: {
        protection: 'guard',
        name: 'Guard',
        vendor: 'Example',
        platforms: ['linux'],
        provides: 'protection',
        signatures: [],
      },
      host: 'b',
      running: true,
      evidence: [
        {
          signature: 'guard/unit',
          item: { kind: 'service', collector: 'x', name: 'guard', origin: 'x', state: 'running' },
        },
      ],
    },
  ];
  const dated = dateFindings({
    findings,
    pack,
    audiences: [],
    asOf: 0,
    hosts: makeHosts(findings, { protections }),
    accepts: [],
  });
  expect(dated.map(({ id, recommendation }) => [id, recommendation.readiness])).toEqual([
    ['p@a', 'no'],
    ['p@b', 'yes'],
  ]);
});
