import type { PackIdentity } from '../model/report.ts';
import { visible } from '../model/visible.ts';

const msPerDay = 86_400_000;
const oldAfterDays = 365;

/** One line per pack: id, version, date, age in days, and the beginning of its hash. `nowMs` since 1970 UTC. */
export function packLines(identities: readonly PackIdentity[], nowMs: number): string[] {
  return identities.map(({ id, version, date, sha256 }) => {
    const age = ageInDays(date, nowMs);
    const shown = age === undefined ? 'no date' : `of ${date}, ${age} ${age === 1 ? 'day' : 'days'} old`;
    const old = age !== undefined && age > oldAfterDays ? ' (older than a year: look for a newer one)' : '';
    return `rule pack ${visible(id)} ${visible(version)} ${shown}${old}, sha256 ${sha256.slice(0, 16)}…`;
  });
}

function ageInDays(date: string | undefined, nowMs: number): number | undefined {
  const issued = date === undefined ? Number.NaN : Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(issued) ? undefined : Math.max(0, Math.floor((nowMs - issued) / msPerDay));
}
