/** What standard output can show. */
export interface Terminal {
  readonly columns: number;
  readonly color: boolean;
  /** False where only ASCII is safe (`TERM=linux` keeps Unicode; a C locale or a dumb terminal does not). */
  readonly unicode: boolean;
}

const defaultColumns = 80;

/**
 * Reads the environment once. Colour: `--no-color`, then `NO_COLOR`, `PHASEOUT_NO_COLOR` and `TERM=dumb` switch it off,
 * `FORCE_COLOR` switches it on in a pipe, else it follows the terminal.
 */
export function describeTerminal(
  stdout: { isTTY?: boolean; columns?: number },
  env: NodeJS.ProcessEnv,
  noColor: boolean,
): Terminal {
  const columns = Number(env['COLUMNS']);
  const wanted = stdout.columns || (Number.isInteger(columns) && columns > 0 ? columns : defaultColumns);
  return {
    columns: Math.min(Math.max(wanted, 40), 200),
    color: useColor(stdout.isTTY === true, env, noColor),
    unicode: speaksUnicode(stdout.isTTY === true, env),
  };
}

function useColor(isTTY: boolean, env: NodeJS.ProcessEnv, noColor: boolean): boolean {
  if (noColor || env['NO_COLOR'] || env['PHASEOUT_NO_COLOR']) return false;
  if (env['FORCE_COLOR'] !== undefined && env['FORCE_COLOR'] !== '0' && env['FORCE_COLOR'] !== 'false')
    return true;
  return isTTY && env['TERM'] !== 'dumb';
}

function speaksUnicode(isTTY: boolean, env: NodeJS.ProcessEnv): boolean {
  // Node writes UTF-16 to a console of Windows; a pipe there is read in the console's code page.
  if (process.platform === 'win32') return isTTY || Boolean(env['WT_SESSION'] ?? env['TERM_PROGRAM']);
  if (env['TERM'] === 'dumb') return false;
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'];
  if (!locale) return true;
  return /utf-?8/i.test(locale) || !/^(C|POSIX)$/.test(locale);
}
