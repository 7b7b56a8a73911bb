import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type DuckDb, loadDuckDb } from '../../src/fleet-store/duckdb.ts';

const { optionalDependencies } = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8'),
);

function failing(error: unknown): () => Promise<DuckDb> {
  return () => Promise.reject(error);
}

describe('DuckDB is loaded', () => {
  it.each([
    ['not installed', 'ERR_MODULE_NOT_FOUND'],
    ['without the part for this platform', 'MODULE_NOT_FOUND'],
  ])('and where it is %s the error says how to install it', async (_name, code) => {
    const cause = Object.assign(new Error('Cannot find it\nRequire stack: /secret'), { code });
    await expect(loadDuckDb(failing(cause))).rejects.toMatchObject({
      exitCode: 2,
      message: '--db needs DuckDB, an optional part of phaseout that is not installed here',
      hint: `install it as phaseout was installed, or in the same folder: npm install --global @duckdb/node-api@${optionalDependencies['@duckdb/node-api']} (without --global in a project); without --db everything else works`,
      cause,
    });
  });

  it('and a single-file program says where it can be had', async () => {
    const cause = Object.assign(new Error('No such built-in module'), { code: 'ERR_UNKNOWN_BUILTIN_MODULE' });
    await expect(loadDuckDb(failing(cause))).rejects.toMatchObject({
      exitCode: 2,
      hint: 'the single-file program loads no package: run fleet --db where phaseout was installed with npm (docs/single-file.md); without --db everything else works',
    });
  });

  it('and where it does not start the error says why', async () => {
    const cause = Object.assign(new Error("libc.so.6: version `GLIBC_2.28' not found\nmore"), {
      code: 'ERR_DLOPEN_FAILED',
    });
    await expect(loadDuckDb(failing(cause))).rejects.toMatchObject({
      exitCode: 2,
      message: "--db needs DuckDB, which does not start here (libc.so.6: version `GLIBC_2.28' not found)",
    });
  });
});
