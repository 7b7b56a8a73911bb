import { describe, expect, test } from 'vitest';
import { governing, judge, pack } from './judge.ts';
import { type FindingSketch, integration } from './make-finding.ts';

const today = '2026-11-22';
const endpoint: FindingSketch = { class: 'endpoint-protection' };
const leftover: FindingSketch = { class: 'component', status: 'residue', capabilities: ['kernel-driver'] };
const oldProduct: FindingSketch = { class: 'endpoint-protection', status: 'residue' };
const intelligence: FindingSketch = { class: 'threat-intelligence', capabilities: ['informational'] };
const vpn: FindingSketch = { class: 'vpn', capabilities: ['codebase-updates', 'vpn'] };
const scanEngine: FindingSketch = {
  class: 'scan-engine',
  capabilities: ['integrates-engine', 'signature-updates'],
};
const disinfector: FindingSketch = { class: 'utility', capabilities: [] };

const updates = 'us-commerce-icts/updates-and-ksn';
const resale = 'us-commerce-icts/resale-integration-licensing';
const statute = 'us-ndaa-1634/government-use';
const contract = 'us-far-kaspersky/contract-use';

describe('which deadline governs', () => {
  const rows: [why: string, sketch: FindingSketch, audiences: string, asOf: string, governs: string[]][] = [
    ['an ordinary product', endpoint, 'us-person', today, [updates]],
    ['active or installed is the same', { ...endpoint, status: 'active' }, 'us-person', today, [updates]],
    ['absence outranks ended supply', endpoint, 'us-federal', today, [statute]],
    ['… also before it is in effect', endpoint, 'us-federal-nss', '2018-01-01', [statute]],
    ['the directive before the statute', endpoint, 'us-federal', '2018-09-30', ['us-dhs-bod-17-01/remove']],
    ['the directive is history from the statute on', endpoint, 'us-federal', '2018-10-01', [statute]],
    ['a contractor', endpoint, 'us-federal-contractor', today, [contract]],
    [
      'barred money outranks ended supply',
      endpoint,
      'us-fcc-funded',
      today,
      ['us-fcc-covered-list/services-listed'],
    ],
    [
      'barred money: the first in effect',
      vpn,
      'us-fcc-funded',
      today,
      ['us-fcc-covered-list/services-listed'],
    ],
    [
      'the listing of 2022 barred subsidies, not yet the authorization of equipment',
      vpn,
      'us-fcc-equipment',
      today,
      ['us-fcc-covered-list/equipment-listed'],
    ],
    [
      'barred money: equipment with the engine inside',
      integration,
      'us-fcc-equipment',
      today,
      ['us-fcc-covered-list/equipment-listed'],
    ],
    ['outside the determination', intelligence, 'us-person', today, ['none']],
    ['… and yet a federal matter', intelligence, 'us-federal', today, [statute]],
    ['… and a contractor’s', intelligence, 'us-federal-contractor', today, [contract]],
    ['… and Oregon’s, which names services', intelligence, 'us-or', today, ['us-state-or/covered-products']],
    ['a tool without databases is context', disinfector, 'us-person', today, ['none']],
    ['… and yet a federal matter', disinfector, 'us-federal', today, [statute]],
    ['an integration, seen by its user', integration, 'us-person', today, [updates]],
    ['… by the integrator', integration, 'us-integrator', today, [resale]],
    ['… by a federal body', integration, 'us-federal', today, [statute]],
    ['… the directive excepted it', integration, 'us-federal', '2018-09-30', [statute]],
    ['… by Australia', integration, 'au-commonwealth', today, ['none']],
    ['the engine as a product, by its user', scanEngine, 'us-person', today, [updates]],
    ['… by the integrator', scanEngine, 'us-integrator', today, [resale]],
    ['an ordinary product at a reseller: capability decides', endpoint, 'us-integrator', today, [updates]],
    ['an integrator before the date', integration, 'us-integrator', '2024-08-01', [resale]],
    ['a leftover owes nothing under ended supply', leftover, 'us-person', today, ['none']],
    ['… absence asks for it too', leftover, 'us-federal', today, [statute]],
    ['… all instances', leftover, 'au-commonwealth', today, ['au-pspf-002-2025/remove']],
    ['… on state assets', leftover, 'us-or', today, ['us-state-or/covered-products']],
    ['… not in contract work', leftover, 'us-federal-contractor', today, ['none']],
    ['… not under barred money', oldProduct, 'us-fcc-funded', today, ['none']],
    ['… not under advice', oldProduct, 'de-advice', today, ['none']],
    [
      'two public bodies at once, in the order asked',
      endpoint,
      'it-public,au-commonwealth',
      today,
      ['it-dl-21-2022/circular-2025', 'au-pspf-002-2025/remove'],
    ],
    [
      '… and the other way round',
      endpoint,
      'au-commonwealth,it-public',
      today,
      ['au-pspf-002-2025/remove', 'it-dl-21-2022/circular-2025'],
    ],
    [
      'a federal body that is also a contractor',
      endpoint,
      'us-federal,us-federal-contractor',
      today,
      [statute, contract],
    ],
    ['a European audience alone', endpoint, 'de-advice', today, ['de-bsi-warning/warning']],
    ['advice: the latest in effect', endpoint, 'uk-advice', '2020-01-01', ['uk-ncsc/letter']],
    ['… of 2022', endpoint, 'uk-advice', today, ['uk-ncsc/reconsider']],
    [
      'absence: the latest in effect, first circular',
      endpoint,
      'it-public',
      '2025-11-21T23:59:59+01:00',
      ['it-dl-21-2022/circular-2022'],
    ],
    [
      '… second circular',
      endpoint,
      'it-public',
      '2025-11-22T00:00:00+01:00',
      ['it-dl-21-2022/circular-2025'],
    ],
    ['… before both the next to come', endpoint, 'it-public', '2022-04-01', ['it-dl-21-2022/circular-2022']],
    ['Italy names no mail gateways', { class: 'mail-gateway' }, 'it-public', today, ['none']],
    ['Italy names EDR', { class: 'edr' }, 'it-public', today, ['it-dl-21-2022/circular-2025']],
    ['the Netherlands name anti-virus only', endpoint, 'nl-central', today, ['nl-cabinet-2018/phase-out']],
    ['… not a VPN', vpn, 'nl-central', today, ['none']],
    ['… not an agent', { class: 'management-agent' }, 'nl-central', today, ['none']],
    [
      'Canada names mobile devices',
      { class: 'vpn', platforms: ['ios'] },
      'ca-government-mobile',
      today,
      ['ca-tbs-mobile/mobile-removal'],
    ],
    ['… not desktops', endpoint, 'ca-government-mobile', today, ['none']],
    [
      'Poland names consumer products',
      { class: 'consumer-protection' },
      'pl-advice',
      today,
      ['pl-recommendation/recommendation'],
    ],
    [
      '… and Safe Kids',
      { class: 'parental-control' },
      'pl-advice',
      today,
      ['pl-recommendation/recommendation'],
    ],
    ['… not endpoint products', endpoint, 'pl-advice', today, ['none']],
    ['presence alone', endpoint, 'none', today, []],
  ];
  test.each(rows)('%s', (_why, sketch, audiences, asOf, governs) => {
    expect(governing(sketch, audiences, asOf)).toEqual(governs);
  });
});

