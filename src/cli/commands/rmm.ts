import { ExitCode, OutputError, PhaseoutError, UsageError } from '../../errors.ts';
import { didYouMean } from '../../model/nearest.ts';
import type { Report } from '../../model/report.ts';
import { visible } from '../../model/visible.ts';
import { parseExitMap } from '../../rmm/exit-map.ts';
import { maxLine, rmmErrorLine, rmmLine } from '../../rmm/line.ts';
import { rmmOutput, takenOf } from '../../rmm/output.ts';
import { type RmmPlatform, type RmmState, rmmPlatforms } from '../../rmm/platforms.ts';
import { verdictOf } from '../../rmm/verdict.ts';
import { type CollectOptions, collectorIds } from '../collect-options.ts';
import type { TargetOptions } from '../open-host.ts';
import { judgeOptions, type OutcomeOptions } from '../outcome-options.ts';
import { writeStdout } from '../output.ts';
import { planRmmReport, type RmmReportOptions } from '../rmm-report.ts';
import { loadRules, type RuleOptions } from '../rule-options.ts';
import { runScan } from '../run-scan.ts';

/** Options of `phaseout rmm` as commander gives them. */
export interface RmmOptions
  extends TargetOptions,
    CollectOptions,
    RuleOptions,
    OutcomeOptions,
    RmmReportOptions {
  readonly exitMap?: string;
  /** A wrapper script is printed instead; true for `--script` alone. */
  readonly script?: true | string;
  /** With `--script`: the check sum of the program. */
  readonly sha256?: string;
}

/**
 * `phaseout rmm PLATFORM`: scans, prints the one line in the form that the platform reads, writes the report to a file
 * and returns the exit code that the platform expects. Nothing goes to stderr, and a run that judged nothing says so in
 * the same form: an agent shows one line and a number. Throws UsageError for an unknown platform.
 */
export async function rmmCommand(args: readonly string[], options: RmmOptions): Promise<number> {
  const platform = platformOf(args[0] ?? '');
  if (options.script !== undefined) {
    const { rmmScript } = await import('../rmm-wrapper.ts');
    await writeStdout(await rmmScript(platform, options));
    return ExitCode.clean;
  }
  if (options.sha256 !== undefined) throw new UsageError('--sha256 is for --script');
  let codes = platform.exitCodes;
  const room = maxLine - takenOf(platform);
  const details: string[] = [];
  const end = async (state: RmmState, line: string): Promise<number> => {
    await writeStdout(rmmOutput(platform, state, line, details));
    return codes[state];
  };
  try {
    if (options.exitMap !== undefined)
      codes = { ...codes, ...parseExitMap(options.exitMap, { wide: process.platform === 'win32' }) };
    const sendReport = planRmmReport(options, platform);
    const report = await scanFor(options);
    const verdict = verdictOf(report);
    let remark: string | undefined;
    // A report that could not be written never hides the verdict.
    const sent = await sendReport(report).catch((error: unknown) => {
      if (!(error instanceof OutputError)) throw error;
      remark = 'report not written';
      return `the report was not written: ${error.message}`;
    });
    details.push(report.summary.exitReason, sent, ...gapsOf(report));
    return await end(verdict.state, rmmLine(verdict, remark, room));
  } catch (error) {
    const known = error instanceof PhaseoutError;
    details.push(known ? (error.hint ?? '') : 'this is a bug in phaseout, please report it');
    if (!known && error instanceof Error) details.push(...(error.stack ?? '').split('\n'));
    const message = error instanceof Error ? error.message : String(error);
    return await end('error', rmmErrorLine(known ? message : `a bug in phaseout: ${message}`, room));
  }
}

/** Letters count alike in upper and lower case: vendors write Intune and NinjaOne. */
function platformOf(word: string): RmmPlatform {
  const ids = rmmPlatforms.map(({ id }) => id);
  const wanted = word.toLowerCase();
  const found = rmmPlatforms.find(({ id }) => id === wanted);
  if (found !== undefined) return found;
  const hint = /^n-?able$/.test(wanted)
    ? 'N-able has two that differ: n-sight and n-central'
    : didYouMean(wanted, ids) || `known: ${ids.join(', ')}`;
  throw new UsageError(`unknown platform "${visible(word).slice(0, 40)}"`, { hint });
}

async function scanFor(options: RmmOptions): Promise<Report> {
  const startedMs = Date.now();
  const pack = await loadRules(options);
  const judge = judgeOptions(options, pack, startedMs, collectorIds);
  const plan = { pack, judge, startedMs, wantsItems: false, machineReadable: true };
  return runScan({ ...options, quiet: true }, plan);
}

/** Each once: a collector may meet the same folder by several of its patterns. */
function gapsOf({ coverage }: Report): string[] {
  const texts = coverage.flatMap(({ collector, gaps }) =>
    gaps.map(({ source, message }) => `not looked at: ${collector}: ${source}: ${message}`),
  );
  return [...new Set(texts)];
}
