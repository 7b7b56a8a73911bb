import type { MissedHost } from './view.ts';

/** An expected host without a report in one line: where it belongs, why there is none, and when it was seen last. */
export function missedWords({ host, client, site, why, seen, lastSeen }: MissedHost): string {
  const place = [client, site].filter((part) => part !== '').join(', ');
  const last = lastSeen === undefined ? 'last report without a time' : `last report ${lastSeen.slice(0, 10)}`;
  return `${host}${place === '' ? '' : ` (${place})`}${why === '' ? '' : `: ${why}`}; ${seen ? last : 'no report ever'}`;
}
