import { quoted } from '../sql/dialects/common.ts';

/** How services write the folder of Windows where a path begins. */
const starts = ['\\systemroot\\', '%systemroot%\\', '%windir%\\'];

/**
 * An expression for the program of a command line of Windows, which holds the table's `column`: without quotes and
 * arguments, with the usual folder of Windows spelled out. See inventory/importers/windows-place.ts.
 */
export function windowsProgram(column: string): string {
  const bare = [
    'CASE',
    `WHEN ${column} LIKE '"%' THEN substr(${column}, 2, instr(substr(${column}, 2) || '"', '"') - 1)`,
    `WHEN instr(lower(${column}), '.exe ') > 0 THEN substr(${column}, 1, instr(lower(${column}), '.exe ') + 3)`,
    `ELSE ${column} END`,
  ].join(' ');
  const folders = starts.map(
    (start) =>
      `WHEN lower(substr(place, 1, ${start.length})) = ${quoted(start)} THEN ${quoted('C:\\Windows\\')} || substr(place, ${start.length + 1})`,
  );
  return [
    '(SELECT CASE',
    ...folders,
    `WHEN lower(substr(place, 1, 9)) = ${quoted('system32\\')} THEN ${quoted('C:\\Windows\\')} || place`,
    `WHEN substr(place, 1, 4) = ${quoted('\\??\\')} THEN substr(place, 5)`,
    `ELSE place END FROM (SELECT ${bare} AS place))`,
  ].join(' ');
}
