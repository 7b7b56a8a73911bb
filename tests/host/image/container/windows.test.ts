import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Host } from '../../../../src/host/host.ts';
import { openImage } from '../../../../src/host/image/open-image.ts';
import type { OpenedImage } from '../../../../src/host/image/opened-image.ts';
import { type KeySpec, storedText, writeHive } from '../../../support/hive-writer.ts';
import { ociFiles, writeTar } from '../../../support/tar-writer.ts';

const text = (name: string, value: string) => ({ name, type: 1, data: storedText(value) });
const number = (name: string, value: number) => ({ name, type: 4, data: Buffer.from([value, 0, 0, 0]) });

function within(path: string, ...keys: KeySpec[]): KeySpec {
  return path
    .split('\\')
    .reverse()
    .reduce<readonly KeySpec[]>((below, name) => [{ name, keys: below }], keys)[0] as KeySpec;
}

const uninstall = 'Microsoft\\Windows\\CurrentVersion\\Uninstall';
const software = (...programs: KeySpec[]): KeySpec => ({
  name: 'ROOT',
  keys: [within(uninstall, ...programs)],
});
const program = (name: string, more: Partial<KeySpec> = {}): KeySpec => ({
  name,
  values: [text('DisplayName', name)],
  ...more,
});

const system: KeySpec = {
  name: 'ROOT',
  keys: [
    { name: 'Select', values: [number('Current', 1)] },
    within('ControlSet001\\Services', { name: 'base-service', values: [number('Type', 16)] }),
  ],
};
const systemDelta: KeySpec = {
  name: 'ROOT',
  keys: [within('ControlSet001\\Services', { name: 'added-service', values: [number('Type', 16)] })],
};

const layers = [
  writeTar({
    'Files/Windows/System32/config/SOFTWARE': writeHive(software(program('Base'), program('Old'))),
    'Files/Windows/System32/config/SYSTEM': writeHive(system),
    'Files/Windows/System32/config/DEFAULT': writeHive({ name: 'ROOT', keys: [] }),
    'Files/Users/Public/a.txt': 'a',
  }),
  writeTar({
    'Hives/Software_Delta': writeHive(software(program('Added')), { layered: true }),
    'Hives/System_Delta': writeHive(systemDelta, { layered: true }),
    'Files/Users/Public/.wh.a.txt': '',
  }),
  writeTar({
    'Hives/Software_Delta': writeHive(software({ name: 'Old', layer: 1 }, program('Last')), {
      layered: true,
    }),
  }),
];

let folder: string;
let image: OpenedImage;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'phaseout-windows-image-'));
  const path = join(folder, 'image.tar');
  writeFileSync(path, writeTar(ociFiles([{ os: 'windows', layers }])));
  image = await openImage(path, { wants: [] });
});

afterAll(async () => {
  await image?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function subkeys(host: Host | undefined, path: string): Promise<string[]> {
  const key = await host?.registry?.key(path);
  return ((await key?.subkeys()) ?? []).map(({ name }) => name).sort();
}

it('the registry of a Windows container is that of all its layers', async () => {
  const host = image.systems[0]?.host;
  expect(host?.platform).toBe('windows');
  expect(await subkeys(host, `HKLM\\SOFTWARE\\${uninstall}`)).toEqual(['Added', 'Base', 'Last']);
  expect(await subkeys(host, 'HKLM\\SYSTEM\\CurrentControlSet\\Services')).toEqual([
    'added-service',
    'base-service',
  ]);
  const service = await host?.registry?.key('HKLM\\system\\currentcontrolset\\services\\ADDED-service');
  expect(service?.path).toBe('HKLM\\SYSTEM\\CurrentControlSet\\Services\\added-service');
  expect(image.gaps()).toEqual([]);
});

it('its files lie below Files', async () => {
  const host = image.systems[0]?.host;
  expect((await host?.files.list('C:/users/public'))?.map(({ name }) => name)).toEqual([]);
  expect(await host?.files.lstat('C:/Hives')).toBeUndefined();
});

it('what a lower layer has in its registry is a lower state', async () => {
  const lower = image.systems[0]?.lower ?? [];
  expect(lower.map(({ layer }) => layer.replace(/ \(.*/, ''))).toEqual(['layer 2 of 3']);
  expect(await subkeys(lower[0]?.host, `HKLM\\SOFTWARE\\${uninstall}`)).toEqual(['Added', 'Base', 'Old']);
});

describe('accounts of a Windows container', () => {
  const profileList = 'Microsoft\\Windows NT\\CurrentVersion\\ProfileList';
  const builder = 'S-1-5-21-1-2-3-1001';
  const run = 'Software\\Microsoft\\Windows\\CurrentVersion\\Run';
  const runs = (...names: string[]): KeySpec => ({
    name: 'ROOT',
    keys: [within(run, ...names.map((name) => ({ name })))],
  });
  const base = writeTar({
    'Files/Windows/System32/config/SOFTWARE': writeHive(software(program('Base'))),
    'Files/Windows/System32/config/SYSTEM': writeHive(system),
    'Files/Windows/System32/config/DEFAULT': writeHive(runs('from-base')),
  });
  const withUser = writeTar({
    'Hives/Software_Delta': writeHive(
      {
        name: 'ROOT',
        keys: [
          within(profileList, { name: builder, values: [text('ProfileImagePath', 'C:\\Users\\builder')] }),
        ],
      },
      { layered: true },
    ),
    'Hives/DefaultUser_Delta': writeHive(runs('from-layer'), { layered: true }),
    'Hives/Sam_Delta': 'never opened',
    'Hives/Security_Delta': 'never opened',
    'Files/Users/builder/NTUSER.DAT': writeHive(runs('of-builder')),
  });
  let opened: OpenedImage;

  beforeAll(async () => {
    const path = join(folder, 'users.tar');
    writeFileSync(path, writeTar(ociFiles([{ os: 'windows', layers: [base, withUser] }])));
    opened = await openImage(path, { wants: [] });
  });

  afterAll(() => opened?.close());

  it('the system account is that of all layers, under both its names', async () => {
    const host = opened.systems[0]?.host;
    expect(await subkeys(host, `HKU\\.DEFAULT\\${run}`)).toEqual(['from-base', 'from-layer']);
    expect(await subkeys(host, `HKU\\s-1-5-18\\${run}`)).toEqual(['from-base', 'from-layer']);
    expect((await host?.registry?.key(`HKU\\.DEFAULT\\${run}\\from-layer`))?.path).toBe(
      `HKU\\.DEFAULT\\${run}\\from-layer`,
    );
  });

  it('a user that a layer makes is known, with what their hive holds', async () => {
    const host = opened.systems[0]?.host;
    expect((await host?.registry?.users())?.map(({ sid }) => sid)).toEqual(['.DEFAULT', builder]);
    expect(await subkeys(host, `HKU\\${builder}\\${run}`)).toEqual(['of-builder']);
    expect(await host?.registry?.absentUsers?.()).toEqual([]);
    expect([...opened.gaps(), ...(host?.gaps?.() ?? [])]).toEqual([]);
  });
});
