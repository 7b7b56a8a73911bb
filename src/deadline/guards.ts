import type { Readiness } from '../model/finding.ts';
import type { Item } from '../model/item.ts';
import type { ProtectionHit } from '../model/protection-hit.ts';
import type { Platform } from '../model/vocabulary.ts';

/** On what sort of host other vendors' protection was recognised. */
export interface GuardedHost {
  readonly platform: Platform | undefined;
  readonly isServer: boolean;
}

/**
 * What the protection products of other vendors answer; undefined where there are none. `yes` where one is seen running:
 * on Windows with a driver of it beside, never on a server; elsewhere without known limits. Running or starting in any
 * other way is `verify`, because from files alone the state cannot be read; only on record is `unknown`.
 */
export function judgeGuards(hits: readonly ProtectionHit[], host: GuardedHost): Readiness | undefined {
  if (hits.length === 0) return undefined;
  const isWindows = host.platform === 'windows';
  const runs = (hit: ProtectionHit): boolean => isSeenRunning(hit, isWindows);
  const alive = hits.filter((hit) => (isWindows ? runs(hit) || starts(hit) : hit.running));
  if (alive.length === 0) {
    const names = hits.map(({ protection }) => protection.name).join(', ');
    return answer(
      'unknown',
      `${names}: installed, but nothing shows that it starts. That proves no protection.`,
      hits,
    );
  }
  const isSure = (hit: ProtectionHit): boolean =>
    isWindows
      ? hasDriver(hit) && !host.isServer && hit.protection.mayBeIdle !== true
      : hit.protection.limits === undefined;
  const sure = alive.find((hit) => runs(hit) && isSure(hit));
  if (sure) {
    const { name, limits } = sure.protection;
    return answer(
      'yes',
      `${name} runs here${isWindows ? ' with its driver' : ''}.${limits === undefined ? '' : ` ${limits}`}`,
      [sure],
    );
  }
  const said = alive.map((hit) => {
    const { name, limits } = hit.protection;
    const life = runs(hit) ? 'runs here' : 'will start here; its state was not read';
    const driver = isWindows && !hasDriver(hit) ? ' No driver of it was seen.' : '';
    return `${name} ${life}.${driver}${limits === undefined ? '' : ` ${limits}`}`;
  });
  return answer('verify', `${said.join(' ')} Check that it blocks before anything is removed.`, alive);
}

function answer(word: Readiness['answer'], text: string, hits: readonly ProtectionHit[]): Readiness {
  // Presence and start-up are on record; whether the product may block is decided in its console, unseen here.
  return { answer: word, text, confidence: 'probable', evidence: hits.flatMap((hit) => hit.evidence) };
}

/** Seen running: on Windows a service or process, because a driver stays loaded after its product; elsewhere a module too. */
function isSeenRunning({ evidence }: ProtectionHit, isWindows: boolean): boolean {
  return evidence.some(({ item }) =>
    isWindows
      ? item.state === 'running' && !isKernelPart(item)
      : item.state === 'running' || item.state === 'loaded',
  );
}

function starts({ evidence }: ProtectionHit): boolean {
  return evidence.some(({ item }) => item.kind === 'service' && item.state === 'enabled');
}

function hasDriver({ evidence }: ProtectionHit): boolean {
  return evidence.some(({ item }) => isKernelPart(item) && item.state !== 'disabled');
}

function isKernelPart({ kind }: Item): boolean {
  return kind === 'driver' || kind === 'filter';
}
