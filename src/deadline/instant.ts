import { UsageError } from '../errors.ts';
import { isCalendarDay, isClockTime, isOffset } from '../model/calendar.ts';
import { localTime, startOfDay } from './zone.ts';

/** The zone in which a bare date of a user begins, and in which an accepted finding's last day ends. */
export const homeZone = 'America/New_York';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * Reads an instant that a user wrote: ISO 8601 with an offset or Z (seconds and fractions may be left out), or a bare
 * date, which means 00:00 in {@link homeZone}. Gives milliseconds since 1970 UTC.
 * Throws {@link UsageError} for a day or time that does not exist, and for a local time without its zone.
 */
export function parseAsOf(text: string, option = '--as-of'): number {
  const given = text.trim();
  const match =
    /^(?<day>\d{4}-\d{2}-\d{2})(?:[Tt ](?<clock>\d{2}:\d{2}(?::\d{2})?)(?:[.,](?<fraction>\d{1,9}))?(?<offset>[Zz]|[+-]\d{2}(?::?\d{2})?)?)?$/.exec(
      given,
    );
  const { day, clock, fraction, offset } = match?.groups ?? {};
  if (day === undefined) return refuse(option, given, 'is not an ISO 8601 date or instant');
  if (!isCalendarDay(day)) return refuse(option, given, `names a day that does not exist (${day})`);
  if (clock === undefined) return afterEpoch(startOfDay(day, homeZone), option, given);
  if (!isClockTime(clock)) return refuse(option, given, `names a time that does not exist (${clock})`);
  if (offset === undefined) return refuse(option, given, 'has a time of day but no zone');
  const zone = fullOffset(offset);
  if (zone !== 'Z' && !isOffset(zone))
    return refuse(option, given, `has an offset that no zone uses (${offset})`);
  const seconds = clock.length === 5 ? `${clock}:00` : clock;
  return afterEpoch(
    Date.parse(`${day}T${seconds}.${(fraction ?? '').slice(0, 3).padEnd(3, '0')}${zone}`),
    option,
    given,
  );
}

/** A phase's instant, or a day at its first instant in the zone, in ms since 1970 UTC. Throws RangeError where it does not exist. */
export function instantOf(text: string, zone: string): number {
  if (text.length === 10) return startOfDay(text, zone);
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw new RangeError(`not an instant: ${text}`);
  return ms;
}

/** An instant as a reader sees it, always with its zone: `29 Sep 2024 00:00 EDT`. Seconds are shown where they are not zero. */
export function formatInstant(ms: number, zone: string): string {
  const { day, clock } = localTime(ms, zone);
  const shown = clock.endsWith(':00') ? clock.slice(0, 5) : clock;
  return `${formatDay(day)} ${shown} ${zoneAbbreviation(ms, zone)}`;
}

/** A day (YYYY-MM-DD) as a reader sees it: `29 Sep 2024`. */
export function formatDay(day: string): string {
  return `${Number(day.slice(8, 10))} ${formatMonth(day)}`;
}

/** The month of a day or month (YYYY-MM or YYYY-MM-DD) as a reader sees it: `Sep 2024`. */
export function formatMonth(day: string): string {
  return `${months[Number(day.slice(5, 7)) - 1] ?? ''} ${day.slice(0, 4)}`;
}

/** An instant as ISO 8601 with the zone's offset: `2024-09-29T00:00:00-04:00`. Milliseconds only where there are any. */
export function isoInstant(ms: number, zone: string): string {
  const { day, clock, offsetMinutes } = localTime(ms, zone);
  const fraction = ((ms % 1000) + 1000) % 1000;
  return `${day}T${clock}${fraction === 0 ? '' : `.${String(fraction).padStart(3, '0')}`}${offsetText(offsetMinutes)}`;
}

/**
 * `EDT`, `CET`, `AEST`; `UTC+09:00` where English has no abbreviation.
 * Each English locale of CLDR abbreviates only the zones of its own part of the world, hence three of them.
 */
export function zoneAbbreviation(ms: number, zone: string): string {
  for (const locale of ['en-US', 'en-GB', 'en-AU']) {
    const name = zoneName(locale, zone)
      .formatToParts(ms)
      .find((part) => part.type === 'timeZoneName')?.value;
    if (name !== undefined && /^[A-Z]{2,5}$/.test(name)) return name;
  }
  return `UTC${offsetText(localTime(ms, zone).offsetMinutes)}`;
}

function refuse(option: string, given: string, what: string): never {
  throw new UsageError(`${option} "${given}" ${what}`, {
    hint: 'write a date (2024-09-29, 00:00 in New York) or an instant with its zone (2024-09-29T00:00:00-04:00, 2024-09-29T04:00Z)',
  });
}

function afterEpoch(ms: number, option: string, given: string): number {
  return ms < 0 ? refuse(option, given, 'lies before 1970') : ms;
}

function fullOffset(offset: string): string {
  if (offset.toUpperCase() === 'Z') return 'Z';
  const digits = offset.replace(':', '');
  return `${digits.slice(0, 3)}:${digits.slice(3).padEnd(2, '0')}`;
}

function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

const zoneNames = new Map<string, Intl.DateTimeFormat>();

function zoneName(locale: string, zone: string): Intl.DateTimeFormat {
  const key = `${locale} ${zone}`;
  const known = zoneNames.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'short' });
  zoneNames.set(key, made);
  return made;
}
