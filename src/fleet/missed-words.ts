import type { FleetMessages } from './messages/page-en.ts';
import type { MissedHost } from './view.ts';

/** An expected host without a report in one line: where it belongs, why there is none, and when it was seen last. */
export function missedWords(
  t: FleetMessages,
  { host, client, site, why, seen, lastSeen }: MissedHost,
): string {
  const place = [client, site].filter((part) => part !== '').join(', ');
  const last = lastSeen === undefined ? t.lastReportUndated : t.lastReport(lastSeen.slice(0, 10));
  return `${host}${place === '' ? '' : ` (${place})`}${why === '' ? '' : `: ${why}`}; ${seen ? last : t.noReportEver}`;
}
