import { describe, expect, it } from 'vitest';
import type { DatedFinding, Note } from '../../src/model/finding.ts';
import type { Coverage } from '../../src/model/gap.ts';
import type { Confidence, Status } from '../../src/model/vocabulary.ts';
import { decideExit, type ExitInput } from '../../src/report/decide-exit.ts';
import { keslFinding } from './fixtures/parts.ts';

const finding = (status: Status, confidence: Confidence = 'confirmed', id = 'kesl@a'): DatedFinding => ({
  ...keslFinding,
  id,
  status,
  confidence,
});
const accepted: DatedFinding = { ...finding('active'), accepted: { until: '2026-12-31' } };
const gap = (couldHide: Status, collector = 'dpkg'): Coverage => ({
  collector,
  status: 'gap',
  items: 0,
  gaps: [{ reason: 'permission-denied', source: '/x', message: '', couldHide }],
});
const hiddenGap: Coverage = {
  collector: 'image',
  status: 'gap',
  items: 0,
  gaps: [{ reason: 'too-large', source: 'layer 1 of 2', message: '', couldHide: 'active', only: 'hidden' }],
};
const skipped: Coverage = {
  collector: 'snap',
  status: 'skipped',
  reason: 'not-selected',
  items: 0,
  gaps: [],
};
const staged: Note = { kind: 'staged', product: 'kesl', text: 'an installer', evidence: [] };

const base: ExitInput = {
  findings: [],
  coverage: [],
  notes: [],
  failOn: { status: 'residue', notes: [] },
  allowGaps: new Set(),
  complete: true,
};

describe('decideExit', () => {
  it.each<[string, Partial<ExitInput>, number]>([
    ['nothing', {}, 0],
    ['residue, default', { findings: [finding('residue')] }, 1],
    [
      'residue, installed fails',
      { findings: [finding('residue')], failOn: { status: 'installed', notes: [] } },
      0,
    ],
    [
      'installed, installed fails',
      { findings: [finding('installed')], failOn: { status: 'installed', notes: [] } },
      1,
    ],
    [
      'active, installed fails',
      { findings: [finding('active')], failOn: { status: 'installed', notes: [] } },
      1,
    ],
    [
      'installed, active fails',
      { findings: [finding('installed')], failOn: { status: 'active', notes: [] } },
      0,
    ],
    ['active, never', { findings: [finding('active')], failOn: { status: 'never', notes: [] } }, 0],
    [
      'probable, confirmed only',
      {
        findings: [finding('active', 'probable')],
        failOn: { status: 'residue', confirmedOnly: true, notes: [] },
      },
      0,
    ],
    [
      'confirmed, confirmed only',
      { findings: [finding('active')], failOn: { status: 'residue', confirmedOnly: true, notes: [] } },
      1,
    ],
    ['accepted', { findings: [accepted] }, 0],
    ['accepted and another', { findings: [accepted, finding('residue')] }, 1],
    ['deadline gate met', { findings: [finding('active')], failOnDeadline: new Set(['kesl@a']) }, 1],
    ['deadline gate not met', { findings: [finding('active')], failOnDeadline: new Set() }, 0],
    [
      'deadline gate met by a finding below the status',
      {
        findings: [finding('residue')],
        failOnDeadline: new Set(['kesl@a']),
        failOn: { status: 'active', notes: [] },
      },
      0,
    ],
    ['a staged installer', { notes: [staged] }, 0],
    [
      'a staged installer, asked for',
      { notes: [staged], failOn: { status: 'residue', notes: ['staged'] } },
      1,
    ],
    [
      'a staged installer, never but staged',
      { notes: [staged], failOn: { status: 'never', notes: ['staged'] } },
      1,
    ],
    [
      'a staged installer, hidden asked for',
      { notes: [staged], failOn: { status: 'residue', notes: ['hidden'] } },
      0,
    ],
    ['a gap', { coverage: [gap('residue')] }, 3],
    ['a gap that could hide a hidden note only', { coverage: [hiddenGap] }, 0],
    [
      'the same, hidden asked for',
      { coverage: [hiddenGap], failOn: { status: 'residue', notes: ['hidden'] } },
      3,
    ],
    [
      'the same, staged asked for',
      { coverage: [hiddenGap], failOn: { status: 'residue', notes: ['staged'] } },
      0,
    ],
    ['the same, never', { coverage: [hiddenGap], failOn: { status: 'never', notes: [] } }, 3],
    [
      'a gap that could hide only less',
      { coverage: [gap('residue')], failOn: { status: 'installed', notes: [] } },
      0,
    ],
    [
      'a gap of the same rank',
      { coverage: [gap('installed')], failOn: { status: 'installed', notes: [] } },
      3,
    ],
    [
      'a gap that could hide more',
      { coverage: [gap('active')], failOn: { status: 'installed', notes: [] } },
      3,
    ],
    ['any gap under never', { coverage: [gap('residue')], failOn: { status: 'never', notes: [] } }, 3],
    [
      'any gap where notes are asked for',
      { coverage: [gap('residue')], failOn: { status: 'active', notes: ['staged'] } },
      3,
    ],
    ['a gap beside a finding', { coverage: [gap('active')], findings: [finding('active')] }, 1],
    ['a gap beside an accepted finding', { coverage: [gap('active')], findings: [accepted] }, 3],
    ['all gaps allowed', { coverage: [gap('active')], allowGaps: true }, 0],
    ['this gap allowed', { coverage: [gap('active')], allowGaps: new Set(['dpkg']) }, 0],
    ['another gap allowed', { coverage: [gap('active', 'rpm')], allowGaps: new Set(['dpkg']) }, 3],
    ['a collector left out', { coverage: [skipped] }, 0],
    ['interrupted', { complete: false }, 130],
    ['interrupted beside a finding', { complete: false, findings: [finding('active')] }, 130],
  ])('%s', (_name, change, expected) => {
    expect(decideExit({ ...base, ...change }).exitCode).toBe(expected);
  });

  it.each<[Partial<ExitInput>, string]>([
    [{}, 'no finding at or above "residue", no gap'],
    [{ findings: [finding('active'), finding('residue')] }, '2 findings at or above "residue"'],
    [
      { findings: [finding('active')], failOn: { status: 'active', notes: [] } },
      '1 finding at or above "active"',
    ],
    [
      { coverage: [gap('residue'), gap('active')] },
      'no finding at or above "residue", but 2 gaps could hide an active product',
    ],
    [
      { coverage: [gap('installed')], failOn: { status: 'never', notes: [] } },
      'findings do not count (--fail-on never), but 1 gap could hide something',
    ],
    [
      { coverage: [gap('residue')], failOn: { status: 'active', notes: [] }, findings: [accepted] },
      'no finding at or above "active", 1 finding accepted, 1 gap could hide only less',
    ],
    [
      { findings: [finding('active')], failOnDeadline: new Set<string>() },
      'no finding at or above "residue" with a deadline that meets --fail-on-deadline, no gap',
    ],
    [{ coverage: [gap('active')], allowGaps: true }, 'no finding at or above "residue", 1 gap allowed'],
    [
      { notes: [staged], failOn: { status: 'residue', notes: ['staged'] } },
      '1 staged product (--fail-on staged)',
    ],
  ])('%j says why', (change, reason) => {
    expect(decideExit({ ...base, ...change }).reason).toBe(reason);
  });
});
