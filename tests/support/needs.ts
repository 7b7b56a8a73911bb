import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** System programs (or files by their whole path, or `root`) that a group of tests cannot do without. */
export type Need = 'root' | (string & {});

/**
 * `describe` for tests that need system programs. Where one is missing the group is named as skipped with what it lacks;
 * with `CI=true` it fails instead, because `.ci/run` has to install it.
 */
export function describeWith(needs: readonly Need[], name: string, body: () => void): void {
  const missing = needs.filter((need) => !has(need));
  if (missing.length === 0) {
    describe(name, body);
  } else if (process.env['CI'] === 'true') {
    it(`${name}: has what it needs`, () => {
      expect(missing, 'missing system programs').toEqual([]);
    });
  } else {
    describe.skip(`${name} [lacks ${missing.join(', ')}]`, body);
  }
}

function has(need: Need): boolean {
  if (need === 'root') return process.getuid?.() === 0;
  if (need.startsWith('/')) return existsSync(need);
  return [...(process.env['PATH'] ?? '').split(delimiter), ...serverFolders()].some((folder) => {
    try {
      accessSync(join(folder, need), constants.X_OK);
      return true;
    } catch {
      return false; // not in this folder
    }
  });
}

/** Debian keeps the programs of PostgreSQL's server in a folder a version, and none of these is on PATH. */
function serverFolders(): string[] {
  const versions = '/usr/lib/postgresql';
  return existsSync(versions) ? readdirSync(versions).map((version) => join(versions, version, 'bin')) : [];
}
