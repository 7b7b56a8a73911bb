import { describe, expect, test } from 'vitest';
import { explainFinding, explainNote } from '../../src/explain/explain-finding.ts';
import { explainSignature, signatureTable } from '../../src/explain/explain-signature.ts';
import { reasons } from '../../src/explain/reasons.ts';
import { compileMatcher } from '../../src/match/matcher.ts';
import type { MatchResult } from '../../src/match/result.ts';
import type { DatedFinding } from '../../src/model/finding.ts';
import { parseRuleFile } from '../../src/rules/parse.ts';
import { builtInPack } from '../rule-pack/built-in-pack.ts';
import { fixtureHosts } from '../rule-pack/fixture-hosts.ts';

const pack = builtInPack();
const table = signatureTable(pack);
const matcher = compileMatcher(pack);

/** Hosts of the fixtures of the pack, and the sentences that a reader of their finding needs. */
const why: readonly (readonly [fixture: string, host: string, sentences: readonly string[]])[] = [
  [
    'kesl',
    'gui-alone',
    [
      'Installed: that is proven by kesl/gui-package.',
      'Not active: nothing of it was seen running or starting by itself.',
      'Confirmed: kesl/gui-package names the product beyond doubt.',
    ],
  ],
  [
    'kesl',
    'without-rights',
    [
      'Installed: that is proven by kesl/process-name.',
      'Active, because it was seen running: process kesl.',
      'Probable: kesl/process-name is enough alone, and nothing names it beyond doubt.',
    ],
  ],
  [
    'kesl',
    'config-files',
    [
      'Residue: nothing proves an installation; that something of it is there is proven by kesl/package.',
      'Confirmed: kesl/package names the product beyond doubt.',
    ],
  ],
  [
    'others',
    'light-agent-two-signs',
    [
      'Installed: that is proven by light-agent-linux/unit and light-agent-linux/package.',
      'Not active: nothing of it was seen running or starting by itself.',
      'Probable: light-agent-linux/unit and light-agent-linux/package are weak, and two different weak signatures make it probable.',
    ],
  ],
  [
    'windows-offline',
    'kes-start-type-only',
    [
      'Installed: that is proven by kes-windows/service-tagged.',
      'Active, because it will start: the rows were read from files, and these start with the system: service AVP.KES.14.1.',
      'Confirmed: kes-windows/service-tagged names the product beyond doubt.',
    ],
  ],
];

describe('why a finding has its status and confidence', () => {
  test.each(why)('%s: %s', (fixture, host, sentences) => {
    const { findings } = matched(fixture, host);
    expect(findings.map((finding) => reasons(finding, table))).toEqual([sentences]);
  });

  test('a driver that is still loaded', () => {
    const { findings } = matched('windows-endpoint', 'kes-driver-still-loaded');
    expect(findings.flatMap((finding) => reasons(finding, table))).toContain(
      'A leftover that is still loaded: driver KLIF.KES-21-9 and filter klif.KES-21-9.',
    );
  });

  test('an engine in the product of another vendor', () => {
    const { findings } = matched('windows-integrations', 'zonealarm-with-engine');
    expect(findings.flatMap((finding) => reasons(finding, table))[0]).toMatch(
      /^Installed: a sign of the other vendor's product stands beside a part of the engine/,
    );
  });

  test('every finding of every fixture is explained by evidence', () => {
    for (const { test: fixture, host } of fixtureHosts().filter(({ findings }) => findings.length > 0)) {
      for (const finding of matched(fixture, host).findings) {
        expect(`${fixture} ${host}: ${reasons(finding, table).join(' ')}`).not.toMatch(
          /what the report does not/,
        );
      }
    }
  });
});

