import { UsageError } from '../errors.ts';
import { isCalendarDay } from '../model/calendar.ts';
import type { Finding } from '../model/finding.ts';
import { homeZone } from './instant.ts';
import { localDay } from './zone.ts';

/** A finding that the user accepts for now. `id` is a finding's id or a product's; `until` the last day, YYYY-MM-DD. */
export interface Accept {
  readonly id: string;
  readonly until: string;
}

/** Reads `--accept ID --until DATE`. Throws {@link UsageError} where the day is missing or does not exist. */
export function parseAccept(id: string, until: string | undefined): Accept {
  const day = until?.trim() ?? '';
  if (id.trim() === '') throw new UsageError('--accept needs the id of a finding or product');
  if (isCalendarDay(day)) return { id: id.trim(), until: day };
  throw new UsageError(
    day === '' ? `--accept "${id}" has no --until` : `--until "${day}" is not a day that exists`,
    { hint: 'write --accept ID --until YYYY-MM-DD; the finding counts again after that day' },
  );
}

/** The acceptance that covers a finding at an instant (ms since 1970 UTC): up to and with its day in {@link homeZone}. The longest wins. */
export function acceptanceOf(
  finding: Finding,
  accepts: readonly Accept[],
  asOf: number,
): { readonly until: string } | undefined {
  const today = localDay(asOf, homeZone);
  const until = accepts
    .filter((accept) => isAbout(accept, finding) && accept.until >= today)
    .map((accept) => accept.until)
    .sort()
    .at(-1);
  return until === undefined ? undefined : { until };
}

/** The acceptances that are about none of the findings: mistyped, or no longer needed. */
export function unusedAccepts(findings: readonly Finding[], accepts: readonly Accept[]): Accept[] {
  return accepts.filter((accept) => !findings.some((finding) => isAbout(accept, finding)));
}

function isAbout(accept: Accept, finding: Finding): boolean {
  return accept.id === finding.id || accept.id === finding.product.id;
}
