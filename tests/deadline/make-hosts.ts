import { HostStates, type HostStatesInput } from '../../src/deadline/host-states.ts';
import type { HostAdvice } from '../../src/deadline/recommend.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { StopReason } from '../../src/model/vocabulary.ts';
import { emptyPack } from './empty-pack.ts';

/** Hosts on Linux of which nothing more is known. */
export function makeHosts(findings: readonly Finding[], more: Partial<HostStatesInput> = {}): HostStates {
  return new HostStates({
    findings,
    protections: [],
    facts: [],
    target: { type: 'root', platform: 'linux' },
    coverage: [],
    complete: true,
    pack: emptyPack,
    ...more,
  });
}

/** A host for advice: how protected it stays, and whether encryption is an open question. */
export function makeHost(
  answer: HostAdvice['readiness']['answer'],
  open: readonly StopReason[] = [],
): HostAdvice {
  return {
    readiness: { answer, text: 'Why.', confidence: 'probable', evidence: [] },
    encryption: {
      state: open.includes('encryption') ? 'component-installed' : 'not-installed',
      text: 'How.',
      evidence: [],
    },
  };
}
