import { describe, expect, it } from 'vitest';
import { fleetOf, line, now, type Told } from './fleet-of.ts';

const a = { name: 'A', id: '1', hardware: 'hw-one-1' } as const;

interface Case {
  readonly name: string;
  readonly reports: readonly Told[];
  /** A line for each host, worst first. */
  readonly hosts: readonly string[];
  /** Counted in the whole fleet, where the case is about it. */
  readonly also?: Readonly<Record<string, number>>;
}

const cases: readonly Case[] = [
  {
    name: 'one clean scan',
    reports: [{ ...a, day: 20 }],
    hosts: ['A clean'],
  },
  {
    name: 'one finding',
    reports: [{ ...a, day: 20, found: ['kes!'] }],
    hosts: ['A affected kes:active'],
  },
  {
    name: 'cleared by a later complete scan of the same installation',
    reports: [
      { ...a, day: 10, found: ['kes'] },
      { ...a, day: 20 },
    ],
    hosts: ['A cleared kes:cleared'],
  },
  {
    name: 'the same, given in the other order',
    reports: [
      { ...a, day: 20 },
      { ...a, day: 10, found: ['kes'] },
    ],
    hosts: ['A cleared kes:cleared'],
  },
  {
    name: 'found by a later scan than a complete one: new',
    reports: [
      { ...a, day: 10 },
      { ...a, day: 20, found: ['kes'] },
    ],
    hosts: ['A affected kes:installed(new)'],
    also: { newlyFound: 1 },
  },
  {
    name: 'found again after it was cleared: came back',
    reports: [
      { ...a, day: 1, found: ['kes'] },
      { ...a, day: 10 },
      { ...a, day: 20, found: ['kes!'] },
    ],
    hosts: ['A affected kes:active(came-back)'],
    also: { cameBack: 1 },
  },
  {
    name: 'one product is cleared, another stays',
    reports: [
      { ...a, day: 10, found: ['kes', 'vpn'] },
      { ...a, day: 20, found: ['vpn'] },
    ],
    hosts: ['A affected kes:cleared vpn:installed'],
  },
  {
    name: 'the same folder, cleaned',
    reports: [
      { name: 'A', id: '1', place: '/mnt/a', day: 10, found: ['kes'] },
      { name: 'A', id: '1', place: '/mnt/a', day: 20 },
    ],
    hosts: ['A cleared kes:cleared'],
  },
  {
    name: 'another folder with the same id and name clears nothing',
    reports: [
      { name: 'A', id: '1', place: '/mnt/a', day: 10, found: ['kes'] },
      { name: 'A', id: '1', place: '/mnt/b', day: 20 },
    ],
    hosts: ['A affected kes:installed clone=2', 'A clean clone=2'],
    also: { clones: 2 },
  },
  {
    name: 'a running host, and a folder of its id and name: it may be a copy',
    reports: [
      { ...a, day: 10, found: ['kes'] },
      { name: 'A', id: '1', place: '/mnt/a', day: 20 },
    ],
    hosts: ['A affected kes:installed clone=2', 'A clean clone=2'],
  },
  {
    name: 'an inventory that knows only the name is of the host that runs, not of a folder of that name',
    reports: [
      { name: 'A', id: '1', place: '/mnt/a', day: 10, found: ['kes'] },
      { name: 'A', how: 'inventory', day: 20 },
    ],
    hosts: ['A affected kes:installed', 'A incomplete'],
    also: { clones: 0 },
  },
  {
    name: 'and where both are there, it joins the host that runs',
    reports: [
      { ...a, day: 10 },
      { name: 'A', id: '1', place: '/mnt/a', day: 11 },
      { name: 'A', how: 'inventory', day: 20, found: ['kes'] },
    ],
    hosts: ['A affected kes:installed(new) clone=2', 'A clean clone=2'],
    also: { clones: 2 },
  },
  {
    name: 'two clients with one id and one name: a template that both were made of',
    reports: [
      { name: 'DC01', id: '1', client: 'Acme', day: 10, found: ['kes'] },
      { name: 'DC01', id: '1', client: 'Beta', day: 20 },
    ],
    hosts: ['DC01 affected kes:installed clone=2', 'DC01 clean clone=2'],
  },
  {
    name: 'one hardware id at two clients replaces nothing',
    reports: [
      { name: 'A', id: '1', hardware: 'hw-one-1', client: 'Acme', day: 10, found: ['kes'] },
      { name: 'B', id: '2', hardware: 'hw-one-1', client: 'Beta', day: 20 },
    ],
    hosts: ['A affected kes:installed', 'B clean'],
    also: { reimaged: 0 },
  },
  {
    name: 'one hardware id under two names on one day replaces nothing',
    reports: [
      { name: 'A', id: '1', hardware: 'hw-one-1', day: 20, found: ['kes'] },
      { name: 'B', id: '2', hardware: 'hw-one-1', day: 20.5 },
    ],
    hosts: ['A affected kes:installed', 'B clean'],
    also: { reimaged: 0 },
  },
  {
    name: 'an image without id and name is known by its place',
    reports: [
      { place: 'app.tar#example/app:1', day: 10, found: ['kes'] },
      { place: 'app.tar#example/app:1', day: 20, found: ['kes'] },
      { place: 'other.tar', day: 20 },
    ],
    hosts: ['place:app.tar#example/app:1 affected kes:installed', 'place:other.tar clean'],
  },
  {
    name: 'a scan with a gap never clears',
    reports: [
      { ...a, day: 10, found: ['kes'] },
      { ...a, day: 20, how: 'gap' },
    ],
    hosts: ['A unproven kes:unproven'],
  },
  {
    name: 'an interrupted scan never clears',
    reports: [
      { ...a, day: 10, found: ['kes'] },
      { ...a, day: 20, how: 'cut' },
    ],
    hosts: ['A unproven kes:unproven'],
  },
  {
    name: 'an inventory of software never clears',
    reports: [
      { ...a, day: 10, found: ['kes'] },
      { ...a, day: 20, how: 'inventory' },
    ],
    hosts: ['A unproven kes:unproven'],
  },
  {
    name: 'a scan with fewer collectors than the one that found it never clears',
    reports: [
      { ...a, day: 10, found: ['kes'] },
      { ...a, day: 20, how: 'offline' },
    ],
    hosts: ['A unproven kes:unproven'],
  },
  {
    name: 'a scan with as many collectors as the one that found it clears',
    reports: [
      { ...a, day: 10, how: 'offline', found: ['kes'] },
      { ...a, day: 20 },
    ],
    hosts: ['A cleared kes:cleared'],
  },
  {
    name: 'a scan by older rules never clears',
    reports: [
      { ...a, day: 10, found: ['kes'], rules: '2026.11.1' },
      { ...a, day: 20, rules: '2026.9.30' },
    ],
    hosts: ['A unproven kes:unproven'],
  },
  {
    name: 'unproven first, cleared by the complete scan after it',
    reports: [
      { ...a, day: 1, found: ['kes'] },
      { ...a, day: 10, how: 'gap' },
      { ...a, day: 20 },
    ],
    hosts: ['A cleared kes:cleared'],
  },
  {
    name: 'nothing was ever found, and not everything was looked at',
    reports: [{ ...a, day: 20, how: 'inventory' }],
    hosts: ['A incomplete'],
  },
  {
    name: 'not seen for 31 days: unknown, with what was known',
    reports: [{ ...a, day: -9, found: ['kes'] }],
    hosts: ['A unknown(affected) kes:installed'],
  },
  {
    name: 'cleared and then not seen for 31 days: unknown, not cleared',
    reports: [
      { ...a, day: -20, found: ['kes'] },
      { ...a, day: -9 },
    ],
    hosts: ['A unknown(cleared) kes:cleared'],
  },
  {
    name: 'not seen for exactly 30 days is still known',
    reports: [{ ...a, day: -8 }],
    hosts: ['A clean'],
  },
  {
    name: 're-imaged: the same hardware, another installation; the old one is not cleared and no host of today',
    reports: [
      { ...a, day: 10, found: ['kes'] },
      { ...a, id: '2', day: 20 },
    ],
    hosts: ['A clean after=id:1'],
    also: { reimaged: 1, reimagedWithFindings: 1, hadFindings: 1 },
  },
  {
    name: 're-imaged twice',
    reports: [
      { ...a, day: 1, found: ['kes'] },
      { ...a, id: '2', day: 10 },
      { ...a, id: '3', day: 20, found: ['kes'] },
    ],
    hosts: ['A affected kes:installed after=id:2,id:1'],
    also: { reimaged: 2, reimagedWithFindings: 1 },
  },
  {
    name: 'two systems that take turns on one machine were not re-imaged',
    reports: [
      { ...a, day: 1, found: ['kes'] },
      { ...a, id: '2', name: 'B', day: 10 },
      { ...a, day: 20, found: ['kes'] },
    ],
    hosts: ['A affected kes:installed', 'B clean'],
    also: { reimaged: 0 },
  },
  {
    name: 'another installation under the same name without a hardware id is no re-image: both are kept',
    reports: [
      { name: 'A', id: '1', day: 10, found: ['kes'] },
      { name: 'A', id: '2', day: 20 },
    ],
    hosts: ['A affected kes:installed', 'A clean'],
    also: { reimaged: 0 },
  },
  {
    name: 'one machine id on two hosts seen lately: a clone, both are kept, and neither clears the other',
    reports: [
      { name: 'A', id: '1', day: 10, found: ['kes'] },
      { name: 'B', id: '1', day: 20 },
    ],
    hosts: ['A affected kes:installed clone=2', 'B clean clone=2'],
    also: { clones: 2 },
  },
  {
    name: 'one machine id on two machines of one name',
    reports: [
      { ...a, day: 10, found: ['kes'] },
      { ...a, hardware: 'hw-two-2', day: 12 },
      { ...a, day: 14, found: ['kes'] },
    ],
    hosts: ['A affected kes:installed clone=2', 'A clean clone=2'],
  },
  {
    name: 'one machine id on two machines of one name that are seen one after the other: still two',
    reports: [
      { ...a, name: 'localhost', day: 10, found: ['kes'] },
      { ...a, name: 'localhost', hardware: 'hw-two-2', day: 12 },
    ],
    hosts: ['localhost affected kes:installed clone=2', 'localhost clean clone=2'],
    also: { clones: 2 },
  },
  {
    name: 'a report without the hardware, between two machines of one id and name, clears neither',
    reports: [
      { ...a, day: 10, found: ['kes'] },
      { name: 'A', id: '1', day: 12 },
      { ...a, hardware: 'hw-two-2', day: 14 },
    ],
    hosts: ['A affected kes:installed clone=3', 'A clean clone=3', 'A clean clone=3'],
  },
  {
    name: 'a report without the hardware is of the one machine of its id and name',
    reports: [
      { name: 'A', id: '1', day: 10, found: ['kes'] },
      { ...a, day: 12 },
    ],
    hosts: ['A cleared kes:cleared'],
  },
  {
    name: 'one machine that says its name with and without its domain, by turns',
    reports: [
      { ...a, day: 10, found: ['kes'] },
      { ...a, name: 'a.corp.example', day: 12, found: ['kes'] },
      { ...a, day: 14, found: ['kes'] },
      { ...a, name: 'a.corp.example', day: 16 },
      { name: 'A', id: '1', day: 17 },
    ],
    hosts: ['A cleared kes:cleared'],
  },
  {
    name: 'renamed on the same hardware: one host',
    reports: [
      { ...a, day: 10, found: ['kes'] },
      { ...a, name: 'B', day: 20 },
    ],
    hosts: ['B cleared kes:cleared was=A'],
  },
  {
    name: 'renamed without a hardware id, and the old name was not seen for long: nobody knows where it is',
    reports: [
      { name: 'A', id: '1', day: -20, found: ['kes'] },
      { name: 'B', id: '1', day: 20 },
    ],
    hosts: ['A unknown(affected) kes:installed', 'B clean'],
  },
  {
    name: 'a name with and without its domain is one',
    reports: [
      { name: 'a.corp.example', id: '1', day: 10, found: ['kes'] },
      { name: 'A', id: '1', day: 20 },
    ],
    hosts: ['A cleared kes:cleared'],
  },
  {
    name: 'reports of one instant: a finding in one of them counts',
    reports: [
      { ...a, day: 20, found: ['kes'] },
      { ...a, day: 20 },
    ],
    hosts: ['A affected kes:installed'],
  },
  {
    name: 'two names at one instant with one id are clones',
    reports: [
      { ...a, day: 20, found: ['kes'] },
      { ...a, name: 'B', day: 20 },
    ],
    hosts: ['A affected kes:installed clone=2', 'B clean clone=2'],
  },
  {
    name: 'the same report twice counts once',
    reports: [
      { ...a, day: 20, found: ['kes'] },
      { ...a, day: 20, found: ['kes'] },
    ],
    hosts: ['A affected kes:installed'],
    also: { duplicates: 1 },
  },
  {
    name: 'a time in the future is no time: it clears nothing',
    reports: [
      { ...a, day: 20, found: ['kes'] },
      { ...a, day: 60 },
    ],
    hosts: ['A affected kes:installed'],
    also: { undated: 1 },
  },
  {
    name: 'a finding in a report without a time cannot be cleared',
    reports: [
      { ...a, day: null, found: ['kes'] },
      { ...a, day: 20 },
    ],
    hosts: ['A unproven kes:unproven'],
  },
  {
    name: 'nothing but reports without a time: unknown',
    reports: [{ ...a, day: null, found: ['kes'] }],
    hosts: ['A unknown(affected) kes:installed'],
  },
  {
    name: 'no id at all: nothing proves that it is the same installation',
    reports: [
      { name: 'A', day: 10, found: ['kes'] },
      { name: 'A', day: 20 },
    ],
    hosts: ['A unproven kes:unproven'],
  },
  {
    name: 'hardware without an installation id does not prove it either',
    reports: [
      { name: 'A', hardware: 'hw-one-1', day: 10, found: ['kes'] },
      { name: 'A', hardware: 'hw-one-1', day: 20 },
    ],
    hosts: ['A unproven kes:unproven'],
  },
  {
    name: 'reports that say nothing of their host are hosts of their own',
    reports: [
      { day: 20, found: ['kes'] },
      { day: 21, how: 'gap' },
    ],
    hosts: ['report:', 'report:'],
  },
  {
    name: 'an inventory that knows only the name belongs to the host that was scanned, and clears nothing',
    reports: [
      { ...a, day: 10, found: ['kes'] },
      { name: 'a', how: 'inventory', day: 20 },
    ],
    hosts: ['a unproven kes:unproven'],
  },
  {
    name: 'an inventory that knows only the name adds what it found',
    reports: [
      { ...a, day: 10 },
      { name: 'A', how: 'inventory', day: 20, found: ['kes'] },
    ],
    hosts: ['A affected kes:installed(new)'],
  },
  {
    name: 'of two hosts of one name nobody knows which an inventory is of',
    reports: [
      { name: 'A', id: '1', day: 20 },
      { name: 'A', id: '2', day: 21 },
      { name: 'A', how: 'inventory', day: 21, found: ['kes'] },
    ],
    hosts: ['A affected kes:installed', 'A clean', 'A clean'],
  },
  {
    name: 'the same name at two clients is two hosts',
    reports: [
      { name: 'A', client: 'X', day: 20, how: 'inventory', found: ['kes'] },
      { name: 'A', client: 'Y', day: 20, how: 'inventory' },
    ],
    hosts: ['A affected kes:installed', 'A incomplete'],
  },
  {
    name: 'instances of an image count as the image; ids of the image are no clones',
    reports: [
      { name: 'V-1', id: '1', tags: ['image=gold'], day: 20, found: ['kes'] },
      { name: 'V-2', id: '1', tags: ['image=gold'], day: 21 },
      { name: 'V-3', id: '1', tags: ['image=gold'], day: -20 },
    ],
    hosts: ['gold affected kes:installed 2/1/1'],
    also: { images: 1, clones: 0, hosts: 1 },
  },
  {
    name: 'an image is cleared when every instance that had it was scanned again',
    reports: [
      { name: 'V-1', id: '1', tags: ['image=gold'], day: 10, found: ['kes'] },
      { name: 'V-1', id: '1', tags: ['image=gold'], day: 20 },
      { name: 'V-2', id: '1', tags: ['image=gold'], day: 20 },
    ],
    hosts: ['gold cleared kes:cleared 2/0/0'],
  },
  {
    name: 'an instance with a finding that was not seen again does not clear its image by that',
    reports: [
      { name: 'V-1', id: '1', tags: ['image=gold'], day: -9, found: ['kes'] },
      { name: 'V-2', id: '1', tags: ['image=gold'], day: 20 },
    ],
    hosts: ['gold unproven kes:unproven 1/0/1'],
  },
  {
    name: 'worst first: running, installed, left over, unproven, unknown, incomplete, cleared, clean',
    reports: [
      { name: 'H', id: 'h', day: 20 },
      { name: 'G', id: 'g', day: 10, found: ['kes'] },
      { name: 'G', id: 'g', day: 20 },
      { name: 'F', id: 'f', day: 20, how: 'gap' },
      { name: 'E', id: 'e', day: -20 },
      { name: 'D', id: 'd', day: 10, found: ['kes'] },
      { name: 'D', id: 'd', day: 20, how: 'gap' },
      { name: 'C', id: 'c', day: 20, found: ['kes?'] },
      { name: 'B', id: 'b', day: 20, found: ['kes'] },
      { name: 'A', id: 'a', day: 20, found: ['kes!'] },
    ],
    hosts: [
      'A affected kes:active',
      'B affected kes:installed',
      'C affected kes:residue',
      'D unproven kes:unproven',
      'E unknown(clean)',
      'F incomplete',
      'G cleared kes:cleared',
      'H clean',
    ],
  },
];

