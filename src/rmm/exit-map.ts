import { UsageError } from '../errors.ts';
import { didYouMean } from '../model/nearest.ts';
import { visible } from '../model/visible.ts';
import { type RmmState, rmmStates } from './platforms.ts';

/** Where exit codes end, by system. */
export interface ExitRange {
  /** False outside Windows, where only the lowest eight bits arrive. */
  readonly wide: boolean;
}

/**
 * Reads `--exit-map STATE=CODE,…`: other exit codes than the platform's own. Throws UsageError for an unknown state, no
 * number, a code that arrives as 0 although it is not, and 0 for what was not seen (which would read as clean).
 */
export function parseExitMap(text: string, { wide }: ExitRange): Partial<Record<RmmState, number>> {
  const map: Partial<Record<RmmState, number>> = {};
  for (const part of text.split(',').map((word) => word.trim())) {
    const [name = '', code = ''] = part.split('=').map((word) => word.trim());
    const state = rmmStates.find((each) => each === name);
    if (state === undefined) {
      throw new UsageError(`--exit-map: unknown state "${visible(name).slice(0, 40)}"`, {
        hint: didYouMean(name, rmmStates),
      });
    }
    if (map[state] !== undefined) throw new UsageError(`--exit-map: ${state} is given twice`);
    const limit = wide ? 0xffff_ffff : 255;
    if (!/^\d{1,10}$/.test(code) || Number(code) > limit) {
      throw new UsageError(
        `--exit-map: "${visible(part).slice(0, 60)}" has no exit code from 0 to ${limit}`,
        {
          hint: 'write e.g. --exit-map found=10,incomplete=11',
        },
      );
    }
    if (Number(code) === 0 && (state === 'incomplete' || state === 'error')) {
      throw new UsageError(`--exit-map: ${state}=0 would read as clean although nothing is known`, {
        hint: '--allow-gaps=COLLECTOR accepts gaps by name',
      });
    }
    map[state] = Number(code);
  }
  return map;
}
