import { describe, expect, it } from 'vitest';
import type { RegistryKey } from '../../../../src/host/registry/registry.ts';
import { sealBaseBlock, writeHive } from '../../../support/hive-writer.ts';
import { dword, key, listing, open, sz } from './open.ts';

/** A hive with one key of each sort, to be damaged. */
function sample(): Buffer {
  return writeHive(
    key('r', [
      key(
        'Bad',
        [key('Below', [key('Deepest')]), key('Beside')],
        [sz('Text', 'long enough for a cell of its own'), dword('Number', 1)],
      ),
      key('Good', [key('Kept')], [dword('Number', 2)]),
    ]),
  );
}

const good = ['R\\Good', 'R\\Good = Number:dword:2', 'R\\Good\\Kept'];

/** Where the node of the key of that name starts in the file, after the size of its cell. */
function nodeOf(bytes: Buffer, name: string): number {
  for (let at = 4096; at < bytes.length; at++) {
    if (bytes.toString('latin1', at, at + 2) !== 'nk') continue;
    if (bytes.toString('latin1', at + 76, at + 76 + bytes.readUInt16LE(at + 72)) === name) return at;
  }
  throw new Error(`no key ${name}`);
}

const field = { parent: 16, subkeyCount: 20, subkeyList: 28, valueCount: 36, valueList: 40, nameLength: 72 };

function pointer(bytes: Buffer, name: string, at: number): number {
  return 4096 + bytes.readUInt32LE(nodeOf(bytes, name) + at) + 4;
}

