import { expect, it } from 'vitest';
import { mergeLayers } from '../../../../src/host/registry/regf/layered-key.ts';
import { type KeySpec, writeHive } from '../../../support/hive-writer.ts';
import { dword, key, listing, open } from './open.ts';

const base = key('r', [
  key('Deleted', [key('Gone')]),
  key('Kept', [], [dword('a', 1), dword('b', 1), dword('c', 1)]),
  key('Replaced', [key('Gone'), key('Both')], [dword('old', 1)]),
  key('ReplacedHere', [key('Shown')], [dword('old', 1)]),
]);

const delta: KeySpec = key('r', [
  { name: 'Added', values: [dword('n', 2)] },
  { name: 'deleted', layer: 1 },
  { name: 'Kept', values: [dword('B', 2), { name: 'c', type: 0, data: Buffer.alloc(0), tombstone: true }] },
  { name: 'Replaced', layer: 3, keys: [{ name: 'Both', layer: 3 }], values: [dword('new', 2)] },
  { name: 'ReplacedHere', layer: 2, values: [dword('new', 2)] },
]);

it('shows a container its own layer over the base', async () => {
  const upper = await open(writeHive(delta, { layered: true }));
  const lower = await open(writeHive(base));
  const merged = mergeLayers([upper.hive.root, lower.hive.root]);
  expect(merged && (await listing(merged))).toEqual([
    'R',
    'R\\Added',
    'R\\Added = n:dword:2',
    'R\\Kept',
    'R\\Kept = B:dword:2',
    'R\\Kept = a:dword:1',
    'R\\Replaced',
    'R\\Replaced = new:dword:2',
    'R\\Replaced\\Both',
    'R\\ReplacedHere',
    'R\\ReplacedHere = new:dword:2',
    'R\\ReplacedHere\\Shown',
  ]);
  expect([...upper.damage, ...lower.damage]).toEqual([]);
});

it('gives no key and no value for a tombstone', async () => {
  const { hive } = await open(writeHive(delta, { layered: true }));
  expect(hive.layered).toBe(true);
  expect(await hive.key('Deleted')).toBeUndefined();
  const kept = await hive.key('Kept');
  expect(await kept?.value('c')).toBeUndefined();
  expect((await kept?.values())?.map(({ name }) => name)).toEqual(['B']);
  expect(await kept?.valueTombstones()).toEqual(['c']);
  expect((await hive.key('Replaced'))?.layer).toBe('supersede-tree');
});

it('does not read these bits in a hive that is no layer', async () => {
  const { hive } = await open(writeHive(delta));
  expect((await hive.key('Deleted'))?.layer).toBe('merge');
});
