import type { GapReason } from '../../model/vocabulary.ts';
import { HostError } from '../host.ts';
import { foldName, keySegments } from './key-path.ts';
import { RegFileReader } from './reg-file/reg-file-reader.ts';
import { RegKey } from './reg-file/reg-key.ts';
import type { Registry, RegistryKey, RegistryUser, RegistryValue } from './registry.ts';

/**
 * Data of a value in a fixture. Text is `sz`, a number `dword`, a bigint `qword`, a list of texts `multi-sz`, bytes are
 * `binary`; the objects are for JSON and for what has no literal: `hex` is binary (spaces allowed), `qword` decimal.
 */
export type MemoryValue =
  | string
  | number
  | bigint
  | readonly string[]
  | Buffer
  | { readonly expand: string }
  | { readonly hex: string }
  | { readonly qword: string };

/** One key of a fixture: its values by name (empty name: the default value), its subkeys, or the error of reading it. */
export interface MemoryKey {
  readonly values?: Readonly<Record<string, MemoryValue>>;
  readonly keys?: MemoryRegistryTree;
  /** Asking for this key, or for one below it, fails with this reason. */
  readonly error?: GapReason;
}

/** Keys by path, in any case: `{ 'HKLM\\SOFTWARE\\X': { values: { DisplayName: 'text' } } }`. Keys on the way need no entry. */
export interface MemoryRegistryTree {
  readonly [path: string]: MemoryKey;
}

/** Key that lists every profile of the machine. */
const profileListPath = 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\ProfileList';

/**
 * A registry that lives in memory: the fake for tests, from a tree or from the text of a .reg export. Users are the keys
 * `S-1-…` and `.DEFAULT` below `HKU`; profiles of `ProfileList` without such a key are absent users.
 * @throws Error where a .reg text does not read cleanly, because then the fixture is wrong.
 */
export function memoryRegistry(content: MemoryRegistryTree | string | Buffer): Registry {
  const root =
    typeof content === 'string' || Buffer.isBuffer(content)
      ? fromRegText(content)
      : new RegKey('', undefined);
  const errors = new Map<string, GapReason>();
  if (typeof content !== 'string' && !Buffer.isBuffer(content)) plant(root, content, errors);
  return new MemoryRegistry(root, errors);
}

class MemoryRegistry implements Registry {
  readonly #root: RegKey;
  readonly #errors: ReadonlyMap<string, GapReason>;

  constructor(root: RegKey, errors: ReadonlyMap<string, GapReason>) {
    this.#root = root;
    this.#errors = errors;
  }

  async key(path: string): Promise<RegistryKey | undefined> {
    const segments = keySegments(path);
    for (let length = 1; length <= segments.length; length++) {
      const above = segments.slice(0, length).join('\\');
      const reason = this.#errors.get(foldName(above));
      if (reason !== undefined) throw new HostError(reason, above, `${above}: ${reason}`);
    }
    return this.#root.at(segments);
  }

  async users(): Promise<readonly RegistryUser[]> {
    const profiles = await this.#profiles();
    const loaded = (await this.#root.find('HKU')?.subkeys()) ?? [];
    return loaded
      .filter(({ name }) => /^(S-1-[\d-]+|\.DEFAULT)$/i.test(name))
      .map(({ name: sid }) => {
        const known = profiles.find((profile) => foldName(profile.sid) === foldName(sid));
        return { sid, name: known?.name, profilePath: known?.profilePath };
      });
  }

  async absentUsers(): Promise<readonly RegistryUser[]> {
    const hku = this.#root.find('HKU');
    return (await this.#profiles()).filter(({ sid }) => hku?.find(sid) === undefined);
  }

  async #profiles(): Promise<RegistryUser[]> {
    const profiles: RegistryUser[] = [];
    for (const key of (await this.#root.find(profileListPath)?.subkeys()) ?? []) {
      const path = (await key.values()).find(({ name }) => foldName(name) === 'PROFILEIMAGEPATH')?.data;
      const profilePath = typeof path === 'string' ? path : undefined;
      profiles.push({ sid: key.name, name: profilePath?.split('\\').at(-1), profilePath });
    }
    return profiles;
  }
}

function fromRegText(text: string | Buffer): RegKey {
  const reader = new RegFileReader({
    source: 'registry fixture',
    onGap: (_, source, message) => {
      throw new Error(`${source}: ${message}`);
    },
  });
  reader.push(Buffer.from(text));
  return reader.end();
}

function plant(parent: RegKey, tree: MemoryRegistryTree, errors: Map<string, GapReason>): void {
  for (const [path, { values = {}, keys = {}, error }] of Object.entries(tree)) {
    const names = parent.name === '' ? keySegments(path) : path.split('\\').filter((name) => name !== '');
    let key = parent;
    for (const name of names) key = key.child(name).key;
    for (const [name, data] of Object.entries(values)) key.add(asValue(name, data));
    if (error !== undefined) errors.set(foldName(key.path), error);
    plant(key, keys, errors);
  }
}

function asValue(name: string, data: MemoryValue): RegistryValue {
  if (typeof data === 'string') return { name, type: 'sz', data };
  if (typeof data === 'number') return { name, type: 'dword', data };
  if (typeof data === 'bigint') return { name, type: 'qword', data };
  if (Buffer.isBuffer(data)) return { name, type: 'binary', data };
  if ('expand' in data) return { name, type: 'expand-sz', data: data.expand };
  if ('hex' in data) return { name, type: 'binary', data: Buffer.from(data.hex.replaceAll(' ', ''), 'hex') };
  if ('qword' in data) return { name, type: 'qword', data: BigInt(data.qword) };
  return { name, type: 'multi-sz', data };
}
