import { join } from 'node:path';
import type { RuleFault } from '../errors.ts';
import { serializePack } from './builtin.ts';
import { validatePaths } from './load.ts';

export { jsonSchemas } from './json-schemas.ts';

/**
 * Checks the rule files of a folder and compiles them to the form that ships with the program. Called by the build
 * script. `json` is empty where there are faults.
 */
export async function buildPack(rulesDir: string): Promise<{ json: string; faults: readonly RuleFault[] }> {
  const { pack, faults } = await validatePaths({ paths: [rulesDir] });
  if (!pack) return { json: '', faults };
  const identities = pack.identities.map((identity) => ({ ...identity, builtin: true }));
  if (identities.some(({ date }) => date === undefined)) return { json: '', faults: [unnamed(rulesDir)] };
  return { json: serializePack({ ...pack, identities }), faults: [] };
}

/** Every report names the pack and its date, so the built-in one must have both. */
function unnamed(rulesDir: string): RuleFault {
  return {
    file: join(rulesDir, 'pack.yaml'),
    line: 1,
    column: 1,
    path: '',
    found: 'no document that names the pack',
    expected: 'a document with the keys pack, name, version and date',
  };
}
