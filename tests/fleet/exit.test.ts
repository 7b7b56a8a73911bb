import { describe, expect, it } from 'vitest';
import { type FleetGate, failsOn, fleetExit } from '../../src/fleet/exit.ts';
import type { FleetDeadline, HostProduct, HostRow } from '../../src/fleet/host-row.ts';

const deadline: FleetDeadline = {
  audience: 'us-person',
  regime: 'r',
  regimeTitle: 'R',
  phase: 'p',
  title: 'P',
  kind: 'ends-supply',
  binding: 'order',
  effective: '2026-12-01T00:00:00-05:00',
  date: '2026-12-01',
  zone: 'America/New_York',
  precision: 'day',
  inEffect: false,
  days: -9,
  meaning: 'Supply ends.',
};

const product: HostProduct = {
  id: 'kes',
  name: 'KES',
  class: 'endpoint-protection',
  status: 'installed',
  confidence: 'probable',
  state: 'present',
  stops: [],
  governing: [deadline],
};

const row: HostRow = {
  key: 'id:1',
  host: 'A',
  assigned: true,
  state: 'affected',
  why: '',
  products: [product],
  deadline,
  reports: 1,
  whole: true,
  gaps: 0,
  readiness: 'expected',
  encryption: 'not-installed',
  servers: [],
  audiences: ['us-person'],
};

const any: FleetGate = { failOn: { status: 'residue' }, failOnDeadline: undefined };
const none = { ...row, state: 'clean', products: [] } as const;
const partial = { state: 'incomplete', whole: false } as const;

describe('what a host does to the exit code', () => {
  it.each<readonly [string, HostRow, FleetGate, 'fails' | 'open' | undefined]>([
    ['a finding', row, any, 'fails'],
    [
      'a finding of a host that is not seen any more',
      { ...row, state: 'unknown', lastState: 'affected' },
      any,
      'fails',
    ],
    ['a finding below --fail-on', row, { ...any, failOn: { status: 'active' } }, undefined],
    [
      'a probable one with :confirmed',
      row,
      { ...any, failOn: { status: 'residue', confirmedOnly: true } },
      undefined,
    ],
    [
      'an accepted finding',
      { ...row, products: [{ ...product, accepted: { until: '2026-12-31' } }] },
      any,
      undefined,
    ],
    [
      'an accepted finding beside one that is not',
      {
        ...row,
        products: [
          { ...product, accepted: { until: '2026-12-31' } },
          { ...product, id: 'vpn' },
        ],
      },
      any,
      'fails',
    ],
    ['a date to come with in-effect', row, { ...any, failOnDeadline: { kind: 'in-effect' } }, undefined],
    ['a date within the days', row, { ...any, failOnDeadline: { kind: 'within', days: 9 } }, 'fails'],
    ['a date behind the days', row, { ...any, failOnDeadline: { kind: 'within', days: 8 } }, undefined],
    [
      'judged for nobody: presence counts',
      { ...row, audiences: [] },
      { ...any, failOnDeadline: { kind: 'in-effect' } },
      'fails',
    ],
    ['--fail-on never', row, { ...any, failOn: { status: 'never' } }, undefined],
    [
      'nothing proves that it is gone',
      { ...row, state: 'unproven', products: [{ ...product, state: 'unproven' }] },
      any,
      'open',
    ],
    [
      'what was there once is below --fail-on, and nothing proves what is there now',
      { ...row, state: 'unproven', products: [{ ...product, status: 'residue', state: 'unproven' }] },
      { ...any, failOn: { status: 'active' } },
      'open',
    ],
    [
      'nothing proves that it is gone, with --fail-on never',
      { ...row, state: 'unproven', products: [{ ...product, state: 'unproven' }] },
      { ...any, failOn: { status: 'never' } },
      'open',
    ],
    [
      'one product is there, and nothing proves that another is gone, with --fail-on never',
      { ...row, products: [product, { ...product, id: 'vpn', state: 'unproven' }] },
      { ...any, failOn: { status: 'never' } },
      'open',
    ],
    ['cleared', { ...row, state: 'cleared', products: [{ ...product, state: 'cleared' }] }, any, undefined],
    ['clean', none, any, undefined],
    ['not seen', { ...none, state: 'unknown' }, any, 'open'],
    [
      'nothing found, gaps that could hide what counts',
      { ...none, ...partial, gaps: 1, couldHide: 'installed' },
      any,
      'open',
    ],
    [
      'gaps that could hide only less',
      { ...none, ...partial, gaps: 1, couldHide: 'residue' },
      { ...any, failOn: { status: 'active' } },
      undefined,
    ],
    [
      'nothing found, sources left out',
      { ...none, ...partial },
      { ...any, failOn: { status: 'active' } },
      'open',
    ],
    [
      'a finding below --fail-on, sources left out',
      { ...row, whole: false },
      { ...any, failOn: { status: 'active' } },
      'open',
    ],
    [
      'a finding below --fail-on, gaps that could hide only less',
      { ...row, whole: false, gaps: 1, couldHide: 'residue' },
      { ...any, failOn: { status: 'active' } },
      undefined,
    ],
    [
      'a finding and sources left out with --fail-on never',
      { ...row, whole: false },
      { ...any, failOn: { status: 'never' } },
      'open',
    ],
    ['a finding that counts, sources left out', { ...row, whole: false }, any, 'fails'],
    [
      'every gap counts with --fail-on never',
      { ...none, ...partial, gaps: 1, couldHide: 'residue' },
      { ...any, failOn: { status: 'never' } },
      'open',
    ],
    [
      'cleared once, and the latest scan has a gap',
      { ...none, state: 'cleared', gaps: 1, couldHide: 'active' },
      any,
      'open',
    ],
  ])('%s', (_, host, gate, expected) => {
    expect(failsOn(host, gate)).toBe(expected);
  });

  const verdict = {
    failing: 0,
    accepted: 0,
    hosts: 5,
    later: 0,
    open: 0,
    unreadable: 0,
    allowGaps: false,
    gate: any,
    interrupted: false,
  };
  it.each([
    [{}, 0, 'no host has a finding at or above "residue" in its latest report'],
    [{ failing: 2, open: 1 }, 1, '2 hosts with a finding at or above "residue" in the latest report'],
    [
      { open: 1 },
      3,
      'no host has a finding at or above "residue" in its latest report, but nothing proves that for 1 host',
    ],
    [
      { unreadable: 3 },
      3,
      'no host has a finding at or above "residue" in its latest report, but 3 inputs could not be read',
    ],
    [
      { open: 1, allowGaps: true },
      0,
      'no host has a finding at or above "residue" in its latest report; gaps are allowed',
    ],
    [
      { hosts: 0, later: 2 },
      3,
      'no host has a finding at or above "residue" in its latest report, but there is no host to judge, because 2 reports are later than the as-of instant',
    ],
    [
      { hosts: 0 },
      3,
      'no host has a finding at or above "residue" in its latest report, but there is no host to judge',
    ],
    [
      { accepted: 2 },
      0,
      'no host has a finding at or above "residue" in its latest report, 2 hosts with accepted findings alone',
    ],
    [{ failing: 1, interrupted: true }, 130, 'reading was interrupted, so hosts are missing'],
  ])('%j', (change, exitCode, exitReason) => {
    expect(fleetExit({ ...verdict, ...change })).toEqual({ exitCode, exitReason });
  });
});
