// One process of the benchmark: `make FILE CLASSES`, `scan FILE` or `walk FILE`; prints what it made or read.
import { type Hive, openHive } from '../../src/host/registry/regf/hive.ts';
import type { HiveKey } from '../../src/host/registry/regf/hive-key.ts';
import { fileSource } from './file-source.ts';
import { benchmarkSize, makeHive } from './make-hive.ts';

const [mode = '', file = '', classes] = process.argv.slice(2);
const counts = { keys: 0, values: 0 };

if (mode === 'make') {
  const made = makeHive(file, { ...benchmarkSize, classes: Number(classes ?? benchmarkSize.classes) });
  console.log(made.fileBytes);
} else {
  const hive = await openHive(fileSource(file), {
    onDamage: ({ path, message }) => {
      throw new Error(`${path}: ${message}`);
    },
  });
  for (const top of mode === 'scan' ? await wanted(hive) : [hive.root]) await walk(top);
  console.log(counts.keys, counts.values);
}

/** What a scan for software, services and drivers reads. */
async function wanted(hive: Hive): Promise<HiveKey[]> {
  const paths = ['Microsoft\\Windows\\CurrentVersion\\Uninstall', 'ControlSet001\\Services'];
  const keys: HiveKey[] = [];
  for (const path of paths) {
    const key = await hive.key(path);
    if (key !== undefined) keys.push(key);
  }
  // Also keys that are not there, in the longest lists: an absent product is the usual case.
  for (const list of ['CLSID', 'Interface', 'TypeLib', 'AppID']) await hive.key(`Classes\\${list}\\{absent}`);
  return keys;
}

async function walk(key: HiveKey): Promise<void> {
  counts.keys++;
  counts.values += (await key.values()).length;
  for (const subkey of await key.subkeys()) await walk(subkey);
}