describe('a damaged hive', () => {
  it.each<[string, (bytes: Buffer) => void, string]>([
    [
      'a subkey list outside the hive',
      (b) => b.writeUInt32LE(0x7ffffff8, nodeOf(b, 'Bad') + field.subkeyList),
      'the cell of a list of subkeys lies outside the hive',
    ],
    [
      'a subkey list at an odd place',
      (b) => b.writeUInt32LE(0x1003, nodeOf(b, 'Bad') + field.subkeyList),
      'the cell of a list of subkeys lies outside the hive',
    ],
    [
      'a free cell as subkey list',
      (b) => b.writeInt32LE(24, pointer(b, 'Bad', field.subkeyList) - 4),
      'the cell of a list of subkeys is not in use',
    ],
    [
      'a list of unknown kind',
      (b) => b.write('lx', pointer(b, 'Bad', field.subkeyList)),
      'the cell of a list of subkeys holds no list',
    ],
    [
      'a list longer than its cell',
      (b) => b.writeUInt16LE(60_000, pointer(b, 'Bad', field.subkeyList) + 2),
      'a list of subkeys is longer than its cell',
    ],
    [
      'more subkeys stated than listed',
      (b) => b.writeUInt32LE(9, nodeOf(b, 'Bad') + field.subkeyCount),
      'the key states 9 subkeys, its lists hold 2',
    ],
    [
      'a subkey that is the key itself',
      (b) => b.writeUInt32LE(nodeOf(b, 'Bad') - 4100, pointer(b, 'Bad', field.subkeyList) + 4),
      'a subkey is the key itself or one above it',
    ],
    [
      'a subkey that is the root',
      (b) => b.writeUInt32LE(nodeOf(b, 'r') - 4100, pointer(b, 'Below', field.subkeyList) + 4),
      'a subkey is the key itself or one above it',
    ],
    [
      'a subkey that is a value',
      (b) =>
        b.writeUInt32LE(
          b.readUInt32LE(pointer(b, 'Bad', field.valueList)),
          pointer(b, 'Bad', field.subkeyList) + 4,
        ),
      'the cell of a subkey holds no key',
    ],
    [
      'a subkey of another key',
      (b) => b.writeUInt32LE(8, nodeOf(b, 'Below') + field.parent),
      'the subkey Below names another key as its parent',
    ],
    [
      'a name longer than its cell',
      (b) => b.writeUInt16LE(65_535, nodeOf(b, 'Below') + field.nameLength),
      'the name of a subkey is longer than its cell',
    ],
    [
      'a cell of impossible size',
      (b) => b.writeInt32LE(-0x40000000, nodeOf(b, 'Below') - 4),
      'the cell of a subkey has an impossible size',
    ],
    [
      'the least of all sizes',
      (b) => b.writeInt32LE(-0x80000000, nodeOf(b, 'Below') - 4),
      'the cell of a subkey has an impossible size',
    ],
    [
      'values outside the hive',
      (b) => b.writeUInt32LE(0x7ffffff8, nodeOf(b, 'Bad') + field.valueList),
      'the cell of the list of values lies outside the hive',
    ],
    [
      'more values stated than listed',
      (b) => b.writeUInt32LE(0xffffffff, nodeOf(b, 'Bad') + field.valueCount),
      'the key states 4294967295 values, its list holds 3',
    ],
    [
      'a value that is no value',
      (b) => b.writeUInt32LE(32, pointer(b, 'Bad', field.valueList)),
      'the cell of a value holds no value',
    ],
    [
      'data longer than its cell',
      (b) => b.writeUInt32LE(20_000, b.indexOf('Text', 4096, 'latin1') - 16),
      'the value Text is longer than its cell',
    ],
    [
      'data outside the hive',
      (b) => b.writeUInt32LE(0x7ffffff8, b.indexOf('Text', 4096, 'latin1') - 12),
      'the cell of the value Text lies outside the hive',
    ],
    [
      'a number with more bytes than fit',
      (b) => b.writeUInt32LE(0x80000009, b.indexOf('Number', 4096, 'latin1') - 16),
      'the value Number states 9 bytes in place of 4',
    ],
  ])('with %s says so and gives the rest', async (_, change, message) => {
    const bytes = sample();
    change(bytes);
    const { hive, damage } = await open(bytes);
    expect((await listing(hive.root)).slice(-good.length)).toEqual(good);
    expect(damage.map((one) => one.message)).toContain(message);
    for (const { path, offset, reason } of damage) {
      expect(path).toMatch(/^R(\\Bad)?(\\Below)?$/);
      expect(offset).toBeGreaterThanOrEqual(4096);
      expect(reason).toBe('malformed-source');
    }
  });

  it('gives the other subkeys of a list with one bad entry', async () => {
    const bytes = sample();
    bytes.writeUInt32LE(0xfffffff8, pointer(bytes, 'Bad', field.subkeyList) + 4);
    const { hive } = await open(bytes);
    expect((await (await hive.key('Bad'))?.subkeys())?.map(({ name }) => name)).toEqual(['Beside']);
  });

  it('gives each subkey once where a list repeats it', async () => {
    const bytes = sample();
    const list = pointer(bytes, 'Bad', field.subkeyList);
    bytes.writeUInt32LE(bytes.readUInt32LE(list + 4), list + 12);
    const { hive } = await open(bytes);
    expect((await (await hive.key('Bad'))?.subkeys())?.map(({ name }) => name)).toEqual(['Below']);
  });

  it('reports each place once, however often it is read', async () => {
    const bytes = sample();
    bytes.writeUInt32LE(9, nodeOf(bytes, 'Bad') + field.subkeyCount);
    const { hive, damage } = await open(bytes);
    for (let round = 0; round < 5; round++) await listing(hive.root);
    expect(damage.length).toBe(1);
  });

  it('stops reporting at 200 places', async () => {
    const bytes = writeHive(
      key(
        'r',
        Array.from({ length: 500 }, (_, index) => key(`k${index}`)),
      ),
    );
    for (let at = bytes.indexOf('nk', 4200, 'latin1'); at > 0; at = bytes.indexOf('nk', at + 2, 'latin1'))
      bytes.write('xx', at);
    const { hive, damage } = await open(bytes);
    expect(await hive.root.subkeys()).toEqual([]);
    expect(damage.length).toBe(201);
    expect(damage.at(-1)?.message).toContain('further damage in this hive is not listed');
  });

  it('says that it is cut off, and gives what is there', async () => {
    const whole = writeHive(
      key(
        'r',
        Array.from({ length: 500 }, (_, index) => key(`k${index}`)),
      ),
    );
    const { hive, damage } = await open(whole.subarray(0, 4096 + 4096 * 4));
    expect(damage[0]?.message).toBe(
      `the hive is cut off: 16384 of ${whole.length - 4096} bytes of keys are there`,
    );
    await listing(hive.root);
    expect(damage.length).toBeGreaterThan(1);
  });

  it('takes the first key where the base block points at none', async () => {
    const bytes = sample();
    bytes.writeUInt32LE(0x500, 36);
    sealBaseBlock(bytes);
    const { hive, damage } = await open(bytes);
    expect((await listing(hive.root)).slice(-good.length)).toEqual(good);
    expect(damage.map(({ message }) => message)).toEqual([
      'the base block does not point at the root key; the first key was taken',
    ]);
  });
});

