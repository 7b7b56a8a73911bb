import { glue } from './count.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const shape =
  /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?:T(?<time>\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(?<offset>Z|[+-]\d{2}:\d{2})?)?$/;

/** `29 Sep 2024` from the day that an ISO 8601 date or instant states; any other text comes back as it is. */
export function dayText(date: string): string {
  const { year, month, day } = shape.exec(date)?.groups ?? {};
  const name = months[Number(month) - 1];
  return name === undefined ? date : [String(Number(day)), name, year].join(glue);
}

/**
 * `22 Nov 2026 00:00 EST` from an instant, read in the offset that it states. The offset is named where it is that of
 * UTC, or the one of New York at this instant (the zone of a bare date); else it is shown: `UTC+01:00`.
 * Any other text comes back as it is.
 */
export function instantText(instant: string): string {
  const { time, offset } = shape.exec(instant)?.groups ?? {};
  const day = dayText(instant);
  if (time === undefined || offset === undefined || day === instant) return day;
  return [day, time, offsetName(instant, offset)].join(glue);
}

function offsetName(instant: string, offset: string): string {
  if (offset === 'Z' || offset === '+00:00') return 'UTC';
  const name = offset === '-05:00' ? 'EST' : offset === '-04:00' ? 'EDT' : undefined;
  return name !== undefined && newYorkOffset(instant) === offset ? name : `UTC${offset}`;
}

function newYorkOffset(instant: string): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return '';
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: 'America/New_York',
    timeZoneName: 'longOffset',
  });
  const name = format.formatToParts(date).find((part) => part.type === 'timeZoneName')?.value ?? '';
  return name.replace('GMT', '');
}
