import { isInstant } from '../model/calendar.ts';

/** Before this there was no product to find; an earlier clock says nothing. */
const earliestMs = Date.UTC(2000, 0, 1);

/**
 * An instant of untrusted content (ISO 8601 with an offset or Z) in ms since 1970 UTC; null for anything else, and for
 * one before the year 2000, which is a clock without power.
 */
export function instantMs(value: unknown): number | null {
  if (typeof value !== 'string' || value.length > 40) return null;
  const exact = value.replace(/\.\d{1,9}(?=Z|[+-]\d{2}:\d{2}$)/, '');
  if (!isInstant(exact)) return null;
  const ms = Date.parse(value);
  return Number.isNaN(ms) || ms < earliestMs ? null : ms;
}

/** An instant as the fleet writes it: UTC, to the second, e.g. `2026-11-22T10:00:00Z`. */
export function utcText(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
