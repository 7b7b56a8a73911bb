import { expect, test } from 'vitest';
import { HostStates } from '../../src/deadline/host-states.ts';
import type { DatedFinding } from '../../src/model/finding.ts';
import type { HostFacts } from '../../src/model/host-facts.ts';
import { emptyPack } from './empty-pack.ts';
import { makeFinding } from './make-finding.ts';

const dated = (host: string): DatedFinding => ({
  ...makeFinding({ host, platforms: ['windows'] }),
  deadlines: [],
  governing: [],
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
});

/** A Windows whose Microsoft Defender is there and kept off by nothing. */
const facts = (host: string, os: string, role: string): HostFacts => ({
  host,
  platform: 'windows',
  os,
  role,
  live: true,
  reads: [],
  states: ['defender-service', 'defender-service-program', 'defender-service-start'].map((name) => ({
    kind: 'marker',
    collector: 'protection-state',
    name,
    origin: name,
    attributes: { value: name.endsWith('start') ? 3 : true },
  })),
});

test('of several hosts each is judged by its own inventory, and the worst stands in front', () => {
  const findings = [dated('ws'), dated('srv'), dated('old')];
  const states = new HostStates({
    findings,
    protections: [],
    facts: [
      facts('ws', 'Windows 11 Pro 26100', 'workstation'),
      facts('srv', 'Windows Server 2022 Standard 20348', 'server'),
      facts('old', 'Windows Server 2008 R2 Standard 7601', 'domain-controller'),
    ],
    target: { type: 'inventory' },
    coverage: ['ws', 'srv', 'old'].map((host) => ({
      collector: 'protection-state',
      status: 'ok' as const,
      items: 3,
      gaps: [],
      host,
    })),
    complete: true,
    pack: emptyPack,
  });
  const report = states.report(findings, { asOf: 0, latest: 0 });
  expect(report.hosts?.map(({ host, role, readiness }) => [host, role, readiness.answer])).toEqual([
    ['old', 'domain controller', 'no'],
    ['srv', 'server', 'verify'],
    ['ws', undefined, 'expected'],
  ]);
  expect([report.readiness.answer, report.role]).toEqual(['no', 'domain controller']);
});
