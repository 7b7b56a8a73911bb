import { pathVariables, windowsPath } from '../../../model/windows-path.ts';
import { HostError, type HostFiles } from '../../host.ts';
import { foldName, keySegments } from '../key-path.ts';
import { profileListPath, readProfiles } from '../live/profiles.ts';
import type { OnGap } from '../on-gap.ts';
import { currentControlSet } from '../regf/current-control-set.ts';
import type { Hive } from '../regf/hive.ts';
import type { Registry, RegistryKey, RegistryUser } from '../registry.ts';
import { windowsContext } from '../windows-context.ts';
import { HandlePool } from './handle-pool.ts';
import { type OpenedHive, openMachineHive, openPooledHive } from './hive-file.ts';
import { PlacedKey, TopKey } from './placed-key.ts';

/** What an {@link OfflineRegistry} is read from. */
export interface OfflineRegistryOptions {
  /** Files of a Windows at rest. */
  readonly files: HostFiles;
  /** Is told of damage beside what was asked for, and of users whose part cannot be read. */
  readonly onGap: OnGap;
  /** Where the keys of the machine are looked up, if not here: a Windows whose hives lie in layers. */
  readonly machine?: (() => Registry) | undefined;
}

const config = 'C:/Windows/System32/config';
const machineFiles: Readonly<Record<string, string>> = { SOFTWARE: 'SOFTWARE', SYSTEM: 'SYSTEM' };
/** Stands for the system account, whose hive is `config\DEFAULT`; `S-1-5-18` is the same. */
const systemSid = '.DEFAULT';
/** Hives of users that are kept open; those used last. */
const maxUserHives = 16;

/** Users of the machine, and by folded SID where the files of each lie. */
interface Users {
  readonly present: readonly RegistryUser[];
  readonly absent: readonly RegistryUser[];
  readonly folders: ReadonlyMap<string, string>;
}

/**
 * The registry of a Windows at rest, out of its hives: `SOFTWARE`, `SYSTEM` (with `CurrentControlSet`), `DEFAULT`, and
 * `NTUSER.DAT` and `UsrClass.dat` of every profile, each opened when something in it is first asked for, and brought up
 * to date from its logs in memory. `SAM` and `SECURITY` are never opened. A machine hive that is missing is a
 * HostError, because its keys would then be missing without a word.
 */
export class OfflineRegistry implements Registry {
  readonly #options: OfflineRegistryOptions;
  readonly #pool: HandlePool;
  readonly #machine = new Map<string, Promise<OpenedHive | undefined>>();
  readonly #userHives = new Map<string, Promise<Hive | undefined>>();
  #controlSet: Promise<PlacedKey> | undefined;
  #users: Promise<Users> | undefined;

  constructor(options: OfflineRegistryOptions) {
    this.#options = options;
    this.#pool = new HandlePool(options.files);
  }

  async key(path: string): Promise<RegistryKey | undefined> {
    const [root, name, ...below] = keySegments(path);
    if (root === 'HKLM') return this.#machineKey(name, below);
    return root === 'HKU' ? this.#userKey(name, below) : undefined;
  }

