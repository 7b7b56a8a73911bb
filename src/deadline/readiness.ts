import type { Finding, Readiness } from '../model/finding.ts';
import type { ProtectionHit } from '../model/protection-hit.ts';
import { protectsHost } from '../model/protects-host.ts';
import type { Platform } from '../model/vocabulary.ts';
import { judgeDefender } from './defender.ts';
import { judgeGuards } from './guards.ts';
import { StateRows } from './state-rows.ts';
import { windowsEdition } from './windows-edition.ts';

/** What readiness is judged by: one host, its protection of other vendors and its findings. */
export interface ReadinessInput {
  readonly platform: Platform | undefined;
  /** Human name of the system with its build, and what it is for; only of Windows. */
  readonly os?: string | undefined;
  readonly role?: string | undefined;
  readonly protections: readonly ProtectionHit[];
  readonly findings: readonly Finding[];
  /** Settings of the system's own protection; default: none were read. */
  readonly states?: StateRows;
  /** False where all was read from files. Default true. */
  readonly live?: boolean;
  /** False where something could not be read, so that no finding does not mean that there is none. Default true. */
  readonly whole?: boolean;
}

/**
 * Whether one host stays protected when the findings' products go: by other vendors' products that run, else by what
 * the system brings. A product of another vendor counts by service and driver, never by its entry or by what Security
 * Center lists. Nothing is promised of a server. Management and telemetry are named and never count.
 * Source: the decision table of docs/deadlines.md, "Readiness".
 */
export function assessReadiness(input: ReadinessInput): Readiness {
  const { platform, findings, whole = true } = input;
  const edition = platform === 'windows' ? windowsEdition(input.role, input.os) : 'unknown';
  const others = input.protections.filter((hit) => hit.protection.system !== true);
  const guards = others.filter((hit) => hit.protection.provides === 'protection' && isMoreThanListed(hit));
  const isServer =
    edition.includes('server') || input.role === 'server' || input.role === 'domain-controller';
  const judged = judgeGuards(guards, { platform, isServer });
  if (judged !== undefined && !(platform === 'windows' && judged.answer === 'unknown')) return judged;
  const named = others.filter((hit) => !guards.includes(hit) || judged !== undefined);
  const aside = asideText(named);
  if (findings.length === 0 && platform !== 'windows') return nothingFound(whole, others, aside);
  const system = bySystem(input, edition, guards.length > 0);
  const source =
    platform === 'windows' && input.live === false
      ? ' Judged from files: it holds for this installation, not for copies of it that run.'
      : '';
  const text = `${leadText(findings, whole)}${system.text}${aside}${source}`;
  return { ...system, text, evidence: [...system.evidence, ...named.flatMap((hit) => hit.evidence)] };
}

/** Whether taking this finding's product away could leave its host without protection. */
export function removalExposes(finding: Finding, readiness: Readiness): boolean {
  return protectsHost(finding) && (readiness.answer === 'no' || readiness.answer === 'unknown');
}

/** Entries of Security Center outlive their product, so they never count alone. */
function isMoreThanListed({ evidence }: ProtectionHit): boolean {
  return evidence.some(({ item }) => item.kind !== 'security-provider');
}

function bySystem(
  { platform, states, protections }: ReadinessInput,
  edition: ReturnType<typeof windowsEdition>,
  othersHalfThere: boolean,
): Readiness {
  const plain = (answer: Readiness['answer'], text: string): Readiness => ({
    answer,
    text,
    confidence: 'probable',
    evidence: [],
  });
  switch (platform) {
    case 'windows':
      return judgeDefender({
        edition,
        states: states ?? new StateRows(undefined, false),
        serviceSeen: protections.some((hit) => hit.protection.system === true),
        othersHalfThere,
      });
    case 'linux':
      return plain(
        'no',
        'No other protection was recognised, and Linux has none against malware of its own.',
      );
    case 'macos':
      return plain(
        'verify',
        'No other protection was recognised. What macOS itself brings (XProtect) stays; nobody manages it, and it is no endpoint product. Decide whether that is enough.',
      );
    default:
      return plain(
        'unknown',
        'No other protection was recognised, and the protection that the system itself brings was not judged.',
      );
  }
}

function leadText(findings: readonly Finding[], whole: boolean): string {
  const partial = whole ? '' : 'Not everything could be read. ';
  if (findings.length === 0) return `${partial}${whole ? 'Nothing to remove, so nothing changes. ' : ''}`;
  if (findings.some(protectsHost)) return partial;
  return findings.every(({ status }) => status === 'residue')
    ? `${partial}Only leftovers were found; they protect nothing, and taking them away changes nothing. `
    : `${partial}Nothing that was found guards the host against malware, so taking it away changes nothing. `;
}

function nothingFound(whole: boolean, others: readonly ProtectionHit[], aside: string): Readiness {
  const lead = whole ? 'Nothing to remove, so nothing changes.' : 'Not everything could be read.';
  return {
    answer: 'unknown',
    text: `${lead} No protection that the rule pack knows was recognised.${aside}`,
    confidence: 'probable',
    evidence: others.flatMap((hit) => hit.evidence),
  };
}

function asideText(hits: readonly ProtectionHit[]): string {
  const text = (hits: readonly ProtectionHit[], says: string): string =>
    hits.length === 0 ? '' : ` ${hits.map(({ protection }) => protection.name).join(', ')}${says}`;
  const isGuard = ({ protection }: ProtectionHit): boolean => protection.provides === 'protection';
  return (
    text(hits.filter(isGuard), ': on record here, but nothing shows that it starts.') +
    text(
      hits.filter((hit) => !isGuard(hit)),
      ' is no protection.',
    )
  );
}
