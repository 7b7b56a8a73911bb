import { describe, expect, test } from 'vitest';
import type { Phase } from '../../src/model/regime.ts';
import { loadAudiences, loadRegimes } from './load-regimes.ts';

const regimes = loadRegimes();

/** A phase as one readable line: date, precision, kind, binding, mark, confidence. */
function line(regime: string, phase: Phase): string {
  const { when } = phase;
  const binding = regimes.find((candidate) => candidate.regime === regime)?.binding ?? '';
  const date =
    'trigger' in when ? `term ${when.term}` : 'from' in when ? `from ${when.from}` : `by ${when.by}`;
  const precision = 'trigger' in when ? 'none' : when.precision;
  return [
    `${regime}/${phase.id}`,
    date,
    precision,
    when.zone,
    phase.kind,
    binding,
    phase.mark,
    phase.confidence,
  ].join(' | ');
}

/** Written from the legal texts and reports that each file names, not from the files. */
const expected = `
au-pspf-002-2025/issued | from 2025-02-21 | day | Australia/Sydney | context | order | secondary | high
au-pspf-002-2025/remove | by 2025-04-01 | day | Australia/Sydney | asks-for-absence | order | secondary | high
ca-tbs-mobile/mobile-removal | from 2023-10-30 | day | America/Toronto | asks-for-absence | order | primary | high
de-bsi-warning/warning | from 2022-03-15 | day | Europe/Berlin | advice | advice | secondary | high
eu-parliament-2018/resolution | from 2018-06-13 | day | Europe/Brussels | advice | advice | secondary | high
it-dl-21-2022/decree | from 2022-03-22 | day | Europe/Rome | context | law | secondary | high
it-dl-21-2022/circular-2022 | from 2022-04-26 | day | Europe/Rome | asks-for-absence | law | primary | high
it-dl-21-2022/circular-2025 | from 2025-11-22 | day | Europe/Rome | asks-for-absence | law | primary | high
lt-government-2017/decision | from 2017-12-20 | day | Europe/Vilnius | context | order | primary | high
lt-government-2017/replace | by 2018-03-20 | day | Europe/Vilnius | asks-for-absence | order | computed | low
nl-cabinet-2018/phase-out | from 2018-05-14 | day | Europe/Amsterdam | asks-for-absence | order | secondary | high
pl-recommendation/recommendation | from 2022-06-01 | month | Europe/Warsaw | advice | advice | secondary | medium
ro-law-354-2022/signed | from 2022-12-13 | day | Europe/Bucharest | context | law | secondary | high
ro-law-354-2022/disconnect | from 2023-03-01 | month | Europe/Bucharest | asks-for-absence | law | secondary | medium
ua-sanctions/state-bodies | from 2015-09-16 | day | Europe/Kyiv | asks-for-absence | law | secondary | high
uk-ncsc/letter | from 2017-12-01 | day | Europe/London | advice | advice | secondary | high
uk-ncsc/reconsider | from 2022-03-01 | month | Europe/London | advice | advice | secondary | high
us-commerce-icts/announced | from 2024-06-20 | day | America/New_York | context | order | primary | high
us-commerce-icts/new-agreements | from 2024-07-20T00:00:00-04:00 | instant | America/New_York | ends-supply | order | secondary | high
us-commerce-icts/updates-and-ksn | from 2024-09-29T00:00:00-04:00 | instant | America/New_York | ends-supply | order | primary | high
us-commerce-icts/resale-integration-licensing | from 2024-09-29T00:00:00-04:00 | instant | America/New_York | ends-supply | order | secondary | high
us-dhs-bod-17-01/issued | from 2017-09-13 | day | America/New_York | context | order | primary | high
us-dhs-bod-17-01/identify | by 2017-10-13 | day | America/New_York | asks-for-report | order | computed | high
us-dhs-bod-17-01/plan | by 2017-11-12 | day | America/New_York | asks-for-report | order | computed | high
us-dhs-bod-17-01/remove | by 2017-12-12 | day | America/New_York | asks-for-absence | order | computed | high
us-entity-list/listed | from 2024-06-24 | day | America/New_York | context | context | primary | high
us-entity-list/affiliates-rule | from 2025-09-29 | day | America/New_York | context | context | secondary | high
us-far-kaspersky/clause | from 2018-07-16 | day | America/New_York | ends-supply | contract | primary | high
us-far-kaspersky/contract-use | from 2018-10-01 | day | America/New_York | asks-for-absence | contract | primary | high
us-far-kaspersky/three-day-report | term 3 business days | none | America/New_York | asks-for-report | contract | primary | high
us-fcc-covered-list/services-listed | from 2022-03-25 | day | America/New_York | bars-money | order | primary | high
us-fcc-covered-list/equipment-listed | from 2024-07-23 | day | America/New_York | bars-money | order | secondary | medium
us-fcc-covered-list/equipment-notice | from 2024-09-03 | day | America/New_York | bars-money | order | secondary | medium
us-ndaa-1634/government-use | from 2018-10-01 | day | America/New_York | asks-for-absence | law | primary | high
us-ofac-sdn/designated | from 2024-06-21 | day | America/New_York | context | context | secondary | high
us-state-md/issued | from 2022-12-06 | day | America/New_York | context | order | secondary | high
us-state-md/comply | by 2022-12-20 | day | America/New_York | asks-for-absence | order | computed | high
us-state-nh/state-agencies | from 2018-05-01 | month | America/New_York | asks-for-absence | law | secondary | high
us-state-nj/remove | from 2023-01-09 | day | America/New_York | asks-for-absence | order | secondary | high
us-state-or/covered-products | from 2023-09-24 | day | America/Los_Angeles | asks-for-absence | law | primary | high
us-state-tx/prohibited-software | from 2023-02-01 | month | America/Chicago | asks-for-absence | order | secondary | high
`;

