import { count, grouped } from '../../report/count.ts';
import type { Page } from '../../report/layout.ts';
import { missedWords } from '../missed-words.ts';
import type { FleetView } from '../view.ts';

const shown = { brief: 10, verbose: 1_000 } as const;

/** The hosts of `--expected` that gave no report, with the reason, where there are such. */
export function missedText(page: Page, { expected }: FleetView): string[] {
  if (expected === undefined || expected.missed === 0) return [];
  const { hosts, missed, list } = expected;
  const some = list.slice(0, page.verbose ? shown.verbose : shown.brief);
  const more = missed - some.length;
  return [
    '',
    ...page.block(`${grouped(missed)} of ${count(hosts, 'expected host')} without a report:`, {
      tone: 'yellow',
    }),
    ...some.flatMap((host) => page.block(missedWords(host), { lead: `${page.symbols.dash} ` })),
    ...(more > 0 ? page.block(`and ${grouped(more)} more`, { tone: 'dim' }) : []),
  ];
}