describe('histories of hosts', () => {
  for (const { name, reports, hosts, also = {} } of cases) {
    it(name, () => {
      const { rows, rolled, counts } = fleetOf(reports);
      expect(rows.map(line).map((text) => text.replace(/^report:.*/, 'report:'))).toEqual(hosts);
      const counted: Record<string, unknown> = { ...rolled.totals, ...counts, duplicates: rolled.duplicates };
      for (const [key, value] of Object.entries(also))
        expect({ [key]: counted[key] }).toEqual({ [key]: value });
    });
  }

  it('says the same whatever order reports come in', () => {
    for (const { reports } of cases) {
      const forward = fleetOf(reports);
      const backward = fleetOf([...reports].reverse());
      expect(backward).toEqual(forward);
    }
  });

  it('an image says the worst of what would be left on the instances that have something to remove', () => {
    const gold = { tags: ['image=gold'], day: 20 } as const;
    const { rows } = fleetOf([
      { ...gold, name: 'V-0', found: ['kes'], readiness: 'no', encryption: 'encrypted' },
      { ...gold, name: 'V-1', found: ['kes'], readiness: 'expected', day: 21 },
      { ...gold, name: 'V-2', readiness: 'unknown', day: 21.5 },
    ]);
    const [row] = rows;
    expect(rows.map(line)).toEqual(['gold affected kes:installed 3/2/0']);
    expect([row?.readiness, row?.encryption]).toEqual(['no', 'encrypted']);
    expect(row?.products.map(({ stops }) => stops)).toEqual([['protection', 'encryption']]);
  });

  it('an image counts as one host also where rule packs are counted', () => {
    const gold = { tags: ['image=gold'], day: 20 } as const;
    const { rolled } = fleetOf([
      { ...gold, name: 'V-0' },
      { ...gold, name: 'V-1', rules: '2026.10.1', day: 19 },
      { ...a, day: 20 },
    ]);
    expect(rolled.totals.hosts).toBe(2);
    expect(rolled.reportPacks).toEqual([{ id: 'pack', version: '2026.11.1', hosts: 2 }]);
  });

  it('leaves out what is later than an as-of instant of the past', () => {
    const { rows, counts } = fleetOf(
      [
        { ...a, day: 1, found: ['kes'] },
        { ...a, day: 20 },
      ],
      now - 10 * 86_400_000,
    );
    expect(rows.map(line)).toEqual(['A affected kes:installed']);
    expect(counts.later).toBe(1);
  });

  it('an as-of instant to come makes nobody unknown', () => {
    const { rows } = fleetOf([{ ...a, day: 20 }], now + 400 * 86_400_000);
    expect(rows.map(line)).toEqual(['A clean']);
  });
});