describe('why, in one plain sentence', () => {
  const rows: [sketch: FindingSketch, audience: string, asOf: string, why: string][] = [
    [
      endpoint,
      'us-person',
      today,
      'It ends supply; of its phases it is the latest in effect; it binds the supplier, not the user.',
    ],
    [
      endpoint,
      'us-person',
      '2024-08-01',
      'It ends supply; of its phases it is the next to come; it binds the supplier, not the user.',
    ],
    [
      integration,
      'us-person',
      today,
      'It ends supply; of its phases it is the latest in effect; it binds Kaspersky and Example Networks, not the user.',
    ],
    [
      integration,
      'us-integrator',
      today,
      'It ends supply; of its phases it is the latest in effect; it binds whoever integrates, licenses or resells.',
    ],
    [endpoint, 'us-federal', today, 'It asks for absence, which outranks ended supply.'],
    [
      endpoint,
      'us-federal',
      '2018-09-30',
      'It asks for absence, which outranks ended supply; of several regimes it is the earliest in effect.',
    ],
    [
      endpoint,
      'us-fcc-funded',
      today,
      'It bars money or approval, which outranks ended supply; of its phases it is the first in effect.',
    ],
    [endpoint, 'de-advice', today, 'It is advice and obliges nobody.'],
    [
      leftover,
      'us-person',
      today,
      'No deadline; remove for security: nothing is supplied to a leftover, so a rule that ends supply asks nothing of it.',
    ],
    [
      oldProduct,
      'de-advice',
      today,
      'No deadline; remove for security: no rule for de-advice asks for the absence of a leftover of this kind.',
    ],
    [
      intelligence,
      'us-person',
      today,
      'No deadline: the rules for us-person (Commerce Final Determination) do not reach this product, of class threat-intelligence. Commerce excludes threat intelligence, security training, and consulting or advisory services, where purely informational or educational. Whether these words also limit software for threat intelligence was not settled by anything read.',
    ],
    [
      disinfector,
      'us-person',
      today,
      'No deadline: the rules for us-person (Commerce Final Determination) do not reach this product, of class utility. Context only. This tool ships no databases; a copy on disk is no act of supply. No source that could be read discusses such tools, so this is our own reading, with low confidence.',
    ],
    [
      { name: 'UltraAV', vendor: 'Pango', class: 'successor', capabilities: [] },
      'us-person',
      today,
      'No deadline: the rules for us-person (Commerce Final Determination) do not reach this product, of class successor.',
    ],
    [
      vpn,
      'nl-central',
      today,
      'No deadline: the rules for nl-central (Dutch cabinet decision) do not reach this product, of class vpn.',
    ],
  ];
  test.each(rows)('%j %s %s', (sketch, audience, asOf, why) => {
    expect(judge(sketch, audience, asOf).governing[0]?.why).toBe(why);
  });
});

