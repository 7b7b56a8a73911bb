import { missedWords } from '../missed-words.ts';
import type { FleetView } from '../view.ts';
import type { FleetPage } from './fleet-page.ts';

const shown = { brief: 10, verbose: 1_000 } as const;

/** The hosts of `--expected` that gave no report, with the reason, where there are such. */
export function missedText(page: FleetPage, { expected }: FleetView): string[] {
  if (expected === undefined || expected.missed === 0) return [];
  const { hosts, missed, list } = expected;
  const some = list.slice(0, page.verbose ? shown.verbose : shown.brief);
  const more = missed - some.length;
  return [
    '',
    ...page.block(page.t.missed(missed, hosts), { tone: 'yellow' }),
    ...some.flatMap((host) => page.block(missedWords(page.t, host), { lead: `${page.symbols.dash} ` })),
    ...(more > 0 ? page.block(page.t.more(more), { tone: 'dim' }) : []),
  ];
}
