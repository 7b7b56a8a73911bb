import { oldPacks } from '../model/pack-age.ts';
import type { Report, ReportedPack } from '../model/report.ts';
import { glue } from './count.ts';
import { dayText } from './instant-text.ts';
import type { Page } from './layout.ts';

/** `office-rules 2026.11.22 of 22 Nov 2026 (3 days old, sha256 b1946ac92492)`; the JSON report has the whole hash. */
export function packText(page: Page, pack: ReportedPack): string {
  const { ageDays } = pack;
  const { m } = page;
  const date = pack.date === undefined ? '' : m.packDate(dayText(pack.date, m));
  const about = [
    ...(pack.builtin ? [m.builtIn] : []),
    ...(ageDays !== undefined && ageDays > 0 ? [m.old(m.dayCount(ageDays))] : []),
    `sha256${glue}${page.field(pack.sha256.slice(0, 12))}`,
  ];
  return `${page.field(pack.id, 60)} ${page.field(pack.version, 60)}${date} (${about.join(', ')})`;
}

/** A line for each pack of more than a year ago: what came to be known since is not in it. */
export function oldPacksText(page: Page, report: Report): string[] {
  return oldPacks(report.rulePacks).flatMap((pack) =>
    page.block(page.m.oldPack(page.field(pack.id, 60), page.m.dayCount(pack.ageDays ?? 0)), {
      tone: 'yellow',
    }),
  );
}
