import { UsageError } from '../../errors.ts';

/** `--unknown-after DAYS`. Throws {@link UsageError}. */
export function parseUnknownAfter(value: string): number {
  if (/^\d{1,4}$/.test(value) && Number(value) > 0) return Number(value);
  throw new UsageError(`--unknown-after: "${value}" is not a number of days from 1 to 9999`, {
    hint: 'a host that was not seen for so many days counts as unknown, e.g. --unknown-after 30',
  });
}
