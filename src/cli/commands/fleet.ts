import { noAudience, type RequestedAudience, resolveAudiences } from '../../deadline/audiences.ts';
import { homeZone, isoInstant } from '../../deadline/instant.ts';
import { TargetError, UsageError } from '../../errors.ts';
import { Acceptances } from '../../fleet/acceptances.ts';
import { dateProducts } from '../../fleet/date-products.ts';
import { fleetExit } from '../../fleet/exit.ts';
import type { ExpectedHosts } from '../../fleet/expected.ts';
import { utcText } from '../../fleet/instant.ts';
import { viewLimits } from '../../fleet/limits.ts';
import type { Observation } from '../../fleet/observation.ts';
import type { RollOptions } from '../../fleet/roll-host.ts';
import { Servers } from '../../fleet/servers.ts';
import type { FleetView } from '../../fleet/view.ts';
import { encodingOf } from '../../inventory/decode-text.ts';
import type { JudgeOptions } from '../../judge.ts';
import { withAge } from '../../model/pack-age.ts';
import { visible } from '../../model/visible.ts';
import { disclaimer } from '../../report/summarise.ts';
import { withAssignment } from '../assign-option.ts';
import { type FleetDeliveryOptions, planFleetDelivery } from '../fleet/deliver-fleet.ts';
import { type FeedCounts, feed } from '../fleet/feed.ts';
import { parseUnknownAfter } from '../fleet/fleet-options.ts';
import { FleetPipeline, type FleetResult } from '../fleet/fleet-pipeline.ts';
import { hashText } from '../fleet/hash-text.ts';
import { type HistoryOptions, openHistory, planHistory, type Shown } from '../fleet/history.ts';
import { type IntakeCounts, readReports } from '../fleet/intake.ts';
import { SpillFolder } from '../fleet/spill.ts';
import { listenForInterrupt } from '../interrupt.ts';
import { judgeOptions, type OutcomeOptions } from '../outcome-options.ts';
import { oneOf } from '../parse-options.ts';
import { startProgress } from '../progress.ts';
import { loadRules, type RuleOptions } from '../rule-options.ts';
import { tool } from '../version.ts';

const maxAudienceSets = 200;
const maxExpectedBytes = 64 * 1024 * 1024;

/** Options of `phaseout fleet` as commander gives them. */
export interface FleetOptions extends RuleOptions, OutcomeOptions, FleetDeliveryOptions, HistoryOptions {
  readonly unknownAfter: string;
  readonly strict?: boolean;
  readonly redact: string;
  readonly assign?: string;
  /** List of the hosts that should have reports. */
  readonly expected?: string;
}

/**
 * `phaseout fleet REPORT…`: many reports as one view. Reads reports bit by bit; with `--db` it adds them to a history and
 * shows all of that. Returns the exit code.
 */
export async function fleetCommand(names: readonly string[], options: FleetOptions): Promise<number> {
  if (names.length === 0 && options.db === undefined) {
    throw new UsageError('no reports are named', {
      hint: 'name files, folders or patterns; - is standard input; with --db FILE the history alone is shown',
    });
  }
  if (names.filter((name) => name === '-').length > 1)
    throw new UsageError('standard input (-) can be read only once');
  const delivery = planFleetDelivery(options);
  const planned = planHistory(options);
  const unknownAfterDays = parseUnknownAfter(options.unknownAfter);
  const now = Date.now();
  const judging = await judged(options, now);
  const isRedacted = oneOf('--redact', options.redact, ['users', 'none'] as const) === 'users';
  const expected = await readExpected(options.expected);
  const { redactOne } = await import('../redact-users.ts');
  const interrupt = listenForInterrupt();
  const progress = startProgress(process.stderr, options.quiet === true);
  const folder = new SpillFolder();
  try {
    const servers = new Servers();
    const pipeline = new FleetPipeline(folder);
    const letIn = feed({
      asOf: judging.asOf,
      now,
      assignment: judging.assignment,
      servers,
      add: (observation) => pipeline.add(observation),
    });
    const quiet = options.quiet === true;
    const history = planned && (await openHistory(planned, { writes: names.length > 0, quiet }));
    const read = await readReports(names, {
      strict: options.strict === true,
      signal: interrupt.signal,
      hash: hashText,
      redact: isRedacted ? redactOne : (text) => text,
      take: history?.take ?? letIn.takeAll,
      onProgress: (reports) => progress.update(`phaseout: ${reports} reports read`),
    }).catch(async (error: unknown) => {
      await history?.close();
      throw error;
    });
    const shown = await history?.showAll(letIn.take);
    if (read.reports === 0 && history === undefined && expected === undefined && !interrupt.signal.aborted)
      throw noReport(read);
    progress.update(`phaseout: ${read.reports} reports read, rolling up`);
    const gate = { failOn: judging.failOn, failOnDeadline: judging.failOnDeadline };
    const roll = rollOptions(judging, { now, unknownAfterDays });
    const result = pipeline.finish({
      roll,
      gate,
      servers,
      expected,
      keepRows: delivery.wantsRows,
      onTooMany: (key, leftOut) => {
        read.unreadable += leftOut;
        const message = `${leftOut} reports of one host more than are rolled up together; the latest count`;
        if (read.gaps.length < viewLimits.gaps) read.gaps.push({ reason: 'too-large', source: key, message });
      },
    });
    const view = viewOf(result, {
      judging,
      read,
      shown,
      counts: letIn.counts,
      roll,
      allowGaps: options.allowGaps !== undefined,
      interrupted: interrupt.signal.aborted,
    });
    progress.done();
    await delivery.send(view, { rows: result.rows, missed: () => expected?.missed() ?? [] });
    if (options.format === 'ndjson') warnOfInputs(view);
    if (!quiet) warnOfUnused(roll.acceptances);
    return view.exitCode;
  } finally {
    progress.done();
    interrupt.dispose();
    folder.remove();
  }
}

