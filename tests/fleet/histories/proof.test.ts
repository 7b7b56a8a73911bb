import { describe, expect, it } from 'vitest';
import type { Status } from '../../../src/model/vocabulary.ts';
import { fleetOf, line, type Told } from './fleet-of.ts';

const a = { name: 'A', id: '1', hardware: 'hw-one-1' } as const;
const gold = { id: '1', tags: ['image=gold'] } as const;
const gone = { ...gold, name: 'V-1', day: -30, found: ['kes'] } as const;
const doubt =
  'An instance with a finding was not seen again, and no complete scan of others proves yet that it is gone.';
const found = { ...a, day: 10, found: ['kes'] } as const;

interface Case {
  readonly name: string;
  readonly reports: readonly Told[];
  /** A line for each host, with why it counts as this. */
  readonly hosts: readonly string[];
  readonly open: number;
  readonly failing?: number;
  /** `--fail-on`, where it is not residue. */
  readonly failOn?: Status;
}

const cases: readonly Case[] = [
  {
    name: 'cleared, and the next scan has a gap: it is gone, but nothing proves that the host is free of it now',
    reports: [found, { ...a, day: 15 }, { ...a, day: 20, how: 'gap' }],
    hosts: ['A incomplete kes:cleared: Not everything was looked at: services (permission-denied).'],
    open: 1,
  },
  {
    name: 'cleared, and the next scan was interrupted',
    reports: [found, { ...a, day: 15 }, { ...a, day: 20, how: 'cut' }],
    hosts: ['A incomplete kes:cleared: The scan was interrupted.'],
    open: 1,
  },
  {
    name: 'cleared, and the next scan looked with fewer collectors',
    reports: [found, { ...a, day: 15 }, { ...a, day: 20, how: 'offline' }],
    hosts: [
      'A incomplete kes:cleared: Cleared earlier, but not proven since: the later scan did not look with processes.',
    ],
    open: 1,
  },
  {
    name: 'cleared, and the next scan was made by older rules',
    reports: [found, { ...a, day: 15 }, { ...a, day: 20, rules: '2026.9.1' }],
    hosts: [
      'A incomplete kes:cleared: Cleared earlier, but not proven since: the later scan was made with older rules (pack).',
    ],
    open: 1,
  },
  {
    name: 'cleared, a poor scan, and a complete one again',
    reports: [found, { ...a, day: 15 }, { ...a, day: 18, how: 'gap' }, { ...a, day: 20 }],
    hosts: ['A cleared kes:cleared'],
    open: 0,
  },
  {
    name: 'cleared, a poor scan, and found again: came back',
    reports: [found, { ...a, day: 15 }, { ...a, day: 18, how: 'gap' }, { ...a, day: 20, found: ['kes'] }],
    hosts: ['A affected kes:installed(came-back)'],
    open: 0,
    failing: 1,
  },
  {
    name: 'a leftover does not count, and what was left out could be anything',
    reports: [{ ...a, day: 20, found: ['kes?'], how: 'part' }],
    hosts: ['A affected kes:residue'],
    failOn: 'installed',
    open: 1,
  },
  {
    name: 'a leftover does not count, and another product was cleared and is not proven gone since',
    reports: [
      { ...a, day: 10, found: ['kes', 'vpn?'] },
      { ...a, day: 15, found: ['vpn?'] },
      { ...a, day: 20, found: ['vpn?'], how: 'offline' },
    ],
    hosts: ['A affected kes:cleared vpn:residue'],
    failOn: 'installed',
    open: 1,
  },
  {
    name: 'a leftover does not count, and the scan is complete',
    reports: [{ ...a, day: 20, found: ['kes?'] }],
    hosts: ['A affected kes:residue'],
    failOn: 'installed',
    open: 0,
  },
  {
    name: 'a leftover on one instance does not count, and on another sources were left out',
    reports: [
      { ...gold, name: 'V-1', day: 20, found: ['kes?'], how: 'part' },
      { ...gold, name: 'V-2', day: 21, found: ['kes?'] },
    ],
    hosts: ['gold affected kes:residue 2/2/0'],
    failOn: 'installed',
    open: 1,
  },
  {
    name: 'a leftover on one instance does not count, and a gap on another could hide more',
    reports: [
      { ...gold, name: 'V-1', day: 20, how: 'gap' },
      { ...gold, name: 'V-2', day: 21, found: ['kes?'] },
    ],
    hosts: ['gold affected kes:residue 2/1/0'],
    failOn: 'installed',
    open: 1,
  },
  {
    name: 'a leftover on one instance does not count, and a gap on another could hide only what does not count either',
    reports: [
      { ...gold, name: 'V-1', day: 20, how: 'gap' },
      { ...gold, name: 'V-2', day: 21, found: ['kes?'] },
    ],
    hosts: ['gold affected kes:residue 2/1/0'],
    failOn: 'active',
    open: 0,
  },
  {
    name: 'a folder named by a relative path: the later one may be another',
    reports: [
      { ...found, place: 'mnt' },
      { ...a, day: 20, place: 'mnt' },
    ],
    hosts: [
      'A unproven kes:unproven: The later report names its folder or image by a relative path, which may be another one.',
    ],
    open: 1,
  },
  {
    name: 'a folder named by its whole path',
    reports: [
      { ...found, place: '/mnt/a' },
      { ...a, day: 20, place: '/mnt/a' },
    ],
    hosts: ['A cleared kes:cleared'],
    open: 0,
  },
  {
    name: 'the rules that found it are missing in the later scan',
    reports: [
      { ...found, pack: 'own' },
      { ...a, day: 20 },
    ],
    hosts: ['A unproven kes:unproven: The later scan was made without the rules own.'],
    open: 1,
  },
  {
    name: 'the later scan says nothing of its rules',
    reports: [found, { ...a, day: 20, pack: '' }],
    hosts: ['A unproven kes:unproven: The later scan was made without the rules pack.'],
    open: 1,
  },
  {
    name: 'the report that found it says nothing of its rules',
    reports: [
      { ...found, pack: '' },
      { ...a, day: 20 },
    ],
    hosts: ['A unproven kes:unproven: The report that has it does not say by which rules it was made.'],
    open: 1,
  },
  {
    name: 'the same version of the rules with another text',
    reports: [found, { ...a, day: 20, sha256: 'f' }],
    hosts: ['A unproven kes:unproven: The later scan was made with other rules of the same version (pack).'],
    open: 1,
  },
  {
    name: 'a newer version of the rules has another text',
    reports: [found, { ...a, day: 20, rules: '2026.11.2', sha256: 'f' }],
    hosts: ['A cleared kes:cleared'],
    open: 0,
  },
  {
    name: 'a version that reads newer, of an earlier day',
    reports: [
      { ...found, date: '2026-11-09' },
      { ...a, day: 20, rules: '2026.11.2', date: '2026-11-01' },
    ],
    hosts: ['A unproven kes:unproven: The later scan was made with older rules (pack).'],
    open: 1,
  },
  {
    name: 'nothing was found, by rules that are not those of the fleet',
    reports: [{ ...a, day: 20, pack: 'empty' }],
    hosts: ['A incomplete: The scan was made without the rules by which this fleet is judged.'],
    open: 1,
  },
  {
    name: 'cleared by rules that are not those of the fleet',
    reports: [
      { ...found, pack: 'own' },
      { ...a, day: 20, pack: 'own' },
    ],
    hosts: ['A incomplete kes:cleared: The scan was made without the rules by which this fleet is judged.'],
    open: 1,
  },
  {
    name: 'an image: a complete scan of another instance, long enough after, proves that it is gone',
    reports: [gone, { ...gold, name: 'V-2', day: 20 }],
    hosts: ['gold cleared 1/0/1'],
    open: 0,
  },
  {
    name: 'an image: not long enough after',
    reports: [
      { ...gone, day: -9 },
      { ...gold, name: 'V-2', day: 20 },
    ],
    hosts: [`gold unproven kes:unproven 1/0/1: ${doubt}`],
    open: 1,
  },
  {
    name: 'an image: a scan of another instance with fewer collectors',
    reports: [gone, { ...gold, name: 'V-2', day: 20, how: 'offline' }],
    hosts: [`gold unproven kes:unproven 1/0/1: ${doubt}`],
    open: 1,
  },
  {
    name: 'an image: a scan of another instance by older rules',
    reports: [gone, { ...gold, name: 'V-2', day: 20, rules: '2026.9.1' }],
    hosts: [`gold unproven kes:unproven 1/0/1: ${doubt}`],
    open: 1,
  },
  {
    name: 'an image: a scan of another instance without the rules that found it',
    reports: [
      { ...gone, pack: 'own' },
      { ...gold, name: 'V-2', day: 20 },
    ],
    hosts: [`gold unproven kes:unproven 1/0/1: ${doubt}`],
    open: 1,
  },
  {
    name: 'an image: cleared on one instance, while another with it is not seen any more',
    reports: [
      { ...gone, day: -9 },
      { ...gold, name: 'V-2', day: 10, found: ['kes'] },
      { ...gold, name: 'V-2', day: 20 },
    ],
    hosts: [`gold unproven kes:unproven 1/0/1: ${doubt}`],
    open: 1,
  },
];

describe('what proves that a product is gone', () => {
  for (const { name, reports, hosts, open, failing = 0, failOn } of cases) {
    it(name, () => {
      const { rows, rolled } = fleetOf(reports, undefined, failOn);
      expect(rows.map((row) => line(row) + (row.why === '' ? '' : `: ${row.why}`))).toEqual(hosts);
      expect({ open: rolled.open, failing: rolled.failing }).toEqual({ open, failing });
    });
  }

  it('hosts that had a product when they were seen last are counted, and so the headline names them', () => {
    const { rolled } = fleetOf([
      { ...found, day: -20 },
      { name: 'B', id: '2', day: -20 },
      { name: 'C', id: '3', day: -25, found: ['kes'] },
      { name: 'C', id: '3', day: -20 },
      { name: 'D', id: '4', day: 20 },
    ]);
    expect(rolled.totals).toMatchObject({ unknownWithFindings: 1, hadFindings: 2, byState: { unknown: 3 } });
    expect(rolled.failing).toBe(1);
  });

  it('says the same whatever order reports come in', () => {
    for (const { reports } of cases) expect(fleetOf([...reports].reverse())).toEqual(fleetOf(reports));
  });
});
