import type { Finding, Readiness } from '../model/finding.ts';
import type { ProtectionHit } from '../model/protection-hit.ts';
import type { Platform } from '../model/vocabulary.ts';

/** What readiness is judged by: one host, its protection of other vendors and its findings. */
export interface ReadinessInput {
  readonly platform: Platform | undefined;
  readonly protections: readonly ProtectionHit[];
  readonly findings: readonly Finding[];
  /** False where something could not be read, so that no finding does not mean that there is none. Default true. */
  readonly whole?: boolean;
}

/**
 * Whether one host stays protected when the findings' products go.
 * Another vendor's protection counts where it runs or will start; seen running without known limits it is `yes`, else
 * `verify`, because from files alone the state cannot be read. Installed without a service proves nothing. Linux has no
 * protection of its own, so only Kaspersky means `no`. Management and telemetry are named and never count.
 * Source: the decision table of docs/deadlines.md, "Readiness".
 */
export function assessReadiness({
  platform,
  protections,
  findings,
  whole = true,
}: ReadinessInput): Readiness {
  const guards = protections.filter((hit) => hit.protection.provides === 'protection');
  const running = guards.filter((hit) => hit.running);
  const seen = running.find((hit) => isSeenRunning(hit) && hit.protection.limits === undefined);
  if (seen) return answer('yes', `${seen.protection.name} runs here.`, [seen]);
  if (running.length > 0) {
    const checks = running.map(
      (hit) =>
        `${hit.protection.name} ${isSeenRunning(hit) ? 'runs here' : 'will start here; its state was not read'}.${
          hit.protection.limits === undefined ? '' : ` ${hit.protection.limits}`
        }`,
    );
    return answer('verify', `${checks.join(' ')} Check that it blocks before anything is removed.`, running);
  }
  if (guards.length > 0) {
    return answer(
      'unknown',
      `${namesOf(guards)}: installed, but nothing shows that it starts. That proves no protection.`,
      guards,
    );
  }
  const others = protections.length > 0 ? ` ${namesOf(protections)} is no protection.` : '';
  return withoutGuards(platform, protections, findings, others, whole);
}

/** Whether taking this finding's product away could leave its host without protection. Leftovers protect nothing. */
export function removalExposes(finding: Finding, readiness: Readiness): boolean {
  return finding.status !== 'residue' && (readiness.answer === 'no' || readiness.answer === 'unknown');
}

function withoutGuards(
  platform: Platform | undefined,
  protections: readonly ProtectionHit[],
  findings: readonly Finding[],
  others: string,
  whole: boolean,
): Readiness {
  if (findings.length === 0) {
    return answer(
      'unknown',
      `${whole ? 'Nothing to remove, so nothing changes.' : 'Not everything could be read.'} No protection that the rule pack knows was recognised.${others}`,
      protections,
    );
  }
  if (findings.every((finding) => finding.status === 'residue')) {
    return answer(
      platform === 'linux' ? 'no' : 'unknown',
      `Only leftovers were found; they protect nothing, and taking them away changes nothing. No other protection was recognised.${others}`,
      protections,
    );
  }
  if (platform === 'linux') {
    return answer(
      'no',
      `Only Kaspersky was found, and Linux has no protection against malware of its own.${others}`,
      protections,
    );
  }
  return answer(
    'unknown',
    `No other protection was recognised, and the protection that the system itself brings was not judged.${others}`,
    protections,
  );
}

function answer(word: Readiness['answer'], text: string, hits: readonly ProtectionHit[]): Readiness {
  // Presence and start-up are on record; whether the product may block is decided in its console, unseen here.
  return { answer: word, text, confidence: 'probable', evidence: hits.flatMap((hit) => hit.evidence) };
}

function isSeenRunning(hit: ProtectionHit): boolean {
  return hit.evidence.some(({ item }) => item.state === 'running' || item.state === 'loaded');
}

function namesOf(hits: readonly ProtectionHit[]): string {
  return hits.map((hit) => hit.protection.name).join(', ');
}
