import { describe, expect, it } from 'vitest';
import { compileFor } from '../../../src/export/kql/compile.ts';
import type { Entry } from '../../../src/export/kql/entry.ts';
import { portals } from '../../../src/export/kql/export-kql.ts';
import type { Table } from '../../../src/export/kql/table.ts';
import { compilePack } from '../../../src/match/compile-pack.ts';
import { FieldReader } from '../../../src/match/fields.ts';
import type { Item } from '../../../src/model/item.ts';
import type { Platform } from '../../../src/model/vocabulary.ts';
import { builtInPack } from '../../rule-pack/built-in-pack.ts';
import { caseHosts } from '../../rule-pack/cases.ts';
import { evaluate, type Row } from './evaluate.ts';

const pack = builtInPack();
const compiled = compilePack(pack);
const reader = new FieldReader(compiled.fields.names);
const signatures = new Map(compiled.signatures.map((signature) => [signature.id, signature]));

/** Every item of every rule test that a table could show, with the fields that it has there and no others. */
function rowsOf(table: Table, platform: Platform, slash: '/' | '\\'): { item: Item; row: Row }[] {
  return caseHosts()
    .flatMap(({ rows }) => rows.map(({ item }) => item))
    .filter((item) => table.kinds.includes(item.kind) && (item.platform ?? platform) === platform)
    .filter(
      ({ path }) =>
        table.takesPath === undefined || table.takesPath((path ?? '').toLowerCase().replaceAll('\\', '/')),
    )
    .map((item) => {
      const { kind, name, origin, displayName, publisher, version, signer, path } = item;
      const fields = { name, displayName, publisher, version, signer, path } as const;
      const shown = Object.fromEntries(
        Object.entries(fields).filter(
          ([field, value]) => table.columns[field] !== undefined && value !== undefined,
        ),
      );
      const row = Object.fromEntries(
        Object.entries(table.columns).map(([field, column]) => {
          const text = String(shown[field] ?? '');
          return [column, field === 'path' && slash === '/' ? text.replaceAll('\\', '/') : text];
        }),
      );
      return { item: { kind, name: '', collector: 'none', origin, ...shown }, row };
    });
}

function differences(
  entries: readonly Entry[],
  slash: '/' | '\\',
  isLoose: (entry: Entry) => boolean,
): string[] {
  const rows = new Map<string, ReturnType<typeof rowsOf>>();
  return entries.flatMap((entry) => {
    const { id, table, platform, test } = entry;
    const key = `${table.id} ${platform}`;
    const known = rows.get(key) ?? rowsOf(table, platform, slash);
    rows.set(key, known);
    return known.flatMap(({ item, row }) => {
      reader.load(item);
      const match = signatures.get(id)?.holds(reader) === true;
      const query = evaluate(test, row);
      if (match === query || (isLoose(entry) && query)) return [];
      return [`${id} on ${table.id}: match ${match}, query ${query}: ${JSON.stringify(row)}`];
    });
  });
}

const everywhere: Platform[] = ['windows', 'linux', 'macos', 'android', 'ios'];

describe('a condition of the queries holds for the same rows as the signature', () => {
  it('Defender advanced hunting', () => {
    const { entries } = compileFor(portals.defender, pack, everywhere);
    expect(entries.length).toBeGreaterThan(200);
    // Rows of events show what lies in a folder or key, and a certificate is compared by contained text: both find more.
    expect(
      differences(entries, '/', ({ table }) => table.below === true || table.contained === true),
    ).toEqual([]);
  });

  it('Intune device query', () => {
    const { entries, notExpressed } = compileFor(portals.intune, pack, ['windows']);
    expect(entries.length).toBeGreaterThan(60);
    const inPart = new Set(notExpressed.map(({ signature }) => signature));
    // Words are compared as contained text, and a guard may be beyond the portal; then the signature is listed.
    expect(differences(entries, '\\', ({ id, test }) => inPart.has(id) || test.includes('contains'))).toEqual(
      [],
    );
  });
});
