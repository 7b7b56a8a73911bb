import { TargetError } from '../../errors.ts';
import { viewLimits } from '../../fleet/limits.ts';
import type { Observation } from '../../fleet/observation.ts';
import { observe } from '../../fleet/observe.ts';
import type { FleetGap } from '../../fleet/view.ts';
import { notJson } from '../../model/json-fault.ts';
import { visible } from '../../model/visible.ts';
import type { GapReason } from '../../model/vocabulary.ts';
import { nameOf, readRecords } from './read-records.ts';
import { type ReportFile, reportFiles } from './report-files.ts';
import { maxRecordLength } from './split-records.ts';

/** What reading needs. */
export interface IntakeOptions {
  readonly strict: boolean;
  readonly signal: AbortSignal;
  readonly hash: (text: string) => string;
  /** Cleans a text of user names: paths and messages of gaps, and the folder or image that was scanned. */
  readonly redact: (text: string) => string;
  /** Called for every report; the observations of one report come together. */
  readonly take: (observations: Iterable<Observation>) => void | Promise<void>;
  readonly onProgress: (reports: number) => void;
}

/** What was read. */
export interface IntakeCounts {
  files: number;
  reports: number;
  /** Reports, files and folders that could not be used. */
  unreadable: number;
  /** The first of them. */
  readonly gaps: FleetGap[];
}

const reportsPerTurn = 500;

/**
 * Reads every report that the arguments name. What is no report is counted, located and told; with `strict` it ends the
 * reading. Throws TargetError there, and where a file that the user named holds something else altogether.
 */
export async function readReports(names: readonly string[], options: IntakeOptions): Promise<IntakeCounts> {
  const counts: IntakeCounts = { files: 0, reports: 0, unreadable: 0, gaps: [] };
  const fault = (reason: GapReason, source: string, message: string): void => {
    if (options.strict) {
      throw new TargetError(`${visible(source)}: ${message}`, {
        hint: 'without --strict the other reports are read and this one is a gap',
      });
    }
    counts.unreadable++;
    if (counts.gaps.length < viewLimits.gaps)
      counts.gaps.push({ reason, source: options.redact(source), message: options.redact(message) });
  };
  for await (const file of reportFiles(names, fault)) {
    if (options.signal.aborted) break;
    counts.files++;
    try {
      await readFile(file, options, counts, fault);
    } catch (error) {
      // One file of many that is damaged is a gap; one that the user named and that is not there is a mistake.
      const isMistake = file.named && (counts.reports === 0 || isMissing(error));
      if (!(error instanceof TargetError) || options.strict || isMistake) throw error;
      fault('malformed-source', nameOf(file.path), error.message);
    }
  }
  return counts;
}

function isMissing(error: unknown): boolean {
  const cause: unknown = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
}

type Fault = (reason: GapReason, source: string, message: string) => void;

async function readFile(
  file: ReportFile,
  options: IntakeOptions,
  counts: IntakeCounts,
  fault: Fault,
): Promise<void> {
  let sinceTurn = 0;
  let isFirst = true;
  let records = 0;
  for await (const batch of readRecords(file, options.signal)) {
    for (const { line, text } of batch) {
      records++;
      const source = line === 1 ? nameOf(file.path) : `${nameOf(file.path)}:${line}`;
      if (text === undefined) {
        fault('too-large', source, `the report is longer than ${maxRecordLength} characters`);
        continue;
      }
      const observed = observeText(text, options.hash);
      if ('fault' in observed) {
        if (isFirst && file.named && observed.otherKind === true) throw refusal(file, observed.fault);
        isFirst = false;
        fault(observed.reason ?? 'unsupported-format', source, observed.fault);
        continue;
      }
      isFirst = false;
      counts.reports++;
      if (observed.missing !== undefined) fault('too-large', source, observed.missing);
      const taken = options.take(allRedacted(observed.observations, options.redact));
      if (taken !== undefined) await taken;
      if (++sinceTurn < reportsPerTurn) continue;
      sinceTurn = 0;
      options.onProgress(counts.reports);
      // Lets Ctrl-C have its turn.
      await new Promise((resolve) => setImmediate(resolve));
      if (options.signal.aborted) return;
    }
  }
  if (records === 0 && !options.signal.aborted) fault('empty-source', nameOf(file.path), 'it is empty');
}

type Outcome =
  | { readonly observations: Iterable<Observation>; readonly missing?: string }
  | { readonly fault: string; readonly otherKind?: boolean; readonly reason?: GapReason };

function observeText(text: string, hash: IntakeOptions['hash']): Outcome {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { fault: `it is ${visible(notJson(text))}`, reason: 'malformed-row' };
  }
  if (!Array.isArray(value)) return observe(value, { hash });
  const parts: Iterable<Observation>[] = [];
  let missing: string | undefined;
  for (const [index, each] of value.entries()) {
    const observed = observe(each, { hash });
    if ('fault' in observed) return { ...observed, fault: `element ${index + 1}: ${observed.fault}` };
    missing ??= observed.missing;
    parts.push(observed.observations);
  }
  return { observations: chained(parts), ...(missing !== undefined && { missing }) };
}

function* chained<Each>(parts: readonly Iterable<Each>[]): Generator<Each> {
  for (const part of parts) yield* part;
}

function refusal(file: ReportFile, message: string): TargetError {
  return new TargetError(`${visible(nameOf(file.path))} cannot be rolled up: ${message}`, {
    hint: 'phaseout fleet reads what phaseout scan, match or report wrote with --format json, a file or a line each',
  });
}

function* allRedacted(
  observations: Iterable<Observation>,
  redact: (text: string) => string,
): Generator<Observation> {
  for (const observation of observations) yield redacted(observation, redact);
}

function redacted(observation: Observation, redact: (text: string) => string): Observation {
  const { place, someGaps } = observation;
  if (place === undefined && someGaps.length === 0) return observation;
  return {
    ...observation,
    ...(place !== undefined && { place: redact(place) }),
    someGaps: someGaps.map((gap) => ({
      ...gap,
      source: redact(gap.source),
      message: redact(gap.message),
    })),
  };
}
