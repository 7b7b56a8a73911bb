import { defaultAudience, noAudience, resolveAudiences } from '../deadline/audiences.ts';
import { parseDeadlineGate } from '../deadline/gate.ts';
import { parseAsOf } from '../deadline/instant.ts';
import { UsageError } from '../errors.ts';
import type { JudgeOptions } from '../judge.ts';
import { didYouMean } from '../model/nearest.ts';
import type { RulePack } from '../model/rule-pack.ts';
import { rulesAgeId } from '../report/rules-age.ts';
import { parseMaxRulesAge } from './pack-age.ts';
import { parseAccepts, parseFailOn, words } from './parse-options.ts';
import { tool } from './version.ts';

/** Options of the commands that judge: `scan` and `match`. */
export interface OutcomeOptions {
  readonly audience: readonly string[];
  /** A file that says which host is judged for whom; not of every command that judges. */
  readonly assign?: string;
  readonly asOf?: string;
  readonly failOn: string;
  readonly failOnDeadline?: string;
  readonly accept: readonly string[];
  readonly until: readonly string[];
  /** True for `--allow-gaps` alone. */
  readonly allowGaps?: true | string;
  /** Days, as they were typed. */
  readonly maxRulesAge?: string;
}

/**
 * Checks the options by which findings are judged. `nowMs` is the clock, read once; `gapOwners` the collectors that
 * `--allow-gaps=…` may name. Throws UsageError.
 */
export function judgeOptions(
  options: OutcomeOptions,
  pack: RulePack,
  nowMs: number,
  gapOwners: readonly string[],
): JudgeOptions {
  const assumed = options.audience.length === 0;
  const accepts = parseAccepts(options.accept, options.until);
  const products = pack.products.map(({ product }) => product);
  for (const { id } of accepts) {
    const [product = ''] = id.split('@', 1);
    if (!products.includes(product)) {
      throw new UsageError(`--accept: no product "${product}" in the rules`, {
        hint: didYouMean(product, products) || 'phaseout rules list names all',
      });
    }
  }
  // A pack of the user's own need not know the default audience: then presence alone is judged, and said so.
  const assumedAudience = pack.audiences.some(({ audience }) => audience === defaultAudience)
    ? defaultAudience
    : noAudience;
  const audiences = resolveAudiences(
    assumed ? [assumedAudience] : words(options.audience, '--audience'),
    pack.audiences,
  );
  if (audiences.length === 0 && options.assign === undefined && options.failOnDeadline !== undefined) {
    throw new UsageError(
      '--fail-on-deadline needs an audience: without one there is no deadline to fail on',
      {
        hint: 'name an audience, or leave --fail-on-deadline out',
      },
    );
  }
  const failOn = parseFailOn(options.failOn);
  if (failOn.status === 'never' && options.failOnDeadline !== undefined) {
    throw new UsageError('--fail-on never and --fail-on-deadline contradict each other', {
      hint: 'with --fail-on-deadline say from which status on a finding fails, e.g. --fail-on residue',
    });
  }
  return {
    tool,
    pack,
    audiences,
    audienceAssumed: assumed,
    asOf: options.asOf === undefined ? wholeSecond(nowMs) : parseAsOf(options.asOf),
    failOn,
    failOnDeadline:
      options.failOnDeadline === undefined ? undefined : parseDeadlineGate(options.failOnDeadline),
    accepts,
    allowGaps: allowedGaps(options.allowGaps, [...gapOwners, rulesAgeId]),
    ...(options.maxRulesAge !== undefined && { maxRulesAge: parseMaxRulesAge(options.maxRulesAge) }),
  };
}

/** `--allow-gaps` (all) or `--allow-gaps=dpkg,processes`. */
export function allowedGaps(
  value: true | string | undefined,
  gapOwners: readonly string[],
): true | ReadonlySet<string> {
  if (value === true || value === 'all') return true;
  const ids = value === undefined ? [] : words([value], '--allow-gaps');
  for (const id of ids) {
    if (!gapOwners.includes(id)) {
      throw new UsageError(`--allow-gaps: unknown collector "${id}"`, { hint: didYouMean(id, gapOwners) });
    }
  }
  return new Set(ids);
}

function wholeSecond(ms: number): number {
  return Math.floor(ms / 1000) * 1000;
}
