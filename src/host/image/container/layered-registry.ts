import { HostError, type HostFiles } from '../../host.ts';
import { foldName, keySegments } from '../../registry/key-path.ts';
import { openMachineHive } from '../../registry/offline/hive-file.ts';
import type { OnGap } from '../../registry/on-gap.ts';
import type { HiveKey } from '../../registry/regf/hive-key.ts';
import { mergeLayers } from '../../registry/regf/layered-key.ts';
import type { Registry, RegistryKey, RegistryUser, RegistryValue } from '../../registry/registry.ts';
import type { ClosableRegistry } from '../../windows-root-host.ts';

/** Where the parts of one hive lie, from the uppermost layer down to the base. */
export interface HivePart {
  readonly files: HostFiles;
  readonly path: string;
}

/** Keys that are remembered; a collector walks the same way again and again. */
const maxKnown = 4096;

/**
 * The registry of a Windows container: `SOFTWARE`, `SYSTEM` and `DEFAULT` out of the hive of the base layer and the
 * differencing hives of those above it (`Hives\Software_Delta`), the rest as the files say. Closes `base`, too.
 */
export class LayeredRegistry implements Registry {
  readonly #base: ClosableRegistry;
  readonly #parts: ReadonlyMap<string, readonly HivePart[]>;
  readonly #onGap: OnGap;
  readonly #roots = new Map<string, Promise<RegistryKey | undefined>>();
  readonly #known = new Map<string, Promise<RegistryKey | undefined>>();
  readonly #closers: (() => Promise<void>)[] = [];

  /** `parts` by `SOFTWARE`, `SYSTEM` and `DEFAULT`. */
  constructor(base: ClosableRegistry, parts: ReadonlyMap<string, readonly HivePart[]>, onGap: OnGap) {
    this.#base = base;
    this.#parts = parts;
    this.#onGap = onGap;
  }

  async key(path: string): Promise<RegistryKey | undefined> {
    const [root, name = '', ...below] = keySegments(path);
    const hive = root === 'HKU' ? userHive(foldName(name)) : foldName(name);
    const isPlaced = root === 'HKU' || (root === 'HKLM' && hive !== 'DEFAULT');
    if (hive === undefined || !isPlaced || !this.#parts.has(hive)) return this.#base.key(path);
    const [first = '', ...rest] = below;
    if (hive !== 'SYSTEM' || foldName(first) !== 'CURRENTCONTROLSET') return this.#find(hive, below);
    const set = await this.#currentSet();
    const found = await this.#find(hive, [set, ...rest]);
    return found && new RenamedKey(found, `HKLM\\SYSTEM\\${set}`, 'HKLM\\SYSTEM\\CurrentControlSet');
  }

  users(): Promise<readonly RegistryUser[]> {
    return this.#base.users();
  }

  async absentUsers(): Promise<readonly RegistryUser[]> {
    return (await this.#base.absentUsers?.()) ?? [];
  }

  async close(): Promise<void> {
    for (const close of this.#closers.splice(0)) await close();
    await this.#base.close();
  }

  async #currentSet(): Promise<string> {
    const select = await this.#find('SYSTEM', ['Select']);
    const current = (await select?.values())?.find(({ name }) => foldName(name) === 'CURRENT');
    if (current?.type === 'dword' && current.data <= 999) {
      return `ControlSet${String(current.data).padStart(3, '0')}`;
    }
    throw new HostError(
      'malformed-source',
      'HKLM\\SYSTEM\\Select',
      'the SYSTEM hives do not say which control set is the current one, so services and drivers could not be read',
    );
  }

  async #find(hive: string, segments: readonly string[]): Promise<RegistryKey | undefined> {
    if (segments.length === 0) return this.#root(hive);
    const id = foldName([hive, ...segments].join('\\'));
    let found = this.#known.get(id);
    if (found === undefined) {
      found = this.#below(hive, segments);
      if (this.#known.size >= maxKnown) this.#known.clear();
      this.#known.set(id, found);
    }
    return found;
  }

  async #below(hive: string, segments: readonly string[]): Promise<RegistryKey | undefined> {
    const parent = await this.#find(hive, segments.slice(0, -1));
    const wanted = foldName(segments.at(-1) ?? '');
    return (await parent?.subkeys())?.find(({ name }) => foldName(name) === wanted);
  }

  #root(hive: string): Promise<RegistryKey | undefined> {
    const known = this.#roots.get(hive) ?? this.#openRoot(hive);
    this.#roots.set(hive, known);
    return known;
  }

  async #openRoot(hive: string): Promise<RegistryKey | undefined> {
    const stack: HiveKey[] = [];
    for (const { files, path } of this.#parts.get(hive) ?? []) {
      try {
        const opened = await openMachineHive(files, path, prefixOf(hive), this.#onGap);
        if (opened === undefined) continue;
        stack.push(opened.hive.root);
        this.#closers.push(async () => {
          for (const handle of opened.handles) await handle.close();
        });
      } catch (error) {
        if (!(error instanceof HostError)) throw error;
        // An empty differencing hive changes nothing.
        if (error.reason !== 'empty-source') this.#onGap(error.reason, path, error.message);
      }
    }
    if (stack.length > 0) return mergeLayers(stack);
    throw new HostError('missing-source', prefixOf(hive), `no layer of the image has the hive ${hive}`);
  }
}

/** The system account has two names. */
function userHive(name: string): string | undefined {
  return name === '.DEFAULT' || name === 'S-1-5-18' ? 'DEFAULT' : undefined;
}

function prefixOf(hive: string): string {
  return hive === 'DEFAULT' ? 'HKU\\.DEFAULT' : `HKLM\\${hive}`;
}

/** A key under another path than its own. */
class RenamedKey implements RegistryKey {
  readonly path: string;
  readonly #key: RegistryKey;
  readonly #from: string;
  readonly #to: string;

  constructor(key: RegistryKey, from: string, to: string) {
    this.#key = key;
    this.#from = from;
    this.#to = to;
    this.path = to + key.path.slice(from.length);
  }

  get name(): string {
    return this.path.slice(this.path.lastIndexOf('\\') + 1);
  }

  get lastWrittenMs(): number | undefined {
    return this.#key.lastWrittenMs;
  }

  async subkeys(): Promise<readonly RegistryKey[]> {
    return (await this.#key.subkeys()).map((key) => new RenamedKey(key, this.#from, this.#to));
  }

  values(): Promise<readonly RegistryValue[]> {
    return this.#key.values();
  }
}
