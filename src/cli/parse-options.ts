import { type Accept, parseAccept } from '../deadline/accept.ts';
import { UsageError } from '../errors.ts';
import { didYouMean } from '../model/nearest.ts';
import { type Platform, platforms, type Status, statuses } from '../model/vocabulary.ts';
import type { FailOn } from '../report/decide-exit.ts';

/** One `--output`. */
export interface OutputTarget<Format extends string> {
  readonly format: Format;
  readonly file: string;
}

/** Splits `a,b` and repeated options into words. An empty value (a variable that is not set) throws {@link UsageError}. */
export function words(values: readonly string[], option: string): string[] {
  return values.flatMap((value) => {
    const found = value
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== '');
    if (found.length === 0) {
      throw new UsageError(`${option} is given without a value`, { hint: 'is a variable empty?' });
    }
    return found;
  });
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
  for (const word of words([value], '--fail-on')) {
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

/** Extensions of report formats that other tools write: a table inside such a file would only surprise. */
const otherReports = new Set(['csv', 'html', 'htm', 'sarif', 'xml', 'md', 'pdf', 'yaml', 'yml']);

/** Repeated `--output [FORMAT=]FILE` (`option` in messages): without a format the file's extension decides, else `--format`. */
export function parseOutputs<Format extends string>(
  values: readonly string[],
  formats: readonly Format[],
  extensions: Readonly<Record<string, Format>>,
  fallback: Format,
  option = '--output',
): OutputTarget<Format>[] {
  return values.map((value) => {
    const match = /^(?<format>[a-z0-9]+)=(?<file>.+)$/s.exec(value);
    if (match?.groups) {
      return {
        format: oneOf(option, match.groups['format'] ?? '', formats),
        file: match.groups['file'] ?? '',
      };
    }
    if (value === '') throw new UsageError(`${option}: the file name is empty`);
    const extension = /\.(?<extension>[a-z0-9]+)$/i.exec(value)?.groups?.['extension']?.toLowerCase() ?? '';
    if (extension !== '' && extensions[extension] === undefined && otherReports.has(extension)) {
      throw new UsageError(`${option} ${value}: this version writes no .${extension}`, {
        hint: `it writes ${formats.join(', ')}; to keep the name: ${option} ${formats[1] ?? fallback}=${value}`,
      });
    }
    return { format: extensions[extension] ?? fallback, file: value };
  });
}

/** Pairs the n-th `--accept ID` with the n-th `--until DATE`. */
export function parseAccepts(ids: readonly string[], days: readonly string[]): Accept[] {
  if (days.length > ids.length) {
    throw new UsageError('there are more --until than --accept', {
      hint: 'write --accept ID --until YYYY-MM-DD, in pairs',
    });
  }
  return ids.map((id, index) => parseAccept(id, days[index]));
}
