import { describe, expect, test } from 'vitest';
import { assessReadiness, removalExposes } from '../../src/deadline/readiness.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Item } from '../../src/model/item.ts';
import type { Protection } from '../../src/model/product.ts';
import type { ProtectionHit } from '../../src/model/protection-hit.ts';
import type { Platform, ReadinessAnswer } from '../../src/model/vocabulary.ts';
import { makeFinding } from './make-finding.ts';

function hit(
  name: string,
  provides: Protection['provides'],
  state?: Item['state'],
  limits?: string,
): ProtectionHit {
  return {
    protection: {
      protection: name.toLowerCase(),
      name,
      vendor: 'Example',
      platforms: ['linux'],
      provides,
      ...(limits === undefined ? {} : { limits }),
      signatures: [],
    },
    running: state === 'running' || state === 'enabled',
    evidence: [
      {
        signature: `${name.toLowerCase()}/unit`,
        item: {
          kind: 'service',
          collector: 'systemd-units',
          name,
          origin: 'unit',
          ...(state ? { state } : {}),
        },
      },
    ],
  };
}

const kesl = makeFinding({ status: 'active' });
const leftover = makeFinding({ status: 'residue' });
const guard = 'protection';

const rows: [
  why: string,
  platform: Platform | undefined,
  hits: ProtectionHit[],
  findings: Finding[],
  answer: ReadinessAnswer,
  text: string,
][] = [
  ['seen running', 'linux', [hit('Guard', guard, 'running')], [kesl], 'yes', 'Guard runs here.'],
  [
    'runs, but must be checked',
    'linux',
    [hit('Guard', guard, 'running', 'Its real-time part can be off.')],
    [kesl],
    'verify',
    'Guard runs here. Its real-time part can be off. Check that it blocks before anything is removed.',
  ],
  [
    'from files alone',
    'linux',
    [hit('Guard', guard, 'enabled')],
    [kesl],
    'verify',
    'Guard will start here; its state was not read. Check that it blocks before anything is removed.',
  ],
  [
    'one of two without limits is enough',
    'linux',
    [hit('Limited', guard, 'running', 'Check it.'), hit('Guard', guard, 'running')],
    [kesl],
    'yes',
    'Guard runs here.',
  ],
  [
    'installed, no service',
    'linux',
    [hit('Guard', guard, 'installed')],
    [kesl],
    'unknown',
    'Guard: installed, but nothing shows that it starts. That proves no protection.',
  ],
  [
    'telemetry is no protection',
    'linux',
    [hit('Recorder', 'telemetry', 'running')],
    [kesl],
    'no',
    'No other protection was recognised, and Linux has none against malware of its own. Recorder is no protection.',
  ],
  [
    'nothing else on Linux',
    'linux',
    [],
    [kesl],
    'no',
    'No other protection was recognised, and Linux has none against malware of its own.',
  ],
  [
    'nothing else on macOS',
    'macos',
    [],
    [kesl],
    'verify',
    'No other protection was recognised. What macOS itself brings (XProtect) stays; nobody manages it, and it is no endpoint product. Decide whether that is enough.',
  ],
  [
    'nothing that guards a host was found',
    'linux',
    [],
    [makeFinding({ class: 'vpn' })],
    'no',
    'Nothing that was found guards the host against malware, so taking it away changes nothing. No other protection was recognised, and Linux has none against malware of its own.',
  ],
  [
    'platform not known',
    undefined,
    [],
    [kesl],
    'unknown',
    'No other protection was recognised, and the protection that the system itself brings was not judged.',
  ],
  [
    'only leftovers',
    'linux',
    [],
    [leftover],
    'no',
    'Only leftovers were found; they protect nothing, and taking them away changes nothing. No other protection was recognised, and Linux has none against malware of its own.',
  ],
  [
    'no finding, nothing known',
    'linux',
    [],
    [],
    'unknown',
    'Nothing to remove, so nothing changes. No protection that the rule pack knows was recognised.',
  ],
  ['no finding, protected', 'linux', [hit('Guard', guard, 'running')], [], 'yes', 'Guard runs here.'],
];

test.each(rows)('%s', (_why, platform, protections, findings, answer, text) => {
  expect(assessReadiness({ platform, protections, findings })).toMatchObject({
    answer,
    text,
    confidence: 'probable',
  });
});

test('the answer carries what it rests on', () => {
  const { evidence } = assessReadiness({
    platform: 'linux',
    protections: [hit('Idle', guard, 'installed'), hit('Guard', guard, 'running')],
    findings: [kesl],
  });
  expect(evidence.map(({ signature }) => signature)).toEqual(['guard/unit']);
});

test('an entry of Security Center alone is no protection, whatever a pack says that it proves', () => {
  const listed = hit('Guard', guard, 'enabled');
  const evidence = listed.evidence.map(({ signature, item }) => ({
    signature,
    item: { ...item, kind: 'security-provider' as const },
  }));
  const { answer, text } = assessReadiness({
    platform: 'linux',
    protections: [{ ...listed, evidence }],
    findings: [kesl],
  });
  expect([answer, text]).toEqual([
    'no',
    'No other protection was recognised, and Linux has none against malware of its own. Guard: on record here, but nothing shows that it starts.',
  ]);
});

describe('whether a removal could leave the host without protection', () => {
  const cases: [finding: Finding, answer: ReadinessAnswer, exposes: boolean][] = [
    [kesl, 'no', true],
    [kesl, 'unknown', true],
    [kesl, 'verify', false],
    [kesl, 'expected', false],
    [kesl, 'yes', false],
    [leftover, 'no', false],
    [leftover, 'unknown', false],
    [makeFinding({ class: 'vpn' }), 'no', false],
    [makeFinding({ class: 'edr' }), 'no', true],
    [makeFinding({ class: 'integration' }), 'unknown', true],
  ];
  test.each(cases)('%j %s: %s', (finding, answer, exposes) => {
    expect(removalExposes(finding, { answer, text: '', confidence: 'probable', evidence: [] })).toBe(exposes);
  });
});
