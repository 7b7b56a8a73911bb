import type { RegistryValue } from '../../../src/host/registry/registry.ts';
import type { Item } from '../../../src/model/item.ts';
import type { KeyTree, WindowsParts } from '../../support/powershell/windows-machine.ts';

/** A Windows on which some items can be found, and the items as they are found there. */
export interface Planted {
  readonly parts: WindowsParts;
  /** What is left of the items: without what a script cannot read, and of the others what it reads. */
  readonly items: readonly Item[];
}

interface Key {
  readonly name: string;
  readonly values: RegistryValue[];
  readonly subkeys: Map<string, Key>;
}

/**
 * Plants items as Windows keeps them: programs as uninstall keys, services and drivers with their files, markers as keys
 * or files, certificates in the store. Kinds that the detection script does not read are left out.
 */
export function plant(items: readonly Item[]): Planted {
  const machine = newKey('HKLM');
  const files: string[] = [];
  const processes: { name: string; path?: string }[] = [];
  const running: string[] = [];
  const makers: Record<string, string> = {};
  const kept: Item[] = [];
  keyAt(machine, 'SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall');
  keyAt(machine, 'SYSTEM\\CurrentControlSet\\Services');
  items.forEach((item, index) => {
    const { kind, name } = item;
    const path = item.path?.replaceAll('/', '\\');
    const base = {
      kind,
      name,
      origin: `planted ${index}`,
      collector: 'planted',
      platform: 'windows' as const,
    };
    if (kind === 'software') {
      const code = item.attributes?.['productCode'];
      const key = keyAt(
        machine,
        `SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\${typeof code === 'string' ? code : `entry ${index}`}`,
      );
      put(key, 'DisplayName', name);
      if (item.publisher) put(key, 'Publisher', item.publisher);
      if (item.version) put(key, 'DisplayVersion', item.version);
      const { publisher, version } = item;
      kept.push({
        ...base,
        ...(publisher && { publisher }),
        ...(version && { version }),
        ...(typeof code === 'string' && { attributes: { productCode: code } }),
      });
    } else if (kind === 'service' || kind === 'driver') {
      const key = keyAt(machine, `SYSTEM\\CurrentControlSet\\Services\\${name}`);
      const file = path ?? (kind === 'driver' ? `C:\\windows\\System32\\drivers\\${name}.sys` : undefined);
      key.values.push({ name: 'Type', type: 'dword', data: kind === 'driver' ? 1 : 16 });
      if (path !== undefined) put(key, 'ImagePath', kind === 'driver' ? path : `"${path}" -r`);
      if (item.displayName) put(key, 'DisplayName', item.displayName);
      const isGone = item.attributes?.['programMissing'] === true;
      const runs = kind === 'service' && !isGone && item.state === 'running';
      if (file !== undefined && !isGone) files.push(file);
      if (runs) running.push(name);
      const publisher =
        file !== undefined && !isGone && !/\\system32\\[^\\]+$/i.test(file) ? item.publisher : undefined;
      if (publisher !== undefined && file !== undefined) makers[file.toLowerCase()] = publisher;
      kept.push({
        ...base,
        ...(item.displayName && { displayName: item.displayName }),
        ...(file && { path: file }),
        ...(publisher && { publisher }),
        ...(runs && { state: 'running' as const }),
        ...(isGone && file !== undefined && { attributes: { programMissing: true } }),
      });
    } else if (kind === 'process') {
      const leaf =
        path === undefined ? `${name.replace(/\.exe$/i, '')}.exe` : path.slice(path.lastIndexOf('\\') + 1);
      processes.push({ name: leaf, ...(path !== undefined && { path }) });
      kept.push({ ...base, name: leaf, ...(path && { path }), state: 'running' });
    } else if (kind === 'marker' && path !== undefined && item.attributes?.['staged'] === undefined) {
      if (/^HKLM\\/i.test(path)) keyAt(machine, path.slice(5));
      else if (/^C:\\/i.test(path)) files.push(path);
      else return;
      kept.push({ ...base, path });
    } else if (kind === 'certificate') {
      const key = keyAt(machine, `SOFTWARE\\Microsoft\\SystemCertificates\\ROOT\\Certificates\\${index}`);
      key.values.push({ name: 'Blob', type: 'binary', data: blobOf(name) });
      kept.push(base);
    } else if (kind === 'security-provider') {
      const key = keyAt(machine, `SOFTWARE\\Microsoft\\Security Center\\Provider\\Av\\${index}`);
      put(key, 'DISPLAYNAME', name);
      kept.push(base);
    } else if (kind === 'filter') {
      const altitude = item.attributes?.['altitude'];
      const instance = keyAt(
        machine,
        `SYSTEM\\CurrentControlSet\\Services\\${name}\\Instances\\${item.displayName ?? 'one'}`,
      );
      if (typeof altitude === 'string') put(instance, 'Altitude', altitude);
      kept.push({
        ...base,
        displayName: item.displayName ?? 'one',
        ...(typeof altitude === 'string' && { attributes: { altitude } }),
      });
    }
  });
  // A thing in a folder or below a key shows that folder and key, too.
  for (const path of places([
    ...files,
    ...kept.flatMap(({ path = '' }) => (/^HKLM/i.test(path) ? path : [])),
  ])) {
    kept.push({ kind: 'marker', name: path, path, origin: path, collector: 'planted', platform: 'windows' });
  }
  return {
    parts: { hives: { HKLM: machine, HKU: newKey('HKU') }, files, processes, running, makers },
    items: kept,
  };
}

/** Every folder and key above some paths, and the paths themselves. */
function places(paths: readonly string[]): Set<string> {
  const all = new Set<string>();
  for (const path of paths) {
    const names = path.split('\\');
    for (let length = 1; length <= names.length; length++) all.add(names.slice(0, length).join('\\'));
  }
  return all;
}

function newKey(name: string): Key {
  return { name, values: [], subkeys: new Map() };
}

function keyAt(root: Key, path: string): Key {
  let key = root;
  for (const name of path.split('\\')) {
    let below = key.subkeys.get(name.toLowerCase());
    if (below === undefined) {
      below = newKey(name);
      key.subkeys.set(name.toLowerCase(), below);
    }
    key = below;
  }
  return key satisfies KeyTree;
}

function put(key: Key, name: string, data: string): void {
  key.values.push({ name, type: 'sz', data });
}

/** An entry of a certificate store, of which only the common name is looked at. */
function blobOf(name: string): Buffer {
  const text = Buffer.from(name, 'utf8');
  const der = Buffer.concat([Buffer.from([0x06, 0x03, 0x55, 0x04, 0x03, 0x0c, text.length]), text]);
  const head = Buffer.alloc(24);
  head.writeUInt32LE(3, 0);
  head.writeUInt32LE(1, 4);
  head.writeUInt32LE(0, 8);
  head.writeUInt32LE(32, 12);
  head.writeUInt32LE(1, 16);
  head.writeUInt32LE(der.length, 20);
  return Buffer.concat([head, der]);
}
