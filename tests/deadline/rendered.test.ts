import { describe, expect, test } from 'vitest';
import { resolveAudiences } from '../../src/deadline/audiences.ts';
import { dateFindings } from '../../src/deadline/date-findings.ts';
import { parseAsOf } from '../../src/deadline/instant.ts';
import type { Report } from '../../src/model/report.ts';
import type { RulePack } from '../../src/model/rule-pack.ts';
import { statuses } from '../../src/model/vocabulary.ts';
import { deadlineText } from '../../src/report/deadline-text.ts';
import { renderJson } from '../../src/report/json.ts';
import { renderTable } from '../../src/report/table.ts';
import { empty } from '../report/fixtures/parts.ts';
import { builtInPack } from '../rule-pack/built-in-pack.ts';
import { bodies, forbidden, toldToRemove } from './forbidden.ts';
import { judge, pack } from './judge.ts';
import { type FindingSketch, makeFinding } from './make-finding.ts';
import { makeHosts } from './make-hosts.ts';

/** From the rule files to the words that a reader sees: what is worded in `src/report` from the data of `src/deadline`. */
const today = '2026-11-22';
const supply = 'Supply of updates and of Kaspersky Security Network to U.S. persons';
const commerce = '(U.S. Commerce Final Determination on Kaspersky Lab, Inc.)';
const federal = 'Federal use of anything by Kaspersky';
const act = '(National Defense Authorization Act 2018, section 1634)';
const australia = 'All Kaspersky instances in Commonwealth entities';
const direction = '(Australian PSPF Direction 002-2025)';

/** The sentence of the deadline that governs, or why none does. */
function sentence(sketch: FindingSketch, audience: string, asOf: string): string {
  const [first] = judge(sketch, audience, asOf).governing;
  if (first === undefined) return '';
  return plain(first.deadline === null ? first.why : deadlineText(first.deadline, first).sentence);
}

function plain(text: string): string {
  return text.replaceAll('\u00a0', ' ');
}

const rows: [why: string, sketch: FindingSketch, audience: string, asOf: string, says: string][] = [
  [
    'supply, past',
    {},
    'us-person',
    today,
    `${supply} ended 29 Sep 2024 00:00 EDT, 784 days ago ${commerce}.`,
  ],
  [
    'supply, that day',
    {},
    'us-person',
    '2024-09-29T12:00Z',
    `${supply} ended 29 Sep 2024 00:00 EDT, today ${commerce}.`,
  ],
  [
    'supply, the day after',
    {},
    'us-person',
    '2024-09-30',
    `${supply} ended 29 Sep 2024 00:00 EDT, 1 day ago ${commerce}.`,
  ],
  [
    'supply, to come',
    {},
    'us-person',
    '2024-09-28',
    `${supply} will end 29 Sep 2024 00:00 EDT, in 1 day ${commerce}.`,
  ],
  [
    'absence, presence not known',
    {},
    'us-federal',
    today,
    `${federal}: in force since 1 Oct 2018, for 2 974 days ${act}.`,
  ],
  [
    'absence, there before',
    { installedAt: '2017-05-01' },
    'us-federal',
    today,
    `${federal}: overdue since 1 Oct 2018, for 2 974 days ${act}.`,
  ],
  [
    'absence, came later',
    { installedAt: '2026-11-12T10:00:00Z' },
    'us-federal',
    today,
    `${federal}: overdue since 12 Nov 2026, the first trace of it here, for 10 days; the rule is in force since 1 Oct 2018 ${act}.`,
  ],
  [
    'absence, an empty clock',
    { installedAt: '1970-01-01T00:00:00Z' },
    'us-federal',
    today,
    `${federal}: in force since 1 Oct 2018, for 2 974 days ${act}.`,
  ],
  [
    'absence, to come',
    { installedAt: '2017-05-01' },
    'us-federal-nss',
    '2018-09-30',
    `${federal}: in force from 1 Oct 2018, in 1 day ${act}.`,
  ],
  [
    'by, before',
    {},
    'au-commonwealth',
    '2025-03-30T00:00+11:00',
    `${australia}: due by the end of 1 Apr 2025, in 2 days ${direction}.`,
  ],
  [
    'by, on the day',
    { installedAt: '2024-01-01' },
    'au-commonwealth',
    '2025-04-01T23:59:59+11:00',
    `${australia}: due by the end of 1 Apr 2025, today ${direction}.`,
  ],
  [
    'by, ended',
    {},
    'au-commonwealth',
    '2025-04-02T00:00+11:00',
    `${australia}: in force, its term ended on 1 Apr 2025, 1 day ago ${direction}.`,
  ],
  [
    'by, ended, there before',
    { installedAt: '2024-01-01' },
    'au-commonwealth',
    '2025-04-02T00:00+11:00',
    `${australia}: overdue since the end of 1 Apr 2025, for 1 day ${direction}.`,
  ],
  [
    'advice',
    {},
    'de-advice',
    today,
    "Germany's BSI warns against Kaspersky anti-virus: advised since 15 Mar 2022, for 1 713 days (Warning of the German BSI about Kaspersky anti-virus).",
  ],
  [
    'advice, there before',
    { installedAt: '2020-01-01' },
    'de-advice',
    today,
    "Germany's BSI warns against Kaspersky anti-virus: advised since 15 Mar 2022, for 1 713 days (Warning of the German BSI about Kaspersky anti-virus).",
  ],
  [
    'money',
    {},
    'us-fcc-funded',
    today,
    'Kaspersky security products and services on the Covered List: in force since 25 Mar 2022, for 1 703 days (FCC Covered List).',
  ],
  [
    'a month: the doubt is said once',
    {},
    'ro-public',
    today,
    'Romanian public bodies disconnect or uninstall it: in force since mid-March 2023, day not known (Romanian law 354/2022 on anti-virus from Russia).',
  ],
  [
    'a month of advice',
    { class: 'consumer-protection' },
    'pl-advice',
    today,
    'Poland recommends not to use four Kaspersky products: advised since spring 2022, date not verified (Polish recommendation on four Kaspersky products).',
  ],
  [
    'nothing',
    { class: 'vpn', capabilities: [] },
    'nl-central',
    today,
    'No deadline: the rules for nl-central (Dutch cabinet decision) do not reach this product, of class vpn.',
  ],
];

