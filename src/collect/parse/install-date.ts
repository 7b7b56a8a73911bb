import { isCalendarDay } from '../../model/calendar.ts';

/**
 * `YYYYMMDD`, as Windows Installer writes it, as an ISO day; undefined for anything else, because installers write what
 * they like: `5/12/2020` names two days, and a day that does not exist names none.
 * Source: learn.microsoft.com, Uninstall registry key.
 */
export function installDay(text: string | undefined): string | undefined {
  const match = /^(?<year>(?:19|20)\d\d)(?<month>\d\d)(?<day>\d\d)$/.exec(text?.trim() ?? '');
  if (match?.groups === undefined) return undefined;
  const { year, month, day } = match.groups;
  const iso = `${year}-${month}-${day}`;
  return isCalendarDay(iso) ? iso : undefined;
}