describe('text', () => {
  test('a signature of a shared part, with a guard', () => {
    const rules = `product: parts
name: Parts of Guard
vendor: Example Lab
class: component
platforms: [linux]
doubt: The driver was never seen.
migration: { summary: x, steps: [{ text: x }], source: example.org }
signatures:
  - id: driver
    kind: driver
    when: { name: ogdrv }
    beside: [{ host: { kind: service, when: { name: office-guard } } }]
    unless: [{ same: { publisher: Other } }]
    proves: presence
    confidence: probable
    owners: [office-guard]
    why: it stays after a removal
    lint: { allow: { short-literal: the driver has no longer name } }
    source: [https://example.org/driver, example/list path]
`;
    const { documents, faults } = parseRuleFile(rules, 'parts.yaml');
    expect(faults).toEqual([]);
    const parts = documents.flatMap((each) => (each.kind === 'product' ? [each.value] : []));
    const signature = signatureTable({ ...pack, products: parts, protections: [] }).get('parts/driver');
    expect(signature && explainSignature(signature)).toBe(`signature parts/driver
of Parts of Guard, Example Lab

What it looks for
  on linux
  driver whose name is "ogdrv"
  only where the host also has a service whose name is "office-guard"
  not where its publisher is "Other"

What a match means
  A match proves that something of the product is there; alone it is a leftover.
  It is enough alone for a probable finding, not for a confirmed one.
  Several products share it (office-guard): where one of them is installed it is
  evidence of that one.

Why
  it stays after a removal
  short-literal is meant so: the driver has no longer name

Where it is known from
  source: https://example.org/driver
  source: example/list path

Not verified
  The driver was never seen.
`);
  });

  test('a finding: evidence with signature, source and origin; and why no deadline', () => {
    const [finding] = matched('kesl', 'gui-alone').findings;
    const text = finding && explainFinding(dated(finding), report, table);
    expect(text).toBe(`finding kesl@gui-alone
Kaspersky Endpoint Security for Linux 12.0.0-6672
installed, confirmed

Why this status and confidence
  Installed: that is proven by kesl/gui-package.
  Not active: nothing of it was seen running or starting by itself.
  Confirmed: kesl/gui-package names the product beyond doubt.

Evidence (1)

  kesl/gui-package
    software whose name is "kesl-gui"
    A match proves that the product is installed, and active where the item
    runs. It names the product beyond doubt.
    why: the graphical part is a package of its own and needs the product
    source: https://support.kaspersky.com/kes-for-linux/11.3.0/236383
    source: comexr/kesl-installer kesl_install.sh (commit 83c51d9d)
    - software kesl-gui, 12.0.0-6672, installed
      read from /var/lib/dpkg/status by dpkg

Deadlines, as of 2026-11-22T00:00:00-05:00

  us-person: No deadline: nothing was asked.
`);
  });

  test('a signature that the loaded rules do not have is said to be missing', () => {
    const [finding] = matched('kesl', 'gui-alone').findings;
    const text = finding && explainFinding(dated(finding), report, new Map());
    expect(text).toContain('not among the rules loaded now; the report was made with some-pack 1.2.3');
  });

  test('a note', () => {
    const [note] = matched('windows-integrations', 'ultravpn').notes;
    const text = note && explainNote(note, report, table);
    expect(text).toMatch(/^note ultravpn-windows@ultravpn \(successor\)\n/);
    expect(text).toContain('A note is no finding and does not count in the exit code by default.');
    expect(text).toMatch(/read from\s+HKLM/);
  });

  test('names from a scanned system cannot move the cursor', () => {
    const [finding] = matched('kesl', 'gui-alone').findings;
    const [evidence] = finding?.evidence ?? [];
    if (!finding || !evidence) throw new Error('the fixture has no finding');
    const item = { ...evidence.item, path: '/opt/\u001b[2Jkesl\u202e' };
    const text = explainFinding({ ...dated(finding), evidence: [{ ...evidence, item }] }, report, table);
    expect(text).not.toMatch(/[\u001b\u202e]/);
    expect(text).toContain('[2Jkesl');
  });
});

const report = {
  schema: 'phaseout/report@1',
  asOf: '2026-11-22T00:00:00-05:00',
  rulePacks: [{ id: 'some-pack', version: '1.2.3', sha256: 'f'.repeat(64), builtin: false }],
  findings: [],
  notes: [],
} as const;

function dated(finding: MatchResult['findings'][number]): DatedFinding {
  return {
    ...finding,
    deadlines: [],
    governing: [{ audience: 'us-person', deadline: null, why: 'No deadline: nothing was asked.' }],
    recommendation: {
      priority: 'normal',
      summary: '',
      readiness: 'unknown',
      stops: [],
      hazards: [],
      steps: [],
      verify: [],
      alternatives: [],
      sources: [],
    },
  };
}

function matched(fixture: string, host: string): MatchResult {
  const found = fixtureHosts().find((each) => each.test === fixture && each.host === host);
  if (found === undefined) throw new Error(`no host ${host} in ${fixture}`);
  const session = matcher.session({ live: found.live, host });
  for (const { item } of found.rows) session.add(item);
  return session.finish();
}
