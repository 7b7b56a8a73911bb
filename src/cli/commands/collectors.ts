import { collectors } from '../../collect/index.ts';
import { packageCheck } from '../../collect/package-check.ts';
import { writeStdout } from '../output.ts';
import { oneOf } from '../parse-options.ts';
import { wrapLines } from '../wrap.ts';

/** So that an analyst who meets a scan in the logs knows it again. */
const whatOthersSee: readonly (readonly [string, string])[] = [
  [
    'all    ',
    'one node process that opens the paths above for reading; it writes nothing but what --output names, and connects to nothing',
  ],
  [
    'Linux  ',
    'no other program, except that machine-readable formats ask systeminformation for the hardware id (a shell), and that network and FUSE mounts are read by a second node process',
  ],
  [
    'Windows',
    'reg.exe with "export" and "query" for the keys above, those that they lie in and those that say who the host and its users are, into a private folder below the temporary one that is removed again; sc.exe "query" once for services and once for drivers; qprocess.exe once, where there is one; NTUSER.DAT and UsrClass.dat of users who are not logged on are opened as files. No PowerShell, no WMI, no loaded hive, never SAM or SECURITY. Reading uninstall keys, drivers and Security Center entries in one go is what "security software discovery" rules look for',
  ],
];

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
  const seen = whatOthersSee.map(([where, what]) =>
    wrapLines(`${where}  ${what}`, 80, '', '         ').join('\n'),
  );
  await writeStdout(
    `${text.join('\n\n')}\n\nWhat a security product on the host sees of a scan:\n${seen.join('\n')}\n`,
  );
  return 0;
}