describe('bounds', () => {
  it('hold for the depth of keys', async () => {
    let chain = key('k');
    for (let depth = 0; depth < 40; depth++) chain = key('k', [chain]);
    const { hive, damage } = await open(writeHive(chain), { limits: { maxDepth: 10 } });
    expect((await listing(hive.root)).length).toBe(11);
    expect(damage).toMatchObject([
      { reason: 'too-large', message: 'the key is too deep; its subkeys are not read' },
    ]);
  });

  it('hold for one value and for all values of a key', async () => {
    const data = Buffer.alloc(3000, 1);
    const values = Array.from({ length: 5 }, (_, index) => ({ name: `v${index}`, type: 3, data }));
    const { hive, damage } = await open(writeHive(key('r', [], values)), {
      limits: { maxValueBytes: 1000, maxKeyBytes: 2500 },
    });
    expect((await hive.root.values()).map((value) => (value.data as Buffer).length)).toEqual([
      1000, 1000, 1000,
    ]);
    expect(damage.every(({ reason }) => reason === 'too-large')).toBe(true);
    expect(damage.map(({ message }) => message)).toContain('the values of the key are too long together');
  });

  it('hold for the work of a whole walk where many keys claim one list', async () => {
    let chain = key('k', [key('a'), key('b')]);
    for (let depth = 0; depth < 60; depth++) chain = key('k', [chain, key('twin')]);
    const bytes = writeHive(chain);
    // Each twin claims the subkeys of its sister: a walk meets twice as many keys a level.
    const lists: number[] = [];
    for (let at = bytes.indexOf('lh', 4096, 'latin1'); at > 0; at = bytes.indexOf('lh', at + 2, 'latin1'))
      lists.push(at);
    for (const list of lists) {
      const [one, twin] = [bytes.readUInt32LE(list + 4) + 4100, bytes.readUInt32LE(list + 12) + 4100];
      bytes.copy(bytes, twin + field.subkeyCount, one + field.subkeyCount, one + field.subkeyCount + 12);
    }
    const { hive, damage } = await open(bytes, { limits: { maxDepth: 64, maxWorkPerByte: 1 } });
    const met = await count(hive.root);
    expect(met).toBeGreaterThan(100_000);
    expect(met).toBeLessThan(500_000);
    expect(damage.map(({ message }) => message)).toContain(
      'reading stopped: far more was asked for than the hive holds',
    );
  });
});

describe('no hive at all', () => {
  it.each<[string, Buffer, string]>([
    ['an empty file', Buffer.alloc(0), 'empty-source'],
    ['a few bytes', Buffer.from('regf'), 'malformed-source'],
    ['zeros', Buffer.alloc(20_000), 'malformed-source'],
    ['text', Buffer.from('WINE REGISTRY Version 2\n'.repeat(1000)), 'malformed-source'],
    ['a base block alone', sample().subarray(0, 4096), 'malformed-source'],
    ['a hive of zeros', Buffer.concat([sample().subarray(0, 4096), Buffer.alloc(8192)]), 'malformed-source'],
    ['a hive of Windows NT 3.1', changed((b) => b.writeUInt32LE(1, 24)), 'unsupported-format'],
    ['a transaction log', changed((b) => b.writeUInt32LE(6, 28)), 'unsupported-format'],
  ])('%s is refused', async (_, bytes, reason) => {
    await expect(open(bytes, { file: 'X' })).rejects.toMatchObject({ name: 'HostError', reason, path: 'X' });
  });
});

function changed(change: (bytes: Buffer) => void): Buffer {
  const bytes = sample();
  change(bytes);
  sealBaseBlock(bytes);
  return bytes;
}

async function count(key: RegistryKey): Promise<number> {
  let met = 1;
  for (const subkey of await key.subkeys()) met += await count(subkey);
  return met;
}
