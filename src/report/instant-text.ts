import { glue } from './count.ts';
import { en, type Messages } from './messages/en.ts';

const shape =
  /^(?<year>\d{4})-(?<month>\d{2})(?:-(?<day>\d{2})(?:T(?<time>\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(?<offset>Z|[+-]\d{2}:\d{2})?)?)?$/;

/** `29 Sep 2024` from the day that an ISO 8601 date or instant states, `Sep 2024` from a month; other text as it is. */
export function dayText(date: string, m: Messages = en): string {
  const { year, month, day } = shape.exec(date)?.groups ?? {};
  const name = m.months[Number(month) - 1];
  if (name === undefined || year === undefined) return date;
  return m.date(day === undefined ? undefined : Number(day), name, year);
}

/** The zone of a bare date that a user gives. */
const homeZone = 'America/New_York';

/**
 * `29 Sep 2024 00:00 EDT` from an instant, read in the offset that it states. The offset is named where it is the one
 * that `zone` has at this instant, or UTC; else it is shown: `UTC+01:00`. A day stays a day, other text as it is.
 */
export function instantText(instant: string, zone = homeZone, m: Messages = en): string {
  const { time, offset } = shape.exec(instant)?.groups ?? {};
  const day = dayText(instant, m);
  if (time === undefined || offset === undefined || day === instant) return day;
  return [day, time, offsetName(instant, offset, zone)].join(glue);
}

function offsetName(instant: string, offset: string, zone: string): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return `UTC${offset}`;
  if (zoneName(date, zone, 'en-US', 'longOffset').replace(/^GMT/, '') === offset) {
    // Each English locale abbreviates only the zones of its own part of the world.
    for (const locale of ['en-US', 'en-GB', 'en-AU']) {
      const name = zoneName(date, zone, locale, 'short');
      if (/^[A-Z]{2,5}$/.test(name)) return name;
    }
  }
  return offset === 'Z' || offset === '+00:00' ? 'UTC' : `UTC${offset}`;
}

const formats = new Map<string, Intl.DateTimeFormat | undefined>();

function zoneName(date: Date, zone: string, locale: string, style: 'short' | 'longOffset'): string {
  const key = `${zone} ${locale} ${style}`;
  if (!formats.has(key)) formats.set(key, formatOf(zone, locale, style));
  const parts = formats.get(key)?.formatToParts(date) ?? [];
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
}

function formatOf(
  zone: string,
  locale: string,
  style: 'short' | 'longOffset',
): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: style });
  } catch (error) {
    // A saved report may name a zone that does not exist; its offset is then shown instead of its name.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