test('every phase has the date, kind and mark that its texts give', () => {
  const lines = regimes.flatMap((regime) => regime.phases.map((phase) => line(regime.regime, phase)));
  expect(lines).toEqual(expected.trim().split('\n'));
});

test('every audience of a phase, every implied one and every overtaking regime exists', () => {
  const audiences = loadAudiences();
  const known = new Set(audiences.map(({ audience }) => audience));
  const used = new Set([
    ...regimes.flatMap(({ phases }) => phases.flatMap((phase) => phase.audiences)),
    ...audiences.flatMap(({ implies }) => implies),
  ]);
  expect([...used].filter((id) => !known.has(id))).toEqual([]);
  expect([...known].filter((id) => !used.has(id))).toEqual([]);
  const ids = regimes.map(({ regime }) => regime);
  expect(regimes.flatMap(({ overtakenBy }) => overtakenBy?.regime ?? [])).toEqual(['us-ndaa-1634']);
  expect(ids).toContain('us-ndaa-1634');
  expect(new Set(ids).size).toBe(ids.length);
});

/**
 * Every claim of five articles of June 2024 on which a reader could check us, and where the pack stands on it: what it
 * says itself, or what it must not repeat. Claims on companies, customers and motives are in neither: no rule turns on them.
 */
describe('press claims, article by article', () => {
  const text = JSON.stringify([regimes, loadAudiences()]);
  const of = (id: string) => JSON.stringify(regimes.find(({ regime }) => regime === id) ?? expect.fail(id));
  const phase = (id: string, phaseId: string) =>
    JSON.stringify(
      regimes.find(({ regime }) => regime === id)?.phases.find((each) => each.id === phaseId) ??
        expect.fail(phaseId),
    );
  const commerce = of('us-commerce-icts');

  const says: [article: string, claim: string, where: string, pattern: RegExp][] = [
    [
      '1',
      'July 20: no new agreements',
      phase('us-commerce-icts', 'new-agreements'),
      /2024-07-20T00:00:00-04:00/,
    ],
    [
      '1',
      'September 29: no updates',
      phase('us-commerce-icts', 'updates-and-ksn'),
      /2024-09-29T00:00:00-04:00/,
    ],
    [
      '1',
      'September 29: no network',
      phase('us-commerce-icts', 'updates-and-ksn'),
      /nor run Kaspersky Security Network/,
    ],
    ['1', 'an executive order of 2019', commerce, /Executive Order 13873/],
    [
      '1',
      'two Russian and one British entity listed',
      of('us-entity-list'),
      /AO Kaspersky Lab and OOO Kaspersky Group \(Russia\), Kaspersky Labs Limited \(United Kingdom\)/,
    ],
    [
      '1',
      'no sale after September 29: sales end earlier',
      phase('us-commerce-icts', 'new-agreements'),
      /sale, new licence/,
    ],
    [
      '1',
      '2017: an order to federal agencies',
      of('us-dhs-bod-17-01'),
      /federal executive branch|2017-09-13/,
    ],
    [
      '1',
      'users may go on until September 29: after it too',
      commerce,
      /Continued use is not a violation under the determination, but the product gets no supply/,
    ],
    [
      '2',
      'users are not in violation',
      commerce,
      /"notBound":"People and businesses who go on using what they have\. Continued use is not a violation/,
    ],
    ['2', 'urged to stop and switch', commerce, /switch to another vendor expeditiously/],
    ['2', 'FCC Covered List in March 2022', of('us-fcc-covered-list'), /25 March 2022/],
    ['2', 'the FCC entry of July 2024, which the article misses', of('us-fcc-covered-list'), /2024-07-23/],
    ['2', 'BSI in March 2022 under section 7', of('de-bsi-warning'), /15 March 2022 under section 7/],
    [
      '2',
      'BSI: replace, as advice, not uninstall',
      of('de-bsi-warning'),
      /replac[\s\S]*advice|advice[\s\S]*replac/,
    ],
    ['2', 'European Parliament in June 2018', of('eu-parliament-2018'), /13 June 2018/],
    ['2', 'which is not binding', of('eu-parliament-2018'), /not binding/],
    ['2', 'United Kingdom: systems of SECRET and above', of('uk-ncsc'), /SECRET/],
    [
      '2',
      'Netherlands: central government, anti-virus only',
      of('nl-cabinet-2018'),
      /central government phases out Kaspersky anti-virus/,
    ],
    [
      '2',
      'Lithuania: critical infrastructure',
      of('lt-government-2017'),
      /critical information infrastructure/,
    ],
    ['3', 'announced on June 20, 2024', commerce, /announced on 20 June 2024/],
    ['3', 'federal agencies since September 2017', of('us-dhs-bod-17-01'), /2017-09-13/],
    [
      '4',
      'not the US subsidiary alone',
      commerce,
      /Kaspersky Lab, Inc\. with all affiliates, subsidiaries and parent companies/,
    ],
    ['4', 'no penalties for continued use', commerce, /continued use is not penalised/i],
    [
      '5',
      'September 29: no resale, no licensing',
      phase('us-commerce-icts', 'resale-integration-licensing'),
      /may resell Kaspersky software/,
    ],
    [
      '5',
      'and no integration, which the article misses',
      phase('us-commerce-icts', 'resale-integration-licensing'),
      /integrate it in other products/,
    ],
    [
      '5',
      'sellers and resellers are fined, not users',
      commerce,
      /on those who supply, resell, integrate or license/,
    ],
  ];
  test.each(says)('article %s: %s', (_article, _claim, where, pattern) => {
    expect(where).toMatch(pattern);
  });

  test('article 5: new business ends 30 days after the announcement', () => {
    const dateOf = (id: string) =>
      /"from":"(\d{4}-\d{2}-\d{2})/.exec(phase('us-commerce-icts', id))?.[1] ?? '';
    const days = (Date.parse(dateOf('new-agreements')) - Date.parse(dateOf('announced'))) / 86_400_000;
    expect(days).toBe(30);
  });

  const wrong: [article: string, claim: string, pattern: RegExp][] = [
    [
      '1',
      'use is prohibited for everybody',
      /prohibits? (the )?(sale and )?use (of|by) (any|all|its) |ban(s|ned)? .{0,20}\buse\b/i,
    ],
    ['1', 'the ban of 2017 now covers all U.S. entities', /extended to all|all U\.S\. entities/i],
    ['2', 'CISA notifies critical infrastructure', /\bCISA\b/],
    ['2', 'Germany told consumers to uninstall', /consumers (should |to )?uninstall/i],
    ['2', 'telecom operators at large are to remove it', /telecom(munications)? operators (must|have to)/i],
    ['3', '240,000 corporate clients', /2[47]0[ ,.]?000/],
    ['4', 'a transition of 100 days', /\b100 days/],
    ['4', 'updates may still flow on 29 September', /(until|through) (29 September|September 29)/i],
    ['5', '400 million users in 200 countries', /400 million|200 countries/i],
    ['-', 'Eugene Kaspersky is sanctioned', /Eugene Kaspersky is (sanctioned|designated)/i],
    ['-', 'thirty days in Lithuania', /\b30 days by\b/i],
  ];
  test.each(wrong)('article %s is not repeated: %s', (_article, _claim, pattern) => {
    expect(text).not.toMatch(pattern);
  });
});