describe('what is shown and never governs', () => {
  test('a federal contractor sees the trigger without date, last', () => {
    const shown = judge(endpoint, 'us-federal-contractor', today).deadlines;
    expect(shown.map(({ phase }) => phase)).toEqual([
      'clause',
      'contract-use',
      'announced',
      'designated',
      'listed',
      'new-agreements',
      'updates-and-ksn',
      'affiliates-rule',
      'three-day-report',
    ]);
    expect(shown.at(-1)).toMatchObject({
      form: 'trigger',
      effective: null,
      days: null,
      inEffect: false,
      precision: 'none',
      date: '3 business days after identification or notification of a covered article provided to the Government',
    });
  });
  test('a federal body sees the directive as history', () => {
    const shown = judge(endpoint, 'us-federal', today).deadlines;
    expect(
      shown.filter(({ history }) => history).map(({ regime, phase, inEffect }) => [regime, phase, inEffect]),
    ).toEqual([
      ['us-dhs-bod-17-01', 'issued', true],
      ['us-dhs-bod-17-01', 'identify', true],
      ['us-dhs-bod-17-01', 'plan', true],
      ['us-dhs-bod-17-01', 'remove', true],
    ]);
  });
  test('the directive was no history before the statute', () => {
    expect(judge(endpoint, 'us-federal', '2018-09-30').deadlines.some(({ history }) => history)).toBe(false);
  });
  test('a leftover shows the end of supply as background', () => {
    const shown = judge(leftover, 'us-person', today).deadlines.find(
      ({ phase }) => phase === 'updates-and-ksn',
    );
    expect(shown?.meaning).toMatch(/^Background only: nothing is supplied to a leftover/);
  });
  test('no audience, no deadline', () => {
    const { deadlines, governing: none } = judge(endpoint, 'none', today);
    expect([deadlines, none]).toEqual([[], []]);
  });
  test('a user of an integration reads whom it binds', () => {
    expect(judge(integration, 'us-person', today).governing[0]?.deadline?.meaning).toContain(
      'It binds Kaspersky and Example Networks, not the user: whoever runs the product that carries it owes nothing under the determination.',
    );
  });
  test('an install date selects nothing', () => {
    for (const installedAt of ['2020-01-01', '2024-08-01', '2025-06-01']) {
      expect(governing({ ...endpoint, installedAt }, 'us-person', today)).toEqual([updates]);
    }
  });
});

test('no regime names the successor that Kaspersky installed, not even as context', () => {
  const successor: FindingSketch = { name: 'UltraAV', vendor: 'Pango', class: 'successor', capabilities: [] };
  const everyAudience = pack.audiences.map(({ audience }) => audience).join(',');
  expect(judge(successor, everyAudience, today).deadlines.map(({ regime }) => regime)).toEqual([]);
});
