import { closeSync, openSync, writeSync } from 'node:fs';
import { type KeySpec, storedText, type ValueSpec, writeHive } from '../../tests/support/hive-writer.ts';

/** How much of each kind of key the hive holds. */
export interface HiveSize {
  /** Keys `Classes\CLSID\{…}` (and five lists more) with two subkeys each: the bulk of a real SOFTWARE hive. */
  readonly classes: number;
  readonly programs: number;
  readonly services: number;
}

/** More than 150 MB of live keys. */
export const benchmarkSize: HiveSize = { classes: 174_000, programs: 400, services: 800 };

/**
 * A hive shaped like SOFTWARE and SYSTEM in one: a wide tree of class registrations beside an Uninstall and a Services
 * subtree. Names and texts are made up. Returns the bytes of keys, lists, values and data that are in use.
 */
export function makeHive(file: string, size: HiveSize = benchmarkSize): { readonly fileBytes: number } {
  const bytes = writeHive(root(size));
  const descriptor = openSync(file, 'w');
  for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done);
  closeSync(descriptor);
  return { fileBytes: bytes.length };
}

/** hivexml refuses keys with more than 70,000 subkeys, so the wide tree has several parents, as a real one has. */
const groups = ['CLSID', 'Interface', 'TypeLib', 'AppID', 'Record', 'Media'];

const time = Date.UTC(2024, 5, 20);

function root(size: HiveSize): KeySpec {
  return key('ROOT', [
    key(
      'Classes',
      groups.map((name, group) =>
        key(
          name,
          counted(size.classes / groups.length, (index) => classKey(index * groups.length + group)),
        ),
      ),
    ),
    key('Microsoft', [
      key('Windows', [key('CurrentVersion', [key('Uninstall', counted(size.programs, programKey))])]),
    ]),
    key('ControlSet001', [key('Services', counted(size.services, serviceKey))]),
  ]);
}

function classKey(index: number): KeySpec {
  const id = guid(index);
  return key(
    id,
    [
      key(
        'InprocServer32',
        [],
        [
          text('', `C:\\Windows\\System32\\example-component-${index % 5000}.dll`, 2),
          text('ThreadingModel', index % 2 === 0 ? 'Both' : 'Apartment'),
        ],
      ),
      key('ProgID', [], [text('', `Example.Component.${index}.1`)]),
    ],
    [text('', `Example component class number ${index}`), text('AppID', guid(index + 7))],
  );
}

function programKey(index: number): KeySpec {
  return key(
    guid(0x50000000 + index),
    [],
    [
      text('DisplayName', `Example program ${index}`),
      text('DisplayVersion', `${index % 30}.${index % 10}.0`),
      text('Publisher', `Example publisher ${index % 60}`),
      text('InstallDate', '20240620'),
      text('InstallLocation', `C:\\Program Files\\Example ${index}\\`),
      text('UninstallString', `MsiExec.exe /X${guid(0x50000000 + index)}`, 2),
      number('EstimatedSize', 1000 + index),
      number('WindowsInstaller', 1),
    ],
  );
}

function serviceKey(index: number): KeySpec {
  return key(
    `ExampleService${index}`,
    [key('Parameters', [], [text('ServiceDll', `%SystemRoot%\\ex${index}.dll`, 2)])],
    [
      number('Type', index % 3 === 0 ? 1 : 0x20),
      number('Start', index % 5),
      number('ErrorControl', 1),
      text('ImagePath', `\\SystemRoot\\System32\\drivers\\example${index}.sys`, 2),
      text('DisplayName', `Example service ${index}`),
      text('Description', `What the example service number ${index} does for its users`),
      text('ObjectName', 'LocalSystem'),
    ],
  );
}

function* counted(count: number, make: (index: number) => KeySpec): Generator<KeySpec> {
  for (let index = 0; index < count; index++) yield make(index);
}

function key(name: string, keys: Iterable<KeySpec>, values: readonly ValueSpec[] = []): KeySpec {
  return { name, keys, values, lastWrittenMs: time };
}

function text(name: string, data: string, type = 1): ValueSpec {
  return { name, type, data: storedText(data) };
}

function number(name: string, value: number): ValueSpec {
  const data = Buffer.alloc(4);
  data.writeUInt32LE(value);
  return { name, type: 4, data };
}

/** A GUID that spreads over the alphabet as real ones do, so that keys are not stored in their sorted order. */
function guid(index: number): string {
  const scattered = Math.imul(index + 1, 0x9e3779b1) >>> 0;
  const head = scattered.toString(16).padStart(8, '0');
  const tail = index.toString(16).padStart(12, '0');
  return `{${head}-4a1b-11ee-8c99-${tail}}`.toUpperCase();
}
