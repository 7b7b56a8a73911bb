import { UsageError } from '../errors.ts';
import { visible } from '../model/visible.ts';
import type { RmmPlatform } from './platforms.ts';
import { powerShellWrapper } from './wrapper-powershell.ts';
import { shellWrapper } from './wrapper-sh.ts';

/** Languages of wrapper scripts. */
export const wrapperKinds = ['powershell', 'sh'] as const;
/** One of {@link wrapperKinds}. */
export type WrapperKind = (typeof wrapperKinds)[number];

/** What a wrapper is made from. */
export interface WrapperInput {
  readonly platform: RmmPlatform;
  /** Words behind `phaseout rmm PLATFORM`. */
  readonly options: readonly string[];
  readonly version: string;
  /** SHA-256 of the program in lower-case hexadecimal: no other file is started. */
  readonly sha256?: string;
}

/** Bytes that a script has at most: under 64 kB. N-able N-sight takes 65,535 characters. */
export const maxWrapper = 63_999;

/**
 * A script in one file that finds the program, runs `phaseout rmm PLATFORM` with these options and passes line and exit
 * code on; where the program is missing, is stopped or ends in any other way, it says so in the platform's own form.
 * Throws UsageError for an option that cannot be passed on unchanged.
 */
export function rmmWrapper(kind: WrapperKind, input: WrapperInput): string {
  const bad = input.options.find(
    (word) => !passable.test(word) || (kind === 'powershell' && word.endsWith('\\')),
  );
  if (bad !== undefined) {
    throw new UsageError(`--script: "${visible(bad).slice(0, 80)}" cannot be written into a script`, {
      hint: 'no quotes, control characters or back-slash at the end; write it into the script by hand',
    });
  }
  const text = kind === 'sh' ? shellWrapper(input) : powerShellWrapper(input);
  if (Buffer.byteLength(text) > maxWrapper)
    throw new UsageError('--script: with these options the script is not smaller than 64 kB');
  return text;
}

/**
 * What survives every quoting on the way: no quotes, no control characters. Windows PowerShell hands double quotes to a
 * program wrongly, and typographic ones end its strings.
 */
const passable = /^[^"'`\u2018-\u201f\p{C}\p{Zl}\p{Zp}]*$/u;