test.each(rows)('%s', (_why, sketch, audience, asOf, says) => {
  expect(sentence(sketch, audience, asOf)).toBe(says);
});

describe('deadlines that never govern', () => {
  test.each([
    [
      'us-federal',
      'remove',
      'Agencies begin removal: 12 Dec 2017, 3 267 days ago, history (Binding Operational Directive 17-01, Removal of Kaspersky-branded Products).',
    ],
    [
      'us-federal-contractor',
      'three-day-report',
      'Report of a covered article: 3 business days after identification or notification of a covered article provided to the Government; no fixed date (Federal Acquisition Regulation, clause 52.204-23).',
    ],
    ['us-person', 'announced', `Final Determination announced: 20 Jun 2024, 885 days ago ${commerce}.`],
  ])('%s %s', (audience, phase, says) => {
    const deadline = judge({ installedAt: '2016-01-01' }, audience, today).deadlines.find(
      (candidate) => candidate.phase === phase,
    );
    expect(deadline && plain(deadlineText(deadline).sentence)).toBe(says);
  });
});

describe('the whole report of every product, as a reader sees it', () => {
  const rules = builtInPack();
  const whole: RulePack = { ...rules, regimes: pack.regimes, audiences: pack.audiences };
  const findings = rules.products.flatMap(({ product, name, vendor, class: kind, platforms, capabilities }) =>
    statuses.map((status) => {
      const finding = makeFinding({
        id: product,
        name,
        vendor,
        class: kind,
        platforms,
        capabilities,
        status,
      });
      return { ...finding, id: `${product} ${status}`, installedAt: '2010-01-01' };
    }),
  );

  /** The verbose report for one audience, and the texts of its JSON, a line each; without what is quoted as a source. */
  function reportFor(audience: string, asOf: string): string {
    const report: Report = {
      ...empty,
      audiences: [audience],
      findings: dateFindings({
        findings,
        pack: whole,
        audiences: resolveAudiences([audience], whole.audiences),
        asOf: parseAsOf(asOf),
        hosts: makeHosts(findings),
        accepts: [],
      }),
    };
    const text = renderTable(report, { width: 2000, verbose: true });
    return `${text.replace(/Source: [^\n]*/g, '')}\n${jsonTexts(report)}`;
  }

  const dates = ['2018-09-30', '2024-07-25', today];
  const reports = pack.audiences.map(({ audience }) => ({
    audience,
    texts: dates.map((asOf) => reportFor(audience, asOf)),
  }));

  test.each(reports)('for $audience says nothing that no source says', ({ audience, texts }) => {
    for (const text of texts) {
      expect(text.length).toBeGreaterThan(10_000);
      const wrong = forbidden
        .filter(([why]) => why !== neverOverdue || !bodies.test(audience))
        .flatMap(([why, pattern]) => lines(text, pattern).map((line) => `${why}: ${line}`));
      expect(wrong).toEqual([]);
    }
  });

  test.each(reports.filter(({ audience }) => !bodies.test(audience)))(
    'for $audience no law tells the reader to remove it',
    ({ texts }) => {
      for (const text of texts) expect(lines(text, toldToRemove)).toEqual([]);
    },
  );

  // No day is printed, the day or today's standing was not verified, or the duty turns on what a scan cannot know.
  const nobodyIsLate = [
    'it-public',
    'nl-central',
    'ua-public',
    'lt-critical',
    'us-tx',
    'ca-government-mobile',
    'us-federal-contractor',
  ];
  test.each(reports.filter(({ audience }) => nobodyIsLate.includes(audience)))(
    'for $audience nothing is overdue',
    ({ texts }) => {
      for (const text of texts) expect(lines(text, /\boverdue\b/)).toEqual([]);
    },
  );

  test.each(reports.filter(({ audience }) => bodies.test(audience) && !nobodyIsLate.includes(audience)))(
    'for $audience a product that was there before is overdue once the law asks for its absence',
    ({ texts }) => {
      expect(lines(texts.at(-1) ?? '', /: overdue since /)).not.toEqual([]);
    },
  );
});

/** The sentences in the fields of the JSON report, one a line. */
function jsonTexts(report: Report): string {
  const values: string[] = [];
  JSON.parse(renderJson(report, { pretty: false }), (key, value: unknown) => {
    if (typeof value === 'string' && value.includes(' ') && key !== 'source') values.push(value);
    return value;
  });
  return values.join('\n');
}

const neverOverdue = 'advice and supply are never overdue';

/** The lines that a pattern is found in, shortened. */
function lines(text: string, pattern: RegExp): string[] {
  return text
    .split('\n')
    .filter((line) => pattern.test(line))
    .map((line) => line.trim().slice(0, 200));
}
