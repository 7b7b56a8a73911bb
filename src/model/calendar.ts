/** Whether a text is a day that exists in the Gregorian calendar, written YYYY-MM-DD: false for 2023-02-29 and for month 13. */
export function isCalendarDay(text: string): boolean {
  const match = /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})$/.exec(text);
  const { year, month, day } = match?.groups ?? {};
  if (year === undefined || month === undefined || day === undefined) return false;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  // Date.UTC rolls 30 February over into March; a real day comes back unchanged.
  return date.toISOString().startsWith(text);
}

/** Whether a text is a time of day that exists, written hh:mm or hh:mm:ss. Leap seconds and 24:00 are refused. */
export function isClockTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(text);
}

/** Whether an offset from UTC, written ±hh:mm, lies between -12:00 and +14:00, the widest in use. */
export function isOffset(text: string): boolean {
  const match = /^(?<sign>[+-])(?<hours>\d{2}):(?<minutes>[0-5]\d)$/.exec(text);
  if (!match?.groups) return false;
  const minutes = Number(match.groups['hours']) * 60 + Number(match.groups['minutes']);
  return minutes <= (match.groups['sign'] === '-' ? 12 * 60 : 14 * 60);
}

/** Whether a text is a whole instant with its offset, YYYY-MM-DDThh:mm:ss±hh:mm or …Z, of which every part exists. */
export function isInstant(text: string): boolean {
  const match = /^(?<day>[\d-]{10})T(?<clock>\d{2}:\d{2}:\d{2})(?<offset>Z|[+-]\d{2}:\d{2})$/.exec(text);
  const { day, clock, offset } = match?.groups ?? {};
  if (day === undefined || clock === undefined || offset === undefined) return false;
  return isCalendarDay(day) && isClockTime(clock) && (offset === 'Z' || isOffset(offset));
}

/** Whether this JavaScript engine knows an IANA time zone by this name. */
export function isZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: text });
    return true;
  } catch (error) {
    // Intl has no other way to ask.
    if (error instanceof RangeError) return false;
    throw error;
  }
}
