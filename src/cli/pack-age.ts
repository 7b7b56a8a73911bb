import { homeZone, isoInstant } from '../deadline/instant.ts';
import { UsageError } from '../errors.ts';
import { oldPackDays, oldPacks, packAgeDays } from '../model/pack-age.ts';
import type { PackIdentity, Report } from '../model/report.ts';
import { visible } from '../model/visible.ts';

/** One line per pack: id, version, date, age in days, and its hash. `nowMs` since 1970 UTC. */
export function packLines(identities: readonly PackIdentity[], nowMs: number): string[] {
  return identities.map(({ id, version, date, sha256 }) => {
    const age = packAgeDays(date, isoInstant(nowMs, homeZone));
    const shown =
      age === undefined ? 'no date' : `of ${date}, ${Math.max(0, age)} ${age === 1 ? 'day' : 'days'} old`;
    const old = age !== undefined && age > oldPackDays ? ' (older than a year: look for a newer one)' : '';
    return `rule pack ${visible(id)} ${visible(version)} ${shown}${old}, sha256 ${sha256}`;
  });
}

/** `--max-rules-age DAYS`. Throws {@link UsageError}. */
export function parseMaxRulesAge(value: string): number {
  if (/^\d{1,5}$/.test(value)) return Number(value);
  throw new UsageError(`--max-rules-age: "${value}" is not a number of days`, {
    hint: 'write whole days, e.g. --max-rules-age 90',
  });
}

/** A pack of more than a year ago does not change the exit code by itself; somebody should know of it. */
export function warnOfOldPacks(report: Report, quiet: boolean): void {
  if (quiet) return;
  for (const { id, version, date, ageDays } of oldPacks(report.rulePacks)) {
    process.stderr.write(
      `phaseout: the rule pack ${visible(id)} ${visible(version)} of ${date} is ${ageDays} days old; look for a newer one\n`,
    );
  }
}
