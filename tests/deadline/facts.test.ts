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

/** Claims of five articles of June 2024, with what the data says about each. */
describe('press claims against the data', () => {
  const text = JSON.stringify(regimes);
  const commerce = JSON.stringify(regimes.find(({ regime }) => regime === 'us-commerce-icts'));
  const agrees: [claim: string, pattern: RegExp, where: string][] = [
    ['no new agreements from July 20', /2024-07-20T00:00:00-04:00/, commerce],
    ['no updates and no network after September 29', /2024-09-29T00:00:00-04:00/, commerce],
    ['announced Thursday, June 20, 2024', /announced on 20 June 2024/, commerce],
    ['an executive order of 2019', /Executive Order 13873/, commerce],
    ['users face no penalty', /continued use is not penalised/i, commerce],
    ['switch expeditiously', /switch to another vendor expeditiously/, commerce],
    [
      'two Russian and one British entity listed',
      /AO Kaspersky Lab and OOO Kaspersky Group \(Russia\), Kaspersky Labs Limited \(United Kingdom\)/,
      text,
    ],
    ['Covered List in March 2022', /25 March 2022/, text],
    ['BSI in March 2022 under section 7', /15 March 2022 under section 7/, text],
    ['European Parliament in June 2018, not binding', /13 June 2018/, text],
    ['federal agencies since September 2017', /2017-09-13/, text],
    [
      'Netherlands: central government, anti-virus only',
      /central government phases out Kaspersky anti-virus/,
      text,
    ],
    ['Lithuania: critical infrastructure', /critical information infrastructure/, text],
    [
      'sellers and resellers are fined, not users',
      /on those who supply, resell, integrate or license/,
      commerce,
    ],
  ];
  test.each(agrees)('holds: %s', (_claim, pattern, where) => {
    expect(where).toMatch(pattern);
  });

  const wrong: [claim: string, pattern: RegExp][] = [
    ['use is prohibited for everybody', /prohibits? (the )?(sale and )?use (of|by) (any|all|its) /i],
    ['a transition of 100 days', /100 days/],
    ['updates may still flow on 29 September', /(until|through) (29 September|September 29)/i],
    ['telecom operators at large must remove it', /telecom(munications)? operators (must|have to)/i],
    ['Eugene Kaspersky is sanctioned', /Eugene Kaspersky is (sanctioned|designated)/i],
    ['thirty days in Lithuania', /\b30 days by\b/i],
  ];
  test.each(wrong)('is not repeated: %s', (_claim, pattern) => {
    expect(text).not.toMatch(pattern);
  });
});
