import { HostError } from '../../host.ts';
import { foldName } from '../key-path.ts';
import type { OnGap } from '../on-gap.ts';
import type { RegistryKey, RegistryUser } from '../registry.ts';
import type { Exporter } from './exporter.ts';
import { isUserKey, readProfiles } from './profiles.ts';

/** What {@link LiveUsers} needs. */
export interface LiveUsersOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly onGap: OnGap;
  /**
   * The root of a user's part who is not logged on, read from the `NTUSER.DAT` in that profile and shown under
   * `HKU\<SID>`; undefined where the profile is not there (a container that is not attached). Throws HostError where it
   * cannot be read.
   */
  readonly offlineUser: (profilePath: string, sid: string) => Promise<RegistryKey | undefined>;
  /** The same for the user's classes, `UsrClass.dat`, shown under `HKU\<SID>\Software\Classes`; none where absent. */
  readonly offlineClasses?: (profilePath: string, sid: string) => Promise<RegistryKey | undefined>;
}

/** Users of the running system by where their part is read from. */
export interface Users {
  readonly all: RegistryUser[];
  /** Profiles without a folder, such as a container that is not attached. */
  readonly absent: RegistryUser[];
  /** Users that are read from their files, by folded SID. */
  readonly offline: Map<string, RegistryUser>;
}

/** Finds every user once: loaded ones in `HKU`, the others by way of `ProfileList`. */
export class LiveUsers {
  readonly #options: LiveUsersOptions;
  readonly #exporter: Exporter;
  readonly #profileList: () => Promise<RegistryKey | undefined>;
  readonly #offline = new Map<string, Promise<RegistryKey | undefined>>();
  readonly #classes = new Map<string, Promise<RegistryKey | undefined>>();
  #found: Promise<Users> | undefined;

  constructor(
    options: LiveUsersOptions,
    exporter: Exporter,
    profileList: () => Promise<RegistryKey | undefined>,
  ) {
    this.#options = options;
    this.#exporter = exporter;
    this.#profileList = profileList;
  }

  find(): Promise<Users> {
    this.#found ??= this.#find();
    return this.#found;
  }

  /** Loaded users come from `HKU`, the others from the files of their profiles. */
  async #find(): Promise<Users> {
    const listing = await this.#exporter.list('HKU');
    if (listing === undefined) throw new HostError('permission-denied', 'HKU', this.#exporter.denied('HKU'));
    const profileList = await this.#profileList();
    const profiles = await readProfiles(profileList, this.#options.environment);
    // `S-1-5-18` and `.DEFAULT` are one hive: that of the system account.
    const alias = (sid: string): string => (foldName(sid) === 'S-1-5-18' ? '.DEFAULT' : foldName(sid));
    const byAlias = new Map(profiles.map((profile) => [alias(profile.sid), profile]));
    const loaded = listing.names.filter((name) => isUserKey(name) && foldName(name) !== 'S-1-5-18');
    const users: Users = { all: [], absent: [], offline: new Map() };
    await Promise.all(
      loaded.map(async (sid) => {
        const path = `HKU\\${sid}`;
        if ((await this.#exporter.list(path)) === undefined) {
          this.#options.onGap('permission-denied', path, this.#exporter.denied(path));
        }
      }),
    );
    for (const sid of loaded) {
      if ((await this.#exporter.list(`HKU\\${sid}`)) === undefined) continue;
      const { name, profilePath } = byAlias.get(alias(sid)) ?? {};
      users.all.push({ sid, name, profilePath });
    }
    const loadedAliases = new Set(loaded.map(alias));
    for (const profile of profiles) {
      if (loadedAliases.has(alias(profile.sid))) continue;
      const state = await this.#tryOffline(profile);
      if (state === 'absent') users.absent.push(profile);
      if (state !== 'readable') continue;
      users.offline.set(foldName(profile.sid), profile);
      users.all.push(profile);
    }
    return users;
  }

  async #tryOffline(profile: RegistryUser): Promise<'readable' | 'absent' | 'gap'> {
    try {
      return (await this.open(profile)) === undefined ? 'absent' : 'readable';
    } catch (error) {
      if (!(error instanceof HostError)) throw error;
      this.#options.onGap(error.reason, `HKU\\${profile.sid}`, error.message);
      return 'gap';
    }
  }

  /** The root of a part that is not loaded; read once. */
  open({ sid, profilePath }: RegistryUser): Promise<RegistryKey | undefined> {
    const known = this.#offline.get(foldName(sid));
    if (known !== undefined) return known;
    const opened =
      profilePath === undefined ? Promise.resolve(undefined) : this.#options.offlineUser(profilePath, sid);
    this.#offline.set(foldName(sid), opened);
    return opened;
  }

  /** The root of the classes of such a user; read once. */
  openClasses({ sid, profilePath }: RegistryUser): Promise<RegistryKey | undefined> {
    const known = this.#classes.get(foldName(sid));
    if (known !== undefined) return known;
    const { offlineClasses } = this.#options;
    const opened =
      profilePath === undefined || offlineClasses === undefined
        ? Promise.resolve(undefined)
        : offlineClasses(profilePath, sid);
    this.#classes.set(foldName(sid), opened);
    return opened;
  }
}
