import { describe, expect, test } from 'vitest';
import type { Item } from '../../src/model/item.ts';
import { renderTable } from '../../src/report/table.ts';
import { builtInPack } from '../rule-pack/built-in-pack.ts';
import { defenderBeside, judged, row } from '../support/judged.ts';
import { forbidden, toldToRemove } from './forbidden.ts';

const kes = row.entry('Kaspersky Endpoint Security for Windows', 'AO Kaspersky Lab', '12.3.0.493');
const agent = row.entry('Kaspersky Security Center Network Agent', 'Kaspersky', '14.0.0.10902');
const wow = 'HKLM\\SOFTWARE\\WOW6432Node\\KasperskyLab';
const issued = (value: string): Item => row.read('network-agent-windows/bases-date', value, wow);
const updated = (seconds: string): Item => row.read('kes-windows/last-update', seconds, wow);

const expectedThen =
  'That is expected in the United States, where the vendor stopped updates on 10 September 2024.';
const between =
  'The vendor stopped updates in the United States on 10 September 2024, so this is possible where the host, or the server that it is updated from, was not taken for one there.';
const look =
  'Supply to U.S. persons ended on 29 September 2024, so on a host of a U.S. person this deserves a look: ask where it came from, for instance a server or mirror abroad, the exit of a VPN, a USB drive.';

describe('what the date of the databases says for a U.S. person, 22 November 2026', () => {
  test.each<[value: string, released: string | undefined, text: string]>([
    [
      '09-09-2024 20-15-00',
      '2024-09-09T20:15:00.000Z',
      `Its databases were issued on 9 Sep 2024, 804 days ago. ${expectedThen}`,
    ],
    // The stop was at 00:00 EDT, 04:00 UTC.
    [
      '10-09-2024 03-59-59',
      '2024-09-10T03:59:59.000Z',
      `Its databases were issued on 9 Sep 2024, 804 days ago. ${expectedThen}`,
    ],
    [
      '10-09-2024 04-00-00',
      '2024-09-10T04:00:00.000Z',
      `Its databases were issued on 10 Sep 2024, 803 days ago. ${between}`,
    ],
    [
      '29-09-2024 03-59-59',
      '2024-09-29T03:59:59.000Z',
      `Its databases were issued on 28 Sep 2024, 785 days ago. ${between}`,
    ],
    [
      '29-09-2024 04-00-00',
      '2024-09-29T04:00:00.000Z',
      `Its databases were issued on 29 Sep 2024, 784 days ago. ${look}`,
    ],
    [
      '21-11-2026 10-00-00',
      '2026-11-21T10:00:00.000Z',
      `Its databases were issued on 21 Nov 2026, 1 day ago. ${look}`,
    ],
    [
      '23-11-2026 10-00-00',
      '2026-11-23T10:00:00.000Z',
      'Its record says 23 Nov 2026, which is later than this report: a clock or the record is wrong, so the date is not used.',
    ],
    [
      '31-12-1969 23-59-59',
      undefined,
      'The record of when its databases were issued holds no date that can be used.',
    ],
    ['', undefined, 'The record of when its databases were issued holds no date that can be used.'],
    ['yesterday', undefined, 'The record of when its databases were issued holds no date that can be used.'],
  ])('issued %j', (value, released, text) => {
    const { databases } = judged({ items: [kes, agent, issued(value)], audiences: ['us-person'] });
    expect(databases).toMatchObject([{ product: 'network-agent-windows', text }]);
    expect(forbidden.filter(([, pattern]) => pattern.test(text))).toEqual([]);
    expect(toldToRemove.test(text)).toBe(false);
    expect(databases[0]?.released).toBe(released);
  });

  test.each<[seconds: string, updated: string | undefined, text: string]>([
    [
      '1725926399',
      '2024-09-09T23:59:59.000Z',
      `Its last successful update was on 9 Sep 2024, 804 days ago; the databases it brought may be older.`,
    ],
    [
      '1727654400',
      '2024-09-30T00:00:00.000Z',
      `Its last successful update was on 29 Sep 2024, 784 days ago; the databases it brought may be older. ${look}`,
    ],
    ['0', undefined, 'By its own record it has never updated.'],
    ['4294967295', undefined, 'By its own record it has never updated.'],
    ['12', undefined, 'The record of its last update holds no date that can be used.'],
  ])('updated %s', (seconds, instant, text) => {
    const { databases } = judged({ items: [kes, updated(seconds)], audiences: ['us-person'] });
    expect(databases).toMatchObject([{ product: 'kes-windows', text }]);
    expect(databases[0]?.updated).toBe(instant);
  });
});

test('for anybody else only the date is said', () => {
  for (const audiences of [['none'], ['de-advice']]) {
    const { databases } = judged({ items: [kes, agent, issued('21-11-2026 10-00-00')], audiences });
    expect(databases[0]?.text).toBe('Its databases were issued on 21 Nov 2026, 1 day ago.');
  }
});

test('the latest of two places counts, a date before "never"; each product has its own', () => {
  const both = [updated('0'), row.read('kes-windows/last-update-64', '1725926399'), updated('1725840000')];
  const { databases } = judged({ items: [kes, agent, ...both, issued('09-09-2024 20-15-00')] });
  expect(databases.map(({ product, released, updated }) => [product, released, updated])).toEqual([
    ['kes-windows', undefined, '2024-09-09T23:59:59.000Z'],
    ['network-agent-windows', '2024-09-09T20:15:00.000Z', undefined],
  ]);
  expect(databases[0]?.evidence.map(({ signature }) => signature)).toEqual(['kes-windows/last-update-64']);
});

test('nothing is said without a finding, without a value, or of a value that no product asks for', () => {
  const closed: Item = {
    ...issued('x'),
    attributes: { read: 'network-agent-windows/bases-date', unreadable: true },
  };
  const elsewhere = row.read('network-agent-windows/bases-date', '09-09-2024 20-15-00', 'HKLM\\x');
  expect(judged({ items: [elsewhere] }).databases).toEqual([]);
  expect(judged({ items: [kes, closed] }).databases).toEqual([]);
  expect(judged({ items: [kes, row.read('nobody/date', '1')] }).databases).toEqual([]);
});

test('a reader sees it beside the product, and "not read" is never "up to date"', () => {
  const shown = renderTable(
    judged({
      items: [kes, agent, issued('09-09-2024 20-15-00'), ...defenderBeside],
      audiences: ['us-person'],
    }),
    { width: 200 },
  );
  expect(shown).toContain('Databases: by the record of Kaspersky Security Center Network Agent');
  expect(shown).toContain('Its databases were issued on 9 Sep 2024, 804 days ago.');
  expect(renderTable(judged({ items: [kes] }), { verbose: true })).toContain(
    'Databases: their date was not read.',
  );
});

test('every value of the pack that is called a date of databases says so to the program', () => {
  const silent = builtInPack().products.flatMap(({ product, reads }) =>
    reads
      .filter(
        ({ meaning, tells }) =>
          /\b(databases|last successful update)\b/i.test(meaning) && tells === undefined,
      )
      .map(({ id }) => `${product}/${id}`),
  );
  expect(silent).toEqual([]);
});
