import { describe, expect, it } from 'vitest';
import { readRegFile } from '../../../../src/host/registry/reg-file/read-reg-file.ts';
import type { RegKey } from '../../../../src/host/registry/reg-file/reg-key.ts';
import { fc } from '../../../support/property.ts';
import { type PlainKey, type PlainValue, writeReg } from './write-reg.ts';

/** Names that differ from each other even when case is folded. */
const names = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 20 })
  .map((name) => name.replace(/[\\\0\n\r]/g, '_'))
  .filter((name) => name.length > 0);
const text = fc.string({
  unit: fc.constantFrom('"', '\\', '\r\n', '\n', '[', ']', '=', ';', 'a', 'Ж', '日', '🛡', ' '),
});
const value: fc.Arbitrary<PlainValue> = fc.oneof(
  fc.record({ name: fc.oneof(names, text), form: fc.constant('text' as const), text }),
  fc.record({
    name: names,
    form: fc.constant('dword' as const),
    number: fc.integer({ min: 0, max: 0xffffffff }),
  }),
  fc.record({
    name: names,
    form: fc.constant('hex' as const),
    type: fc.constantFrom(0, 3, 8, 9, 0xffff0012),
    bytes: fc.uint8Array({ maxLength: 100 }),
  }),
);
const same = (name: string): string => name.toUpperCase();
const values = fc.uniqueArray(value, { selector: ({ name }) => same(name), maxLength: 6 });
const uniqueKeys = (below: fc.Arbitrary<PlainKey[]>, maxLength: number): fc.Arbitrary<PlainKey[]> =>
  fc.uniqueArray(fc.record({ name: names, values, subkeys: below }), {
    selector: ({ name }) => same(name),
    maxLength,
  });
const keys = uniqueKeys(uniqueKeys(uniqueKeys(fc.constant([]), 2), 2), 3);

function chunked(bytes: Buffer, size: number): Buffer[] {
  const chunks: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += size) chunks.push(bytes.subarray(at, at + size));
  return chunks;
}

async function toPlain(found: RegKey): Promise<PlainKey> {
  return {
    name: found.name,
    values: (await found.values()).map((each): PlainValue => {
      const { name } = each;
      if (each.type === 'sz') return { name, form: 'text', text: each.data };
      if (each.type === 'dword') return { name, form: 'dword', number: each.data };
      if (each.type === 'none') return { name, form: 'hex', type: 0, bytes: each.data };
      if (each.type === 'binary') return { name, form: 'hex', type: 3, bytes: each.data };
      if (each.type === 'other') return { name, form: 'hex', type: -1, bytes: each.data };
      throw new Error(`unexpected ${each.type}`);
    }),
    subkeys: await Promise.all((await found.subkeys()).map(toPlain)),
  };
}

/** The reader tells every unknown type as `other`; bytes compare as lists of numbers. */
function comparable(plain: PlainKey): unknown {
  return {
    name: plain.name,
    values: plain.values.map((each) =>
      each.form === 'hex'
        ? { ...each, type: each.type === 0 || each.type === 3 ? each.type : -1, bytes: [...each.bytes] }
        : each,
    ),
    subkeys: plain.subkeys.map(comparable),
  };
}

describe('random key trees', () => {
  it('come back as they were written, in chunks of any size', async () => {
    await fc.assert(
      fc.asyncProperty(keys, fc.integer({ min: 1, max: 200 }), async (written, size) => {
        const gaps: string[] = [];
        const bytes = Buffer.from(`\ufeff${writeReg(written)}`, 'utf16le');
        const tree = await readRegFile(chunked(bytes, size), {
          source: 'x.reg',
          onGap: (_reason, _source, message) => gaps.push(message),
        });
        expect(gaps).toEqual([]);
        const roots = await Promise.all(((await tree.find('HKLM')?.subkeys()) ?? []).map(toPlain));
        expect(roots.map(comparable)).toEqual(written.map(comparable));
      }),
      { numRuns: 200 },
    );
  });
});

describe('damaged text', () => {
  it('never throws and never makes more gaps than its bound', async () => {
    const damage = fc.array(
      fc.record({
        at: fc.nat(),
        what: fc.constantFrom('cut', 'flip', 'insert', 'repeat'),
        with: fc.oneof(
          fc.constantFrom(
            '"',
            '\\',
            '\n',
            '[',
            ']',
            '\r\n[HKEY_USERS\\A]\r\n',
            '=',
            'hex(7):',
            'dword:',
            '\\\r\n',
            '\0',
          ),
          fc.string({ unit: 'binary', maxLength: 5 }),
        ),
      }),
      { minLength: 1, maxLength: 8 },
    );
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(keys, damage, fc.integer({ min: 1, max: 300 }), async (written, steps, size) => {
        let bytes = Buffer.from(`\ufeff${writeReg(written)}`, 'utf16le');
        for (const step of steps) {
          const at = step.at % (bytes.length + 1);
          const before = bytes.subarray(0, at);
          const rest = bytes.subarray(at);
          const added = Buffer.from(step.with, 'utf16le');
          if (step.what === 'cut') bytes = Buffer.concat([before, rest.subarray(added.length)]);
          else if (step.what === 'insert') bytes = Buffer.concat([before, added, rest]);
          else if (step.what === 'repeat') bytes = Buffer.concat([before, rest, rest.subarray(0, 400)]);
          else if (rest.length > 0)
            bytes = Buffer.concat([before, Buffer.from([(rest[0] ?? 0) ^ 1]), rest.subarray(1)]);
        }
        let gaps = 0;
        const tree = await readRegFile(chunked(bytes, size), {
          source: 'x.reg',
          onGap: () => gaps++,
          limits: { maxGaps: 5, maxKeys: 50, maxValueUnits: 200 },
        });
        expect(gaps).toBeLessThanOrEqual(8);
        for (const root of await tree.subkeys()) await toAnything(root);
        if ((await tree.subkeys()).length > 0) accepted++;
      }),
      { numRuns: 1500 },
    );
    expect(accepted, 'cases that got past the header').toBeGreaterThan(750);
  });
});

async function toAnything(found: RegKey): Promise<void> {
  await found.values();
  for (const subkey of await found.subkeys()) await toAnything(subkey);
}
