import { describe, expect, test } from 'vitest';
import { indexAdvice, recommend } from '../../src/deadline/recommend.ts';
import type { Product } from '../../src/model/product.ts';
import type { ReadinessAnswer, StopReason } from '../../src/model/vocabulary.ts';
import { type FindingSketch, makeFinding } from './make-finding.ts';
import { makeHost } from './make-hosts.ts';

const product: Product = {
  product: 'product',
  name: 'A product',
  vendor: 'AO Kaspersky Lab',
  class: 'endpoint-protection',
  platforms: ['linux'],
  capabilities: [],
  signatures: [],
  reads: [],
  migration: {
    priority: 'first',
    summary: 'Replace it.',
    replaceWith: ['endpoint'],
    hazards: ['order', 'nothing-left'],
    steps: [
      { text: 'Install the replacement.' },
      { text: 'Stop it.', command: 'systemctl stop x', source: 'page one' },
      {
        text: 'Remove the deb.',
        command: 'apt-get purge x',
        removes: true,
        packaging: 'deb',
        source: ['page one', 'page two'],
      },
      { text: 'Remove the rpm.', command: 'rpm -e x', removes: true, packaging: 'rpm' },
    ],
    residue: [
      { text: 'Ask dpkg.', command: 'dpkg-query -S /opt/x', packaging: 'deb' },
      { text: 'Ask rpm.', command: 'rpm -qf /opt/x', packaging: 'rpm' },
      { text: 'Delete what is left.', command: 'rm -r /opt/x', removes: true },
    ],
    verify: ['It is gone.'],
    source: 'migration page',
  },
};
const advice = indexAdvice({
  products: [product],
  hazards: [
    { hazard: 'nothing-left', title: 'Nothing protects', text: 'Nothing.', source: 'hazard page' },
    { hazard: 'order', title: 'Order', text: 'First this.', source: ['page one', 'order page'] },
    { hazard: 'unrelated', title: 'Unrelated', text: 'No.', source: 'no page' },
  ],
  alternatives: [
    { alternative: 'endpoint', text: 'An agent.', examples: ['One', 'Two'], source: 'list page' },
    { alternative: 'gateway', text: 'A gateway.', examples: ['Three', 'Four'], source: 'no page' },
  ],
});

function steps(
  sketch: FindingSketch,
  answer: ReadinessAnswer,
  open: readonly StopReason[] = [],
): (string | undefined)[] {
  return recommend(makeFinding(sketch), makeHost(answer, open), advice).steps.map(
    ({ text, command }) => command ?? text,
  );
}

describe('steps', () => {
  const deb: FindingSketch = { items: [{ collector: 'dpkg' }] };
  const rpm: FindingSketch = { items: [{ collector: 'rpm' }] };
  const imported: FindingSketch = { items: [{ collector: 'osquery-deb-packages' }] };
  const unit: FindingSketch = { items: [{ collector: 'systemd-units', kind: 'service' }] };
  const install = 'Install the replacement.';
  const stop = 'systemctl stop x';
  const askDpkg = 'dpkg-query -S /opt/x';
  const rows: [why: string, sketch: FindingSketch, answer: ReadinessAnswer, expected: string[]][] = [
    ['the packaging of the evidence', deb, 'yes', [install, stop, 'apt-get purge x']],
    ['the other packaging', rpm, 'expected', [install, stop, 'rpm -e x']],
    ['an imported row', imported, 'verify', [install, stop, 'apt-get purge x']],
    ['no package on record: every way off', unit, 'yes', [install, stop, 'apt-get purge x', 'rpm -e x']],
    ['no removal command where nothing else protects', deb, 'no', [install, stop, 'Remove the deb.']],
    ['… or that is not known', rpm, 'unknown', [install, stop, 'Remove the rpm.']],
    ['leftovers have steps of their own', { ...deb, status: 'residue' }, 'yes', [askDpkg, 'rm -r /opt/x']],
    ['… and protect nothing', { ...deb, status: 'residue' }, 'no', [askDpkg, 'rm -r /opt/x']],
    [
      '… of which no package is on record',
      { ...unit, status: 'residue' },
      'no',
      [askDpkg, 'rpm -qf /opt/x', 'rm -r /opt/x'],
    ],
  ];
  test.each(rows)('%s', (_why, sketch, answer, expected) => {
    expect(steps(sketch, answer)).toEqual(expected);
  });

  const withheld = [install, stop, 'Remove the deb.'];
  const shown = [install, stop, 'apt-get purge x'];
  test.each([
    ['endpoint-protection', 'no', [], ['protection'], withheld],
    ['endpoint-protection', 'yes', ['encryption'], ['encryption'], withheld],
    ['endpoint-protection', 'unknown', ['encryption'], ['protection', 'encryption'], withheld],
    // What guards no host takes no protection away; but the agent is how decryption is ordered.
    ['vpn', 'no', ['encryption'], [], shown],
    ['password-manager', 'unknown', [], [], shown],
    ['management-console', 'no', [], [], shown],
    ['management-server', 'no', [], [], shown],
    ['management-agent', 'no', [], [], shown],
    ['management-agent', 'no', ['encryption'], ['encryption'], withheld],
    ['integration', 'no', [], ['protection'], withheld],
  ] as const)('of %s, protection %s, open %j: stopped by %j', (kind, answer, open, reasons, expected) => {
    const finding = makeFinding({ ...deb, class: kind });
    const { stops } = recommend(finding, makeHost(answer, open), advice);
    expect(stops.map(({ reason }) => reason)).toEqual(reasons);
    expect(steps({ ...deb, class: kind }, answer, open)).toEqual(expected);
  });
});

test('hazards in the product’s order, alternatives and every source once', () => {
  expect(recommend(makeFinding(), makeHost('verify'), advice)).toMatchObject({
    priority: 'first',
    summary: 'Replace it.',
    readiness: 'verify',
    hazards: [
      { id: 'order', title: 'Order', text: 'First this.', source: 'page one; order page' },
      { id: 'nothing-left', title: 'Nothing protects', text: 'Nothing.', source: 'hazard page' },
    ],
    verify: ['It is gone.'],
    alternatives: [{ id: 'endpoint', text: 'An agent.', examples: ['One', 'Two'] }],
    sources: ['migration page', 'page one', 'page two', 'order page', 'hazard page', 'list page'],
  });
});

test.each([
  ['active', ['everywhere', 'while-it-protects']],
  ['installed', ['everywhere', 'while-it-protects']],
  ['residue', ['everywhere', 'in-leftovers']],
] as const)('hazards of a finding that is %s', (status, expected) => {
  const text = { title: 'Title', text: 'Text.', source: 'page' };
  const own = indexAdvice({
    products: [
      {
        ...product,
        migration: { ...product.migration, hazards: ['everywhere', 'while-it-protects', 'in-leftovers'] },
      },
    ],
    hazards: [
      { hazard: 'everywhere', ...text },
      { hazard: 'while-it-protects', ...text, statuses: ['active', 'installed'], source: 'another page' },
      { hazard: 'in-leftovers', ...text, statuses: ['residue'] },
    ],
    alternatives: [],
  });
  const { hazards, sources } = recommend(makeFinding({ status }), makeHost('yes'), own);
  expect(hazards.map(({ id }) => id)).toEqual(expected);
  expect(sources.includes('another page')).toBe(status !== 'residue');
});

test('a product that the pack does not have', () => {
  expect(recommend(makeFinding({ id: 'gone' }), makeHost('yes'), advice)).toMatchObject({
    steps: [],
    hazards: [],
  });
});
