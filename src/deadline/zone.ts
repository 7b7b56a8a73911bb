import { isCalendarDay } from '../model/calendar.ts';

/** Milliseconds of a day without a change of clock. Only for days as calendar numbers, never for local time. */
const msPerDay = 86_400_000;

/** Day and time of day that a clock in a zone shows. `day` is YYYY-MM-DD, `clock` hh:mm:ss. */
export interface LocalTime {
  readonly day: string;
  readonly clock: string;
  /** Minutes east of UTC; whole seconds of old local mean times are cut off. */
  readonly offsetMinutes: number;
}

/** What a clock in an IANA zone shows at an instant (ms since 1970 UTC). Right over daylight saving: Intl knows the zone's history. */
export function localTime(ms: number, zone: string): LocalTime {
  const parts = new Map(
    formatter(zone)
      .formatToParts(ms)
      .map((part) => [part.type, part.value]),
  );
  const get = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '';
  const day = `${get('year').padStart(4, '0')}-${get('month')}-${get('day')}`;
  const clock = `${get('hour')}:${get('minute')}:${get('second')}`;
  const shown = Date.parse(`${day}T${clock}Z`);
  return { day, clock, offsetMinutes: Math.trunc((shown - Math.floor(ms / 1000) * 1000) / 60_000) };
}

/** Calendar day (YYYY-MM-DD) of an instant in an IANA zone. */
export function localDay(ms: number, zone: string): string {
  return localTime(ms, zone).day;
}

/**
 * First instant of a calendar day in a zone, in ms since 1970 UTC.
 * Usually 00:00; the first instant after the gap where clocks are put forward at midnight; the next day's where a zone skipped the day.
 */
export function startOfDay(day: string, zone: string): number {
  const utc = utcOfDay(day);
  // The offset at local midnight is one of those around it; the earliest instant that lies in the day is its start.
  const offsets = new Set(
    [-msPerDay, 0, msPerDay].map((shift) => localTime(utc + shift, zone).offsetMinutes),
  );
  const starts = [...offsets]
    .map((offset) => utc - offset * 60_000)
    .filter((start) => localDay(start, zone) === day && localDay(start - 1, zone) !== day);
  return starts.length > 0 ? Math.min(...starts) : startOfDay(addDays(day, 1), zone);
}

/** Whole calendar days from one day to another, both YYYY-MM-DD; negative where the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((utcOfDay(to) - utcOfDay(from)) / msPerDay);
}

/** The calendar day a number of days later (or earlier, where negative). */
export function addDays(day: string, days: number): string {
  return new Date(utcOfDay(day) + days * msPerDay).toISOString().slice(0, 10);
}

/** The first day of the month after the one that a day lies in. */
export function firstOfNextMonth(day: string): string {
  const month = new Date(utcOfDay(`${day.slice(0, 8)}01`));
  month.setUTCMonth(month.getUTCMonth() + 1);
  return month.toISOString().slice(0, 10);
}

function utcOfDay(day: string): number {
  if (!isCalendarDay(day)) throw new RangeError(`not a day of the calendar: ${day}`);
  return Date.parse(`${day}T00:00:00Z`);
}

// Building a formatter costs about as much as a thousand uses of it.
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formatters.set(zone, made);
  return made;
}
