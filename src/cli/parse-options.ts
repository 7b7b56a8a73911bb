import { UsageError } from '../errors.ts';
import { didYouMean } from '../model/nearest.ts';
import { type Platform, platforms, type Status, statuses } from '../model/vocabulary.ts';

/** What makes the exit code 1: findings at or above a status, and notes of the named kinds. */
export interface FailOn {
  readonly status: Status | 'never';
  readonly confirmedOnly: boolean;
  readonly notes: readonly ('staged' | 'hidden')[];
}

/** A further condition on the deadline of a finding. */
export type FailOnDeadline =
  | { readonly kind: 'in-effect' }
  | { readonly kind: 'within'; readonly days: number };

/** One `--output`. */
export interface OutputTarget<Format extends string> {
  readonly format: Format;
  readonly file: string;
}

/** Splits `a,b` and repeated options into words; empty words are dropped. */
export function words(values: readonly string[]): string[] {
  return values
    .flatMap((value) => value.split(','))
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

/** Checks that a word is one of a list, or says which are near. Throws {@link UsageError}. */
export function oneOf<Word extends string>(option: string, value: string, known: readonly Word[]): Word {
  const found = known.find((word) => word === value);
  if (found === undefined) {
    throw new UsageError(`${option}: unknown value "${value}"`, { hint: didYouMean(value, known) });
  }
  return found;
}

/** `--fail-on active|installed|residue|never[:confirmed][,staged][,hidden]`. */
export function parseFailOn(value: string): FailOn {
  const notes: ('staged' | 'hidden')[] = [];
  let status: Status | 'never' | undefined;
  let confirmedOnly = false;
  for (const word of words([value])) {
    if (word === 'staged' || word === 'hidden') {
      notes.push(word);
      continue;
    }
    const [level = '', qualifier] = word.split(':', 2);
    if (status !== undefined) {
      throw new UsageError(`--fail-on: "${status}" and "${level}" cannot both be the threshold`);
    }
    status = oneOf('--fail-on', level, [...statuses, 'never'] as const);
    if (qualifier !== undefined) {
      oneOf('--fail-on', qualifier, ['confirmed'] as const);
      confirmedOnly = true;
    }
  }
  return { status: status ?? 'residue', confirmedOnly, notes };
}

/** `--fail-on-deadline in-effect|within:DAYS`. */
export function parseFailOnDeadline(value: string): FailOnDeadline {
  if (value === 'in-effect') return { kind: 'in-effect' };
  const days = /^within:(?<days>\d{1,5})$/.exec(value)?.groups?.['days'];
  if (days === undefined) {
    throw new UsageError(`--fail-on-deadline: unknown value "${value}"`, {
      hint: 'use in-effect, or within:DAYS with a whole number of days',
    });
  }
  return { kind: 'within', days: Number(days) };
}

/** `--timeout SECONDS` as milliseconds. */
export function parseTimeout(value: string): number {
  const seconds = Number(value);
  if (!/^\d+(\.\d+)?$/.test(value) || seconds <= 0 || seconds > 86_400) {
    throw new UsageError(`--timeout: "${value}" is not a number of seconds between 0 and 86400`);
  }
  return Math.ceil(seconds * 1000);
}

/** `--platform`; only the systems that can be scanned. */
export function parsePlatform(value: string): Platform {
  return oneOf('--platform', value, platforms.slice(0, 3));
}

/** Repeated `--output [FORMAT=]FILE`: without a format the file's extension decides, else `--format`. */
export function parseOutputs<Format extends string>(
  values: readonly string[],
  formats: readonly Format[],
  extensions: Readonly<Record<string, Format>>,
  fallback: Format,
): OutputTarget<Format>[] {
  return values.map((value) => {
    const match = /^(?<format>[a-z0-9]+)=(?<file>.+)$/s.exec(value);
    if (match?.groups) {
      return {
        format: oneOf('--output', match.groups['format'] ?? '', formats),
        file: match.groups['file'] ?? '',
      };
    }
    if (value === '') throw new UsageError('--output: the file name is empty');
    const extension = /\.(?<extension>[a-z0-9]+)$/i.exec(value)?.groups?.['extension']?.toLowerCase() ?? '';
    return { format: extensions[extension] ?? fallback, file: value };
  });
}

/** Pairs the n-th `--accept ID` with the n-th `--until DATE`. */
export function parseAccepts(
  ids: readonly string[],
  days: readonly string[],
): { readonly id: string; readonly until: string }[] {
  if (ids.length !== days.length) {
    throw new UsageError(`--accept is given ${ids.length} times and --until ${days.length} times`, {
      hint: 'each --accept ID needs its own --until YYYY-MM-DD; an acceptance without an end is not offered',
    });
  }
  return ids.map((id, index) => {
    const until = days[index] ?? '';
    const real =
      /^\d{4}-\d{2}-\d{2}$/.test(until) && new Date(`${until}T00:00:00Z`).toJSON()?.startsWith(until);
    if (!real) throw new UsageError(`--until: "${until}" is not a day`, { hint: 'write it as YYYY-MM-DD' });
    return { id, until };
  });
}
