import { expect, it } from 'vitest';
import { foldName } from '../../../../src/host/registry/regf/key-names.ts';
import type { RegistryKey } from '../../../../src/host/registry/registry.ts';
import { type KeySpec, type ValueSpec, writeHive } from '../../../support/hive-writer.ts';
import { fc } from '../../../support/property.ts';
import { open } from './open.ts';

interface Tree {
  readonly name: string;
  readonly keys: readonly Tree[];
  readonly values: readonly ValueSpec[];
}

/** What is compared: data as text, which is quicker to compare and to read. */
interface Shown {
  readonly name: string;
  readonly keys: readonly Shown[];
  readonly values: readonly { readonly name: string; readonly hex: string }[];
}

const name = fc
  .oneof(
    fc.string({ minLength: 1, maxLength: 20 }),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
  )
  .filter((text) => !text.includes('\\'));

const value: fc.Arbitrary<ValueSpec> = fc.record({
  name: fc.oneof(name, fc.constant('')),
  type: fc.constant(3),
  data: fc.oneof(
    fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
    fc.integer({ min: 16_340, max: 34_000 }).map((length) => Buffer.alloc(length, length % 256)),
  ),
});

const uniqueBy = { selector: (item: { readonly name: string }) => foldName(item.name) };

/** Trees of up to so many levels below the root. */
function trees(levels: number): fc.Arbitrary<Tree> {
  const keys =
    levels === 0 ? fc.constant([]) : fc.uniqueArray(trees(levels - 1), { maxLength: 6, ...uniqueBy });
  return fc.record({ name, keys, values: fc.uniqueArray(value, { maxLength: 4, ...uniqueBy }) });
}

async function readBack(key: RegistryKey): Promise<Shown> {
  const keys: Shown[] = [];
  for (const subkey of await key.subkeys()) keys.push(await readBack(subkey));
  const values = (await key.values()).map(({ name, data }) => ({
    name,
    hex: (data as Buffer).toString('hex'),
  }));
  return { name: key.name, keys, values };
}

/** The tree in the order in which a hive stores it. */
function sorted(tree: Tree): Shown {
  const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  const keys = tree.keys.map(sorted).sort((a, b) => order(foldName(a.name), foldName(b.name)));
  return {
    name: tree.name,
    keys,
    values: tree.values.map(({ name, data }) => ({ name, hex: data.toString('hex') })),
  };
}

it('reads back every tree that is written, and finds each of its keys', async () => {
  await fc.assert(
    fc.asyncProperty(
      trees(3),
      fc.constantFrom('lf', 'lh', 'li'),
      fc.constantFrom(2, 500),
      async (spec, list, leafEntries) => {
        const { hive, damage } = await open(writeHive(spec as KeySpec, { list, leafEntries }), {
          prefix: spec.name,
        });
        expect(await readBack(hive.root)).toEqual(sorted(spec));
        for (const { name } of spec.keys) expect((await hive.root.subkey(foldName(name)))?.name).toBe(name);
        expect(damage).toEqual([]);
      },
    ),
    { numRuns: 100, seed: 20_240_620 },
  );
});