  async users(): Promise<readonly RegistryUser[]> {
    return (await this.#findUsers()).present;
  }

  async absentUsers(): Promise<readonly RegistryUser[]> {
    return (await this.#findUsers()).absent;
  }

  /** Closes every file. Nothing can be read afterwards. */
  async close(): Promise<void> {
    for (const opening of this.#machine.values()) {
      // What could not be opened has been reported to whoever asked, and holds nothing.
      const opened = await opening.catch(() => undefined);
      for (const handle of opened?.handles ?? []) await handle.close();
    }
    this.#machine.clear();
    await this.#pool.close();
  }

  async #machineKey(name: string | undefined, below: readonly string[]): Promise<RegistryKey | undefined> {
    if (name === undefined) return new TopKey('HKLM', Object.keys(machineFiles), (path) => this.key(path));
    const folded = foldName(name);
    if (folded === 'SAM' || folded === 'SECURITY') {
      throw new HostError(
        'outside-root',
        `HKLM\\${name}`,
        `HKLM\\${name} holds secrets; this program never opens it`,
      );
    }
    const file = machineFiles[folded];
    if (file === undefined) return undefined;
    const [first = '', ...rest] = below;
    if (folded === 'SYSTEM' && foldName(first) === 'CURRENTCONTROLSET') {
      return (await this.#currentSet()).key(rest.join('\\'));
    }
    return (await this.#machineHive(file, `HKLM\\${folded}`)).key(below.join('\\'));
  }

  async #machineHive(file: string, prefix: string): Promise<Hive> {
    const path = `${config}/${file}`;
    let opening = this.#machine.get(file);
    if (opening === undefined) {
      opening = openMachineHive(this.#options.files, path, prefix, this.#options.onGap);
      this.#machine.set(file, opening);
    }
    const opened = await opening;
    if (opened !== undefined) return opened.hive;
    throw new HostError('missing-source', path, `${path} is missing, so ${prefix} could not be read`);
  }

  #currentSet(): Promise<PlacedKey> {
    this.#controlSet ??= this.#openCurrentSet();
    return this.#controlSet;
  }

  async #openCurrentSet(): Promise<PlacedKey> {
    const set = await currentControlSet(await this.#machineHive('SYSTEM', 'HKLM\\SYSTEM'));
    if (set !== undefined) return new PlacedKey(set, 'HKLM\\SYSTEM\\CurrentControlSet');
    throw new HostError(
      'malformed-source',
      'HKLM\\SYSTEM\\Select',
      'the SYSTEM hive does not say which control set is the current one, so services and drivers could not be read',
    );
  }

  async #userKey(name: string | undefined, below: readonly string[]): Promise<RegistryKey | undefined> {
    if (name === undefined) {
      const sids = (await this.users()).map(({ sid }) => sid);
      return new TopKey('HKU', sids, (path) => this.key(path));
    }
    const isClasses = foldName(name).endsWith('_CLASSES');
    const sid = isClasses ? name.slice(0, -'_Classes'.length) : name;
    if (foldName(sid) === systemSid || foldName(sid) === 'S-1-5-18') {
      if (isClasses) return undefined;
      return (await this.#machineHive('DEFAULT', `HKU\\${systemSid}`)).key(below.join('\\'));
    }
    const folder = (await this.#findUsers()).folders.get(foldName(sid));
    if (folder === undefined) return undefined;
    const [first = '', second = '', ...rest] = below;
    if (isClasses) return keyIn(await this.#classes(sid, folder), below);
    if (foldName(first) === 'SOFTWARE' && foldName(second) === 'CLASSES') {
      const classes = await this.#classes(sid, folder);
      return classes === undefined
        ? undefined
        : new PlacedKey(classes.root, `HKU\\${sid}\\Software\\Classes`).key(rest.join('\\'));
    }
    return keyIn(await this.#userHive(`${folder}/NTUSER.DAT`, `HKU\\${sid}`), below);
  }

  #classes(sid: string, folder: string): Promise<Hive | undefined> {
    return this.#userHive(`${folder}/AppData/Local/Microsoft/Windows/UsrClass.dat`, `HKU\\${sid}_Classes`);
  }

  /** A hive of a user; only those used last are remembered, the others are opened again. */
  #userHive(path: string, prefix: string): Promise<Hive | undefined> {
    const opening =
      this.#userHives.get(path) ?? openPooledHive(this.#pool, path, prefix, this.#options.onGap);
    this.#userHives.delete(path);
    this.#userHives.set(path, opening);
    for (const oldest of this.#userHives.keys()) {
      if (this.#userHives.size <= maxUserHives) break;
      this.#userHives.delete(oldest);
    }
    return opening;
  }

  #findUsers(): Promise<Users> {
    this.#users ??= this.#readUsers();
    return this.#users;
  }

  async #readUsers(): Promise<Users> {
    const machine = this.#options.machine?.() ?? this;
    const context = await windowsContext(machine);
    const profiles = await readProfiles(await machine.key(profileListPath), pathVariables(context));
    const present: RegistryUser[] = [];
    const absent: RegistryUser[] = [];
    const folders = new Map<string, string>();
    const system = profiles.find(({ sid }) => foldName(sid) === 'S-1-5-18');
    if (await this.#isReadable(systemSid, () => this.#machineHive('DEFAULT', `HKU\\${systemSid}`))) {
      present.push({ sid: systemSid, name: system?.name, profilePath: system?.profilePath });
    }
    for (const profile of profiles) {
      const { sid, profilePath = '' } = profile;
      if (profile === system) continue;
      const folder = windowsPath(profilePath, context).path;
      const file = `${folder}/NTUSER.DAT`;
      // A folder on another disk, or on a server, is not there either.
      const opened = await this.#isReadable(sid, async () =>
        folder === undefined ? undefined : this.#userHive(file, `HKU\\${sid}`),
      );
      if (opened === undefined) absent.push(profile);
      if (!opened) continue;
      present.push(profile);
      folders.set(foldName(sid), folder ?? '');
    }
    return { present, absent, folders };
  }

  /** Whether a part can be opened; undefined where it is not there, false (and a gap) where it cannot be read. */
  async #isReadable(sid: string, open: () => Promise<Hive | undefined>): Promise<boolean | undefined> {
    try {
      return (await open()) === undefined ? undefined : true;
    } catch (error) {
      if (!(error instanceof HostError)) throw error;
      const { reason, path, message } = error;
      const place = message.includes(path) ? '' : `${path}: `;
      this.#options.onGap(reason, `HKU\\${sid}`, `${place}${message}`);
      return false;
    }
  }
}

function keyIn(
  hive: Hive | undefined,
  below: readonly string[],
): Promise<RegistryKey | undefined> | undefined {
  return hive?.key(below.join('\\'));
}
