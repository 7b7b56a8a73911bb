import { describe, expect, it } from 'vitest';
import { type JudgeOptions, judge } from '../../src/judge.ts';
import { compileMatcher } from '../../src/match/matcher.ts';
import type { Item } from '../../src/model/item.ts';
import { renderTable } from '../../src/report/table.ts';
import { builtInPack } from '../rule-pack/built-in-pack.ts';

const pack = builtInPack();
const options: JudgeOptions = {
  tool: { name: 'phaseout', version: '0.0.0' },
  pack,
  audiences: [],
  audienceAssumed: false,
  asOf: Date.parse('2026-11-22T05:00:00Z'),
  failOn: { status: 'residue', confirmedOnly: false, notes: [] },
  failOnDeadline: undefined,
  accepts: [],
  allowGaps: new Set(),
};

function report(items: readonly Item[], coverage: Parameters<typeof judge>[1]['coverage'] = []) {
  const session = compileMatcher(pack).session({ platform: 'linux', live: false, host: 'ws' });
  for (const item of items) session.add(item);
  return judge(options, {
    target: { type: 'root', platform: 'linux', hostname: 'ws' },
    matched: session.finish(),
    coverage,
    complete: true,
    scannedAt: undefined,
    items: undefined,
  });
}

const kesl = (version: string): Item => ({
  kind: 'software',
  collector: 'dpkg',
  name: 'kesl',
  version,
  origin: '/a',
});

describe('judge', () => {
  it('says where there is more evidence than a report keeps', () => {
    const made = report(Array.from({ length: 1_200 }, (_, index) => kesl(`12.${index}`)));
    expect(made.findings.map(({ id, evidenceTruncated }) => ({ id, evidenceTruncated }))).toEqual([
      { id: 'kesl@ws', evidenceTruncated: true },
    ]);
    expect(made.findings[0]?.evidence).toHaveLength(1_000);
    expect(renderTable(made)).toContain('1000 software, and more than a report keeps');
    expect(report([kesl('12.3')]).findings[0]).not.toHaveProperty('evidenceTruncated');
  });

  it('does not call a host without findings safe where something could not be read', () => {
    const gap = { reason: 'permission-denied', source: '/x', message: 'm', couldHide: 'active' } as const;
    const open = report([], [{ collector: 'dpkg', status: 'gap', items: 0, gaps: [gap] }]);
    expect(open.readiness.text).toMatch(/^Not everything could be read\./);
    expect(open.summary).toMatchObject({ findings: 0, gaps: 1, exitCode: 3 });
    expect(report([]).readiness.text).toMatch(/^Nothing to remove/);
  });
});