async function judged(options: FleetOptions, now: number): Promise<JudgeOptions> {
  const pack = await loadRules(options);
  const { allowGaps: _any, ...rest } = options;
  const judging = judgeOptions(rest, pack, now, []);
  if (judging.failOn.notes.length > 0) {
    throw new UsageError('--fail-on staged and hidden are about one host: a fleet keeps findings alone', {
      hint: 'name active, installed, residue or never',
    });
  }
  return withAssignment(judging, options);
}

async function readExpected(file: string | undefined): Promise<ExpectedHosts | undefined> {
  if (file === undefined) return undefined;
  const { readSmallFile } = await import('../read-small-file.ts');
  const bytes = await readSmallFile(file, { what: 'the list of expected hosts', maxBytes: maxExpectedBytes });
  if (bytes === undefined) {
    throw new TargetError(`no list of expected hosts at ${visible(file)}`, {
      hint: 'it is a host name a line, or CSV with the headings host,client,site,why',
    });
  }
  const text = new TextDecoder(encodingOf(bytes)).decode(bytes);
  const { parseExpected } = await import('../../fleet/parse-expected.ts');
  return new (await import('../../fleet/expected.ts')).ExpectedHosts(parseExpected(text, file));
}

/** For whom each host is judged: by --assign, by --audience, else as its report was, else for the one that is assumed. */
function rollOptions(
  { pack, asOf, accepts, audiences, audienceAssumed, assignment }: JudgeOptions,
  { now, unknownAfterDays }: { readonly now: number; readonly unknownAfterDays: number },
): RollOptions {
  const known = new Set(pack.audiences.map(({ audience }) => audience));
  const resolved = new Map<string, readonly RequestedAudience[]>();
  const resolve = (ids: readonly string[]): readonly RequestedAudience[] => {
    const key = ids.join();
    const done = resolved.get(key);
    if (done !== undefined) return done;
    // Each set is dated by itself; of those that reports name there are a few, or somebody made them up.
    const isUsable = assignment !== undefined || resolved.size < maxAudienceSets;
    if (!isUsable) return audiences;
    const found = ids.every((id) => known.has(id))
      ? resolveAudiences(ids.length === 0 ? [noAudience] : ids, pack.audiences)
      : audiences;
    resolved.set(key, found);
    return found;
  };
  return {
    seenBy: Math.min(asOf, now),
    unknownAfterDays,
    dateProducts: dateProducts(pack, asOf),
    acceptances: new Acceptances(accepts, asOf),
    packs: pack.identities.map(({ id }) => id),
    audiencesOf: ({ audiences: own }: Observation) => {
      if (assignment !== undefined) {
        return own === undefined
          ? { audiences: [], assigned: false }
          : { audiences: resolve(own), assigned: true };
      }
      return { audiences: audienceAssumed && own !== undefined ? resolve(own) : audiences, assigned: true };
    },
  };
}

function viewOf(
  { rolled }: FleetResult,
  input: {
    readonly judging: JudgeOptions;
    readonly read: IntakeCounts;
    /** What the history holds, where there is one. */
    readonly shown: Shown | undefined;
    readonly counts: FeedCounts;
    readonly roll: RollOptions;
    readonly allowGaps: boolean;
    readonly interrupted: boolean;
  },
): FleetView {
  const { judging, read, counts, roll, shown } = input;
  const { duplicates, failing, open, dropped, ...parts } = rolled;
  const asOf = isoInstant(judging.asOf, homeZone);
  const verdict = fleetExit({
    failing,
    open,
    accepted: parts.totals.accepted,
    unreadable: read.unreadable + dropped,
    hosts: parts.totals.hosts,
    later: counts.later,
    allowGaps: input.allowGaps,
    gate: { failOn: judging.failOn, failOnDeadline: judging.failOnDeadline },
    interrupted: input.interrupted,
  });
  return {
    schema: 'phaseout/fleet@1',
    tool,
    asOf,
    seenBy: utcText(roll.seenBy),
    unknownAfterDays: roll.unknownAfterDays,
    audiences: judging.audiences.map(({ id }) => id),
    audienceAssumed: judging.audienceAssumed,
    assigned: judging.assignment !== undefined,
    rulePacks: withAge(judging.pack.identities, asOf),
    inputs: {
      files: read.files,
      reports: counts.all - duplicates,
      duplicates: duplicates + (shown?.known ?? 0),
      later: counts.later,
      undated: counts.undated,
      unreadable: read.unreadable,
      gaps: read.gaps,
    },
    ...parts,
    ...verdict,
    disclaimer,
  };
}

function noReport({ files, gaps }: IntakeCounts): TargetError {
  const [first] = gaps;
  const where = first === undefined ? '' : ` (${visible(`${first.source}: ${first.message}`)})`;
  return new TargetError(
    files === 0 ? 'no report was found' : `none of ${files} files holds a report${where}`,
    {
      hint: 'phaseout fleet reads what phaseout scan, match or report wrote with --format json: *.json, *.ndjson, *.jsonl, also .gz and .zst',
    },
  );
}

function warnOfUnused(acceptances: Acceptances): void {
  for (const { id } of acceptances.unused())
    process.stderr.write(
      `phaseout: --accept ${visible(id)}: no host of this fleet has it; is it still needed?\n`,
    );
}

/** Lines of hosts have no place for what could not be read; silence about it would read as "all". */
function warnOfInputs({ inputs }: FleetView): void {
  for (const { source, message } of inputs.gaps)
    process.stderr.write(`phaseout: not read: ${visible(`${source}: ${message}`)}\n`);
}
