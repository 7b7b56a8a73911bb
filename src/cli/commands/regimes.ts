import { resolveAudiences } from '../../deadline/audiences.ts';
import { parseAsOf } from '../../deadline/instant.ts';
import { regimesList, regimesShow } from '../../deadline/show.ts';
import { visible } from '../../model/visible.ts';
import { writeStdout } from '../output.ts';
import { oneOf, words } from '../parse-options.ts';
import { loadRules, type RuleOptions } from '../rule-options.ts';
import { wrapLines } from '../wrap.ts';

const columns = 80;
const audienceColumns = 24;

/** `phaseout regimes list`: every regime, whom it concerns, what is in effect and what comes next. */
export async function regimesListCommand(
  _args: readonly string[],
  options: RuleOptions & {
    readonly asOf?: string;
    readonly audience: readonly string[];
    readonly format: string;
  },
): Promise<number> {
  const format = oneOf('--format', options.format, ['table', 'json'] as const);
  const pack = await loadRules(options);
  const wanted = words(options.audience, '--audience');
  const covered = new Set(
    wanted.length === 0 ? [] : resolveAudiences(wanted, pack.audiences).flatMap(({ covers }) => [...covers]),
  );
  const rows = regimesList(pack, options.asOf === undefined ? Date.now() : parseAsOf(options.asOf)).filter(
    ({ audiences }) => wanted.length === 0 || audiences.some((audience) => covered.has(audience)),
  );
  if (format === 'json') {
    await writeStdout(`${JSON.stringify(rows, null, 2)}\n`);
    return 0;
  }
  const text = rows.map((row) => {
    const state = row.history ? 'history' : `${row.inEffect} of ${row.phases} phases in effect`;
    const next = row.next === undefined ? '' : `; next: ${row.next}`;
    return [
      ...wrapLines(`${row.id}  ${visible(row.title)}`, columns, '', '    '),
      ...wrapLines(visible(`${row.jurisdiction}, ${row.binding}; ${state}${next}`), columns, '    ', '    '),
      ...wrapLines(`audiences: ${row.audiences.join(', ')}`, columns, '    ', '    '),
    ].join('\n');
  });
  const audiences = pack.audiences.map(({ audience, name }) =>
    wrapLines(
      `${audience.padEnd(audienceColumns)}${visible(name)}`,
      columns,
      '  ',
      ' '.repeat(audienceColumns + 2),
    ).join('\n'),
  );
  const parts = [
    text.join('\n'),
    ...(wanted.length === 0 ? [`Audiences (--audience):\n${audiences.join('\n')}`] : []),
    'phaseout regimes show ID prints every fact with its source.',
  ];
  await writeStdout(`${parts.join('\n\n')}\n`);
  return 0;
}

/** `phaseout regimes show ID`: one regime in full, with sources and how far its text was read. */
export async function regimesShowCommand(
  args: readonly string[],
  options: RuleOptions & { readonly format: string },
): Promise<number> {
  const format = oneOf('--format', options.format, ['text', 'json'] as const);
  const pack = await loadRules(options);
  const [id = ''] = args;
  const text = regimesShow(pack, id);
  const regime = pack.regimes.find((candidate) => candidate.regime === id.trim().toLowerCase());
  await writeStdout(
    format === 'json' ? `${JSON.stringify(regime, null, 2)}\n` : visible(text, { newlines: 'keep' }),
  );
  return 0;
}
