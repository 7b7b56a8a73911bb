import type { Coverage, Gap } from '../model/gap.ts';
import type { Report } from '../model/report.ts';
import { grouped } from './count.ts';
import type { Page } from './layout.ts';
import type { Messages } from './messages/en.ts';
import { padEnd, padStart, shorten } from './width.ts';

const shownGaps = 10;
const shownSources = 3;

/** What was looked at, and everything that was not: gaps one by one, then collectors that were left out. */
export function coverageText(page: Page, report: Report): string[] {
  const read = report.coverage.filter((part) => part.status !== 'skipped');
  const time = page.elapsedMs === undefined ? '' : page.m.inSeconds(page.elapsedMs / 1000);
  const items = page.m.items(grouped(report.summary.items), report.summary.items === 1);
  const lines =
    report.coverage.length === 0
      ? page.block(page.m.lookedAtInput(items), { tone: 'yellow' })
      : page.block(page.m.lookedAt(page.m.sources(read.length), items, time));
  if (page.verbose) lines.push(...coverageTable(page, report.coverage));
  return [
    ...lines,
    ...gapText(page, report.coverage),
    ...absentText(page, report.coverage),
    ...skippedText(page, report.coverage),
    ...unseenText(page, report),
  ];
}

/** What no list of a host shows; said where nothing was found, so that "no" is not read as more than it is. */
function unseenText(page: Page, { findings, rulePacks }: Report): string[] {
  if (findings.length > 0 || !rulePacks.some((pack) => pack.builtin)) return [];
  return page.block(page.m.notExamined, { tone: 'dim' });
}

interface GapGroup {
  readonly part: Coverage;
  readonly gap: Gap;
  readonly sources: string[];
}

/** Gaps that differ only in their source stand together: a user without rights sees one entry, not one per process. */
function grouping(coverage: readonly Coverage[]): GapGroup[] {
  const groups = new Map<string, GapGroup>();
  for (const part of coverage) {
    for (const gap of part.gaps) {
      const key = [part.host ?? '', part.collector, gap.reason, gap.couldHide, gap.message].join('\0');
      const group = groups.get(key) ?? { part, gap, sources: [] };
      group.sources.push(gap.source);
      groups.set(key, group);
    }
  }
  return [...groups.values()];
}

function gapText(page: Page, coverage: readonly Coverage[]): string[] {
  const groups = grouping(coverage);
  if (groups.length === 0) return [];
  const number = groups.reduce((sum, group) => sum + group.sources.length, 0);
  const lines = page.block(page.m.notLookedAt(page.m.gaps(number)), { tone: 'yellow' });
  const shown = page.verbose ? groups : groups.slice(0, shownGaps);
  for (const group of shown) lines.push(...oneGroup(page, group));
  const left = groups.slice(shown.length).reduce((sum, group) => sum + group.sources.length, 0);
  if (left > 0) lines.push(...page.block(page.m.moreVerbose(left), { indent: 4, tone: 'yellow' }));
  return lines;
}

function oneGroup(page: Page, { part, gap, sources }: GapGroup): string[] {
  const host = part.host === undefined ? '' : `${page.field(part.host, 60)}: `;
  const named = sources
    .slice(0, page.verbose ? sources.length : shownSources)
    .map((source) => page.field(source));
  const more = sources.length > named.length ? ` ${page.m.more(sources.length - named.length)}` : '';
  const { m } = page;
  const about = `${m.gapReasons[gap.reason]}, ${m.couldHide(m.hidden[gap.couldHide])} (${page.field(part.collector, 60)})`;
  return [
    ...page.block(`${host}${named.join(', ')}${more}: ${about}`, {
      indent: 2,
      lead: '! ',
      leadTone: 'yellow',
    }),
    ...(gap.message === '' ? [] : page.block(page.field(gap.message, 400), { indent: 4, tone: 'dim' })),
  ];
}

/** What the host knows of and does not hold: named and counted, so that nobody takes it for looked at. */
function absentText(page: Page, coverage: readonly Coverage[]): string[] {
  const absent = coverage.flatMap(({ notPresent }) => notPresent ?? []);
  if (absent.length === 0) return [];
  const shown = page.verbose ? absent : absent.slice(0, shownGaps);
  const more = absent.length > shown.length ? ` ${page.m.more(absent.length - shown.length)}` : '';
  const names = shown.map((name) => page.field(name, 160)).join('; ');
  return page.block(page.m.notAttached(absent.length, `${names}${more}`));
}

function skippedText(page: Page, coverage: readonly Coverage[]): string[] {
  const byReason = new Map<keyof Messages['skipReasons'], Set<string>>();
  for (const part of coverage) {
    if (part.status !== 'skipped') continue;
    const reason = part.reason ?? 'unknown';
    byReason.set(reason, (byReason.get(reason) ?? new Set()).add(page.field(part.collector, 60)));
  }
  return [...byReason].flatMap(([reason, collectors]) =>
    page.block(page.m.notLookedAtBecause(page.m.skipReasons[reason], [...collectors].join(', '))),
  );
}

function coverageTable(page: Page, coverage: readonly Coverage[]): string[] {
  const column = Math.min(28, page.width - 32);
  const words = page.m.coverageColumns;
  const row = (name: string, status: string, items: string, ms: string, gaps: string): string =>
    `  ${padEnd(name, column)} ${padEnd(status, 7)} ${padStart(items, 8)} ${padStart(ms, 6)} ${padStart(gaps, 4)}`;
  return [
    page.tone(page.safe(row(words.source, words.status, words.items, words.ms, words.gaps)), 'dim'),
    ...coverage.map((part) => {
      const name = part.host === undefined ? part.collector : `${part.host} ${part.collector}`;
      const ms = part.ms === undefined ? '' : part.ms.toFixed(0);
      const cell = shorten(page.field(name, 100), column, page.symbols.ellipsis);
      const gaps = part.gaps.length === 0 ? '' : String(part.gaps.length);
      return page
        .tone(
          row(cell, page.safe(page.m.coverageStatuses[part.status]), grouped(part.items), ms, gaps),
          undefined,
        )
        .trimEnd();
    }),
  ];
}
