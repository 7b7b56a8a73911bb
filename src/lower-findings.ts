import { WantedPaths } from './host/image/container/wanted-paths.ts';
import type { LowerState } from './host/image/opened-image.ts';
import type { SessionDefaults } from './match/match-session.ts';
import type { Matcher } from './match/matcher.ts';
import type { Finding } from './model/finding.ts';
import type { Coverage, Gap } from './model/gap.ts';
import { statuses } from './model/vocabulary.ts';
import type { CollectRequest, StartedCollection } from './scan.ts';

/** A product in an earlier state of an image, and the layer up to which that state goes. */
export interface LowerFinding {
  readonly finding: Finding;
  readonly layer: string;
}

/** What is needed to look at the earlier states of one system. */
export interface LowerScan {
  readonly request: Pick<CollectRequest, 'collectors' | 'now' | 'signal' | 'timeoutMs'>;
  readonly matcher: Matcher;
  readonly from: SessionDefaults;
  /** From the lowest layer up. */
  readonly states: readonly LowerState[];
  /** Begins to collect one state with some of the collectors. */
  start(state: LowerState, collectors: CollectRequest['collectors']): Promise<StartedCollection>;
  /** Gaps of the final state, which are reported there. */
  readonly known: readonly Gap[];
}

/** States that are looked at; runtimes stop at 128 layers. */
const maxStates = 256;
/** Gaps of all states of one system. */
const maxGaps = 100;

/**
 * What was found in each earlier state. Of a product that several held, the uppermost that had the most of it is named.
 * An image may have thousands of them: together they take no longer than one system may. What could not be read in one,
 * and can in the final state, is a gap that could hide a note only.
 */
export async function lowerFindings(scan: LowerScan): Promise<{ found: LowerFinding[]; gaps: Gap[] }> {
  const { request, states } = scan;
  const until = request.now() + request.timeoutMs;
  const gaps = new LowerGaps(scan.known);
  const found = new Map<string, LowerFinding>();
  for (const [index, state] of states.entries()) {
    if (request.signal.aborted) break;
    if (index >= maxStates || request.now() > until) {
      const why = index >= maxStates ? `${maxStates} states of layers were looked at` : 'the time was up';
      const message = `${why} before ${state.layer}; what it and those above it held is not known`;
      gaps.add(state.layer, {
        reason: index >= maxStates ? 'too-large' : 'timeout',
        source: '',
        message,
        couldHide: 'active',
      });
      break;
    }
    // Most layers only change the list of packages: first those alone look again, and all only where they find something.
    const concerned = concernedCollectors(request.collectors, state);
    let seen = await look(scan, state, concerned);
    if (seen.findings.length > 0 && concerned.length < request.collectors.length) {
      seen = await look(scan, state, request.collectors);
    }
    for (const gap of seen.gaps) gaps.add(state.layer, gap);
    // Hundreds of states would keep as many registries open.
    await state.host.close?.();
    for (const finding of seen.findings) {
      const before = found.get(finding.id)?.finding;
      // While layers take a product away, the states between have less and less of it.
      if (before === undefined || !isLess(finding, before)) {
        found.set(finding.id, { finding, layer: state.layer });
      }
    }
  }
  return { found: [...found.values()], gaps: gaps.all() };
}

/** Each gap once, with the lowest layer that has it. */
class LowerGaps {
  readonly #seen: Set<string>;
  readonly #gaps: Gap[] = [];
  #left = 0;

  constructor(known: readonly Gap[]) {
    this.#seen = new Set(known.map(keyOf));
  }

  add(layer: string, gap: Gap): void {
    const key = keyOf(gap);
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    if (this.#gaps.length >= maxGaps) this.#left++;
    else {
      const source = gap.source === '' ? layer : `${layer}: ${gap.source}`;
      const message = `${gap.message} (in a lower layer: it could hide a note of kind hidden, and no finding)`;
      this.#gaps.push({ ...gap, source, message, couldHide: 'residue', only: 'hidden' });
    }
  }

  all(): Gap[] {
    const last = this.#gaps.at(-1);
    if (this.#left === 0 || last === undefined) return this.#gaps;
    const message = `${last.message}; and ${this.#left} more gaps of lower layers`;
    return [...this.#gaps.slice(0, -1), { ...last, message }];
  }
}

function keyOf({ reason, source, message }: Gap): string {
  return [reason, source, message].join('\0');
}

function isLess(finding: Finding, other: Finding): boolean {
  const difference = statuses.indexOf(finding.status) - statuses.indexOf(other.status);
  return difference === 0 ? finding.version === undefined && other.version !== undefined : difference > 0;
}

async function look(
  { matcher, from, start }: LowerScan,
  state: LowerState,
  collectors: CollectRequest['collectors'],
): Promise<{ findings: readonly Finding[]; gaps: readonly Gap[] }> {
  const session = matcher.session(from);
  const collection = await start(state, collectors);
  const ids = new Set(collectors.map(({ id }) => id));
  const coverage: Coverage[] = [];
  for await (const collected of collection.run()) {
    for (const item of collected.items) session.add(item);
    // A state that never ran need be no whole system: what its checks say of it is no gap, what could not be read is.
    if (ids.has(collected.collector)) coverage.push(collected.coverage);
  }
  const gaps = [...coverage.flatMap((part) => part.gaps), ...(state.host.gaps?.() ?? [])];
  return { findings: session.finish().findings, gaps };
}

/** The collectors that read a path which the layer above took away; markers are wanted by the pack, and always looked for. */
function concernedCollectors(
  collectors: CollectRequest['collectors'],
  { changed, host }: LowerState,
): CollectRequest['collectors'] {
  if (changed === undefined || host.platform === 'windows') return collectors;
  return collectors.filter(({ wants }) => {
    const wanted = new WantedPaths(wants);
    return wants.length === 0 || changed.some((path) => wanted.has(path, false));
  });
}
