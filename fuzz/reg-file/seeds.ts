import { bufferSource } from '../../src/host/registry/regf/byte-source.ts';
import { openHive } from '../../src/host/registry/regf/hive.ts';
import type { RegistryKey, RegistryValue } from '../../src/host/registry/registry.ts';
import { publicFile } from '../../tests/host/registry/public-hives.ts';
import { type PlainKey, type PlainValue, writeReg } from '../../tests/host/registry/reg-file/write-reg.ts';

/** The lines of an export, with their ends. */
export type Seed = readonly string[];

/** Branches of published hives, small enough to be read over and over. */
const branches = [
  ['plaso/NTUSER-WIN7.DAT', 'Software\\Microsoft\\Windows\\CurrentVersion\\Run'],
  ['plaso/NTUSER-WIN7.DAT', 'Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall'],
  ['plaso/NTUSER-WIN7.DAT', 'Control Panel'],
  ['plaso/NTUSER-RunTests.DAT', 'Environment'],
  ['dfwinreg/NTUSER.DAT', 'Console'],
  ['dfwinreg/NTUSER.DAT', 'AppEvents\\EventLabels'],
  ['plaso/win10-Amcache.hve', 'Root\\InventoryApplication'],
] as const;

const textBytes = (text: string): Buffer => Buffer.from(`${text}\0`, 'utf16le');

/** One of everything that an export can hold. */
const everything: PlainKey = {
  name: 'SOFTWARE',
  values: [
    { name: '', form: 'text', text: 'default' },
    { name: 'Имя "x"', form: 'text', text: 'C:\\Größe; [a]=b 🛡' },
    { name: 'two lines', form: 'text', text: 'a\r\nb' },
    { name: 'dword', form: 'dword', number: 42 },
    { name: 'expand', form: 'hex', type: 2, bytes: textBytes('%SystemRoot%\\System32') },
    { name: 'multi', form: 'hex', type: 7, bytes: textBytes('a\0b\0') },
    { name: 'link', form: 'hex', type: 6, bytes: textBytes('\\X') },
    { name: 'qword', form: 'hex', type: 11, bytes: Buffer.alloc(8, 1) },
    { name: 'none', form: 'hex', type: 0, bytes: Buffer.alloc(0) },
    { name: 'binary', form: 'hex', type: 3, bytes: Buffer.alloc(300, 7) },
    { name: 'resources', form: 'hex', type: 8, bytes: Buffer.alloc(20, 3) },
  ],
  subkeys: [{ name: 'Ключ', values: [], subkeys: [{ name: 'キー', values: [], subkeys: [] }] }],
};

/** Exports written here: one of everything, and branches of hives that Windows wrote. */
export async function seeds(): Promise<Seed[]> {
  const keys = [everything];
  for (const [file, path] of branches) {
    const { key } = await openHive(bufferSource(publicFile(file)), {
      onDamage: ({ message }) => fail(message),
    });
    const found = (await key(path)) ?? fail(`${file} has no ${path}`);
    keys.push({ name: 'SOFTWARE', values: [], subkeys: [await plain(found)] });
  }
  return keys.map((key) => writeReg([key]).split(/(?<=\n)/));
}

function fail(message: string): never {
  throw new Error(message);
}

async function plain(key: RegistryKey): Promise<PlainKey> {
  const subkeys: PlainKey[] = [];
  for (const subkey of await key.subkeys()) subkeys.push(await plain(subkey));
  return { name: key.name, values: (await key.values()).map(plainValue), subkeys };
}

function plainValue(value: RegistryValue): PlainValue {
  const { name } = value;
  const hex = (type: number, bytes: Buffer): PlainValue => ({ name, form: 'hex', type, bytes });
  switch (value.type) {
    case 'sz':
      return { name, form: 'text', text: value.data };
    case 'dword':
      return { name, form: 'dword', number: value.data };
    case 'expand-sz':
      return hex(2, textBytes(value.data));
    case 'link':
      return hex(6, textBytes(value.data));
    case 'multi-sz':
      return hex(7, textBytes(value.data.map((text) => `${text}\0`).join('')));
    case 'qword':
      return hex(11, Buffer.from(value.data.toString(16).padStart(16, '0'), 'hex').reverse());
    case 'dword-big-endian':
      return hex(5, Buffer.from(value.data.toString(16).padStart(8, '0'), 'hex'));
    case 'none':
      return hex(0, value.data);
    case 'binary':
      return hex(3, value.data);
    case 'other':
      return hex(8, value.data);
  }
}
