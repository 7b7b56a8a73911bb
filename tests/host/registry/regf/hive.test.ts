import { describe, expect, it } from 'vitest';
import { currentControlSet } from '../../../../src/host/registry/regf/current-control-set.ts';
import { openHive } from '../../../../src/host/registry/regf/hive.ts';
import { writeHive } from '../../../support/hive-writer.ts';
import { dword, key, listing, open, slowSource, sz } from './open.ts';

const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');

describe('openHive', () => {
  it('lists keys and values in stored order, with paths below the prefix', async () => {
    const { hive, damage } = await open(
      writeHive(
        key('CMI-CreateHive', [key('b', [key('Inner')], [sz('', 'default'), dword('n', 7)]), key('A')]),
      ),
    );
    expect(await listing(hive.root)).toEqual([
      'R',
      'R\\A',
      'R\\b',
      'R\\b = :sz:default',
      'R\\b = n:dword:7',
      'R\\b\\Inner',
    ]);
    expect(hive).toMatchObject({ state: 'clean', minorVersion: 5, layered: false });
    expect(damage).toEqual([]);
  });

  it('names the root by the last part of the prefix', async () => {
    const { hive } = await open(writeHive(key('CMI-CreateHive', [key('Microsoft')])), {
      prefix: 'HKLM\\SOFTWARE',
    });
    expect([hive.root.name, hive.root.path]).toEqual(['SOFTWARE', 'HKLM\\SOFTWARE']);
    expect((await hive.key('microsoft'))?.path).toBe('HKLM\\SOFTWARE\\Microsoft');
  });

  it('reads times, class names and links, and does not follow a link', async () => {
    const link = {
      name: 'SymbolicLinkValue',
      type: 6,
      data: Buffer.from('\\Registry\\Machine\\X', 'utf16le'),
    };
    const { hive } = await open(
      writeHive(
        key('r', [
          { name: 'Timed', lastWrittenMs: Date.UTC(2024, 8, 29), className: 'Klasse' },
          { name: 'Link', flags: 0x10, values: [link] },
        ]),
      ),
    );
    const timed = await hive.key('Timed');
    expect(timed?.lastWrittenMs).toBe(1_727_568_000_000);
    expect(await timed?.className()).toBe('Klasse');
    expect(timed?.isLink).toBe(false);
    const linked = await hive.key('Link');
    expect(linked?.isLink).toBe(true);
    expect(await linked?.value('symboliclinkvalue')).toEqual({
      name: 'SymbolicLinkValue',
      type: 'link',
      data: '\\Registry\\Machine\\X',
    });
    expect(await hive.key('Link\\Below')).toBeUndefined();
  });

  it.each([
    ['lf', 3],
    ['lf', 500],
    ['lh', 3],
    ['lh', 500],
    ['li', 3],
    ['li', 500],
  ] as const)(
    'finds every key of %s lists of %i entries, and none that is not there',
    async (list, leafEntries) => {
      const names = ['a', 'ab', 'abcde', 'ABCDF', 'Höhe', 'Ñandú', 'Ключ', 'キー', '🔑', '{0A1B}', 'z'];
      const { hive, damage } = await open(
        writeHive(
          key(
            'r',
            names.map((name) => key(name)),
          ),
          { list, leafEntries },
        ),
      );
      expect((await hive.root.subkeys()).map(({ name }) => name).sort()).toEqual([...names].sort());
      for (const name of names) {
        expect((await hive.key(name.toLowerCase()))?.name, name).toBe(name);
        expect((await hive.key(name.toUpperCase()))?.name, name).toBe(name);
      }
      for (const name of ['abcd', 'abcdef', 'ключи', '', 'zz']) {
        expect(name === '' ? undefined : await hive.root.subkey(name), name).toBeUndefined();
      }
      expect(damage).toEqual([]);
    },
  );

  it('still finds a key whose hash in the list is wrong', async () => {
    const written = writeHive(key('r', [key('First'), key('Second')]));
    const list = written.indexOf(Buffer.from('lh', 'latin1'));
    written.writeUInt32LE(0x12345678, list + 4 + 4);
    written.writeUInt32LE(0x12345678, list + 4 + 12);
    const { hive } = await open(written);
    expect((await hive.key('second'))?.name).toBe('Second');
    expect(await hive.key('third')).toBeUndefined();
  });

  it.each([
    ['sz', 1, '61006200', { type: 'sz', data: 'ab' }],
    ['sz with its NUL', 1, '610062000000', { type: 'sz', data: 'ab' }],
    ['sz with several NULs', 1, '61000000000000', { type: 'sz', data: 'a' }],
    ['sz with what was in the buffer behind it', 1, '6100000062000000', { type: 'sz', data: 'a' }],
    ['sz of odd length', 1, '6100620063', { type: 'sz', data: 'ab' }],
    ['sz of one byte', 1, '61', { type: 'sz', data: '' }],
    ['empty sz', 1, '', { type: 'sz', data: '' }],
    ['expand-sz', 2, '2500540025000000', { type: 'expand-sz', data: '%T%' }],
    ['binary', 3, '0001ff', { type: 'binary', data: bytes('0001ff') }],
    ['empty binary', 3, '', { type: 'binary', data: bytes('') }],
    ['dword', 4, 'ffffffff', { type: 'dword', data: 4_294_967_295 }],
    ['dword of two bytes', 4, '0100', { type: 'other', data: bytes('0100') }],
    ['dword of eight bytes', 4, '0100000000000000', { type: 'other', data: bytes('0100000000000000') }],
    ['dword-big-endian', 5, '00000102', { type: 'dword-big-endian', data: 258 }],
    ['multi-sz', 7, '610000006200630000000000', { type: 'multi-sz', data: ['a', 'bc'] }],
    ['multi-sz without terminators', 7, '6100000062006300', { type: 'multi-sz', data: ['a', 'bc'] }],
    [
      'multi-sz with an empty text inside',
      7,
      '610000000000620000000000',
      { type: 'multi-sz', data: ['a', '', 'b'] },
    ],
    ['multi-sz of terminators', 7, '00000000', { type: 'multi-sz', data: [] }],
    ['empty multi-sz', 7, '', { type: 'multi-sz', data: [] }],
    ['qword', 11, 'ffffffffffffffff', { type: 'qword', data: 18_446_744_073_709_551_615n }],
    ['qword of four bytes', 11, '01000000', { type: 'other', data: bytes('01000000') }],
    ['none', 0, '01', { type: 'none', data: bytes('01') }],
    ['resource list', 8, '0102030405', { type: 'other', data: bytes('0102030405') }],
    ['device property type', 0xffff0012, '6100', { type: 'other', data: bytes('6100') }],
  ])('decodes %s', async (_, type, hex, expected) => {
    const { hive, damage } = await open(writeHive(key('r', [], [{ name: 'V', type, data: bytes(hex) }])));
    expect(await hive.root.values()).toEqual([{ name: 'V', ...expected }]);
    expect(damage).toEqual([]);
  });

  it.each([16_344, 16_345, 32_688, 100_000])(
    'reads data of %i bytes, in one cell or in segments',
    async (length) => {
      const data = Buffer.from(Array.from({ length }, (_, index) => index % 251));
      for (const minorVersion of [3, 5]) {
        const { hive, damage } = await open(
          writeHive(key('r', [], [{ name: 'v', type: 3, data }]), { minorVersion }),
        );
        expect((await hive.root.value('V'))?.data).toEqual(data);
        expect(damage).toEqual([]);
      }
    },
  );

  it('reads the same over a source that cannot answer at once', async () => {
    const tree = key(
      'r',
      Array.from({ length: 3000 }, (_, index) => key(`Key${index}`, [], [dword('n', index)])),
    );
    const written = writeHive(tree, { leafEntries: 100 });
    const fast = await open(written);
    const hive = await openHive(slowSource(written), {
      prefix: 'R',
      onDamage: (damage) => expect(damage).toBeUndefined(),
    });
    expect(await listing(hive.root)).toEqual(await listing(fast.hive.root));
    expect((await hive.key('key2999'))?.path).toBe('R\\Key2999');
  });

  it.each([
    [
      'the set that Select names',
      [key('ControlSet001'), key('ControlSet003'), key('Select', [], [dword('Current', 3)])],
      'R\\ControlSet003',
    ],
    [
      'none where the set is missing',
      [key('ControlSet001'), key('Select', [], [dword('Current', 2)])],
      undefined,
    ],
    [
      'none where Select says nothing',
      [key('ControlSet001'), key('Select', [], [sz('Current', '1')])],
      undefined,
    ],
    ['none without Select', [key('ControlSet001')], undefined],
  ])('finds as current control set %s', async (_, keys, expected) => {
    const { hive } = await open(writeHive(key('r', keys)));
    expect((await currentControlSet(hive))?.path).toBe(expected);
  });
});
