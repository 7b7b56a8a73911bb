import { isCalendarDay } from '../model/calendar.ts';
import type { DateFormat } from '../model/vocabulary.ts';

/** What a value that should hold a date says. */
export type ReadDate =
  | { readonly is: 'instant'; readonly ms: number }
  /** The product itself says that there was none yet. */
  | { readonly is: 'never' }
  /** Not in the format, or a time outside 2000 to 2100: damage, an empty clock. */
  | { readonly is: 'unusable' };

const firstMs = Date.UTC(2000, 0, 1);
const endMs = Date.UTC(2100, 0, 1);
const maxUnits = 40;
const unusable: ReadDate = { is: 'unusable' };

/**
 * Reads a date as a product keeps it. Sources: GLPI agent for seconds since 1970 (0 and 0xFFFFFFFF mean never), public
 * Checkmk plug-ins with test data for `dd-MM-yyyy HH-mm-ss` in UTC, MS-DTYP for FILETIME, the vendor's page of
 * kesl-control for `yyyy-MM-dd HH:mm:ss`, whose zone is not stated and taken as UTC.
 */
export function readDate(value: unknown, format: DateFormat): ReadDate {
  const text = String(value ?? '').trim();
  if (text === '' || text.length > maxUnits) return unusable;
  switch (format) {
    case 'unix-seconds':
      return unixSeconds(text);
    case 'filetime':
      return filetime(text);
    case 'day-first':
      return civil(/^(\d{2})-(\d{2})-(\d{4})(?: (\d{2})-(\d{2})-(\d{2}))?$/.exec(text), [3, 2, 1]);
    case 'year-first':
      return civil(/^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2}):(\d{2})Z?)?$/.exec(text), [1, 2, 3]);
  }
}

function unixSeconds(text: string): ReadDate {
  if (!/^\d{1,11}$/.test(text)) return unusable;
  const seconds = Number(text);
  return seconds === 0 || seconds === 0xffff_ffff ? { is: 'never' } : instant(seconds * 1000);
}

function filetime(text: string): ReadDate {
  // In decimal the times of this century have 18 digits, so 16 are always bytes.
  const isBytes = /^[0-9a-f]{16}$/i.test(text);
  if (!isBytes && !/^(0|\d{18,19})$/.test(text)) return unusable;
  const ticks = isBytes ? BigInt(`0x${text.match(/../g)?.reverse().join('')}`) : BigInt(text);
  return ticks === 0n ? { is: 'never' } : instant(Number(ticks / 10_000n) - 11_644_473_600_000);
}

/** `parts` are the groups of year, month and day; the time is in groups 4 to 6, or missing. */
function civil(match: RegExpExecArray | null, parts: readonly [number, number, number]): ReadDate {
  if (match === null) return unusable;
  const [year, month, day] = parts.map((part) => match[part]);
  const [hour = 0, minute = 0, second = 0] = match.slice(4).map((part) => Number(part ?? 0));
  if (!isCalendarDay(`${year}-${month}-${day}`) || hour > 23 || minute > 59 || second > 59) return unusable;
  return instant(Date.UTC(Number(year), Number(month) - 1, Number(day), hour, minute, second));
}

function instant(ms: number): ReadDate {
  return ms >= firstMs && ms < endMs ? { is: 'instant', ms } : unusable;
}
