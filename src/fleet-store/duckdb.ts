import { PhaseoutError } from '../errors.ts';

/** What of DuckDB's module is used here. */
export type DuckDb = typeof import('@duckdb/node-api');

/** The package in the version of package.json, as the hint names it. */
const wanted = '@duckdb/node-api@1.5.5-r.5';

/**
 * Loads DuckDB, an optional dependency of 70 MB that nothing but `fleet --db` needs. Throws PhaseoutError (exit code 2)
 * with the command that installs it where it is not there or does not start on this system.
 */
export async function loadDuckDb(
  load: () => Promise<DuckDb> = () => import('@duckdb/node-api'),
): Promise<DuckDb> {
  try {
    return await load();
  } catch (error) {
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw new PhaseoutError(
      isMissing(error)
        ? '--db needs DuckDB, an optional part of phaseout that is not installed here'
        : `--db needs DuckDB, which does not start here (${reason})`,
      {
        hint: isSingleFile(error)
          ? 'the single-file program loads no package: run fleet --db where phaseout was installed with npm (docs/single-file.md); without --db everything else works'
          : `install it as phaseout was installed, or in the same folder: npm install --global ${wanted} (without --global in a project); without --db everything else works`,
        cause: error,
      },
    );
  }
}

function isMissing(error: unknown): boolean {
  const code = codeOf(error);
  return code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND' || isSingleFile(error);
}

/** In the single file only Node's own modules can be asked for. */
function isSingleFile(error: unknown): boolean {
  return codeOf(error) === 'ERR_UNKNOWN_BUILTIN_MODULE';
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
