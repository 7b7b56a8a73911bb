import { collectors } from '../../collect/index.ts';
import { packageCheck } from '../../collect/package-check.ts';
import { writeStdout } from '../output.ts';
import { oneOf } from '../parse-options.ts';
import { wrapLines } from '../wrap.ts';

/** `phaseout collectors`: what each collector reads, on which platform, with which rights. */
export async function collectorsCommand(
  _args: readonly string[],
  options: { readonly format: string },
): Promise<number> {
  const rows = [...collectors, packageCheck].map(
    ({ id, platforms, kinds, needsLiveHost, reads, rights, couldHide, wants }) => ({
      id,
      platforms,
      kinds,
      needsLiveHost: needsLiveHost === true,
      reads,
      rights,
      couldHide,
      wants,
    }),
  );
  if (oneOf('--format', options.format, ['table', 'json'] as const) === 'json') {
    await writeStdout(`${JSON.stringify(rows, null, 2)}\n`);
    return 0;
  }
  const text = rows.map((row) =>
    [
      `${row.id}  (${row.platforms.join(', ')}${row.needsLiveHost ? '; running machine only' : ''})`,
      ...wrapLines(`reads   ${row.reads}`, 80, '  ', '          '),
      ...wrapLines(`gives   ${row.kinds.join(', ') || 'gaps only'}`, 80, '  ', '          '),
      ...wrapLines(`rights  ${row.rights}`, 80, '  ', '          '),
      ...(row.wants.length > 0 ? wrapLines(`paths   ${row.wants.join('  ')}`, 80, '  ', '          ') : []),
    ].join('\n'),
  );
  await writeStdout(`${text.join('\n\n')}\n`);
  return 0;
}
