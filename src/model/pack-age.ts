import type { PackIdentity, ReportedPack } from './report.ts';

/** Days after which a pack is pointed out although nobody asked for a limit. */
export const oldPackDays = 365;

const msPerDay = 86_400_000;

/**
 * Calendar days from the day on which a pack was issued to the day of an instant (ISO 8601), read in the offset that
 * the instant states. Negative where the pack was issued later; undefined where it has no date.
 */
export function packAgeDays(date: string | undefined, asOf: string): number | undefined {
  const issued = date === undefined ? Number.NaN : dayNumber(date);
  const age = dayNumber(asOf) - issued;
  return Number.isNaN(age) ? undefined : age;
}

/** Packs as a report names them: with their age at its as-of instant. */
export function withAge(packs: readonly PackIdentity[], asOf: string): ReportedPack[] {
  return packs.map((pack) => {
    const ageDays = packAgeDays(pack.date, asOf);
    return { ...pack, ...(ageDays !== undefined && { ageDays }) };
  });
}

/** Packs that were issued more than {@link oldPackDays} before the as-of instant. */
export function oldPacks(packs: readonly ReportedPack[]): ReportedPack[] {
  return packs.filter(({ ageDays }) => ageDays !== undefined && ageDays > oldPackDays);
}

/** Whether two lists name the same packs, whatever their order. */
export function samePacks(some: readonly PackIdentity[], others: readonly PackIdentity[]): boolean {
  const names = (packs: readonly PackIdentity[]): string =>
    packs
      .map(({ id, sha256 }) => `${id} ${sha256}`)
      .sort()
      .join();
  return names(some) === names(others);
}

function dayNumber(text: string): number {
  return Date.parse(`${text.slice(0, 10)}T00:00:00Z`) / msPerDay;
}
