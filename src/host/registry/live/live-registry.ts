import { HostError } from '../../host.ts';
import { foldName, keySegments } from '../key-path.ts';
import type { RegKey } from '../reg-file/reg-key.ts';
import type { Registry, RegistryKey, RegistryUser } from '../registry.ts';
import { BroadKey } from './broad-key.ts';
import { isBroadKey, isForbiddenKey } from './broad-keys.ts';
import { Exporter, type ExporterOptions } from './exporter.ts';
import { LiveUsers, type LiveUsersOptions } from './live-users.ts';
import { profileListPath } from './profiles.ts';

const classesEnding = '_CLASSES';

/** What a {@link LiveRegistry} is made of. */
export interface LiveRegistryOptions extends ExporterOptions, LiveUsersOptions {}

/**
 * The registry of the running Windows, through `reg.exe`. Each key that is asked for is exported once with all that is
 * below it, when it is first asked for; what lies below a key that was exported costs nothing more. Keys that would
 * bring half the registry along are listed by name instead. Nothing is written and no hive is loaded.
 */
export class LiveRegistry implements Registry {
  readonly #options: LiveRegistryOptions;
  readonly #exporter: Exporter;
  readonly #exports = new Map<string, Promise<RegKey | undefined>>();
  readonly #users: LiveUsers;

  constructor(options: LiveRegistryOptions) {
    this.#options = options;
    this.#exporter = new Exporter(options);
    this.#users = new LiveUsers(options, this.#exporter, () => this.#exported(keySegments(profileListPath)));
  }

  async key(path: string): Promise<RegistryKey | undefined> {
    const segments = keySegments(path);
    const clean = segments.join('\\');
    const [root, sid, ...below] = segments;
    if (root !== 'HKLM' && root !== 'HKU') return undefined;
    if (isForbiddenKey(clean)) {
      throw new HostError('outside-root', clean, `${clean} holds secrets; this program never opens it`);
    }
    // Names are data that came from the registry itself; a control character could not be passed on as it is.
    if (/[\0-\x1f"]/.test(clean)) {
      throw new HostError(
        'unsupported-format',
        clean,
        'the name of a key holds a character that reg.exe cannot take',
      );
    }
    if (root === 'HKU' && sid !== undefined) {
      const { offline } = await this.#users.find();
      const isClasses = foldName(sid).endsWith(classesEnding);
      const user = offline.get(foldName(isClasses ? sid.slice(0, -classesEnding.length) : sid));
      if (user !== undefined)
        return this.#offlineKey(user, isClasses ? ['Software', 'Classes', ...below] : below);
    }
    if (!isBroadKey(clean)) return this.#exported(segments);
    return (await this.#isListed(segments))
      ? new BroadKey(clean, this, this.#exporter, this.#options)
      : undefined;
  }

  async users(): Promise<readonly RegistryUser[]> {
    return (await this.#users.find()).all;
  }

  /** Profiles that the machine knows and that are not there now (a container that is not attached): no gap, but named. */
  async absentUsers(): Promise<readonly RegistryUser[]> {
    return (await this.#users.find()).absent;
  }

  /** A key of a user who is not logged on. The running system joins the two hives of a user; their files are apart. */
  async #offlineKey(user: RegistryUser, names: readonly string[]): Promise<RegistryKey | undefined> {
    const [first = '', second = '', ...rest] = names;
    const isClasses = foldName(first) === 'SOFTWARE' && foldName(second) === 'CLASSES';
    return isClasses
      ? childOf(await this.#users.openClasses(user), rest)
      : childOf(await this.#users.open(user), names);
  }

  /** The key out of the export of the nearest key above it that was asked for, or out of its own. */
  async #exported(segments: readonly string[]): Promise<RegKey | undefined> {
    for (let length = segments.length - 1; length > 1; length--) {
      const above = this.#exports.get(foldName(segments.slice(0, length).join('\\')));
      if (above === undefined) continue;
      const found = await above.catch(denied);
      if (found !== 'denied') return found?.at(segments.slice(length));
    }
    const path = segments.join('\\');
    const known = this.#exports.get(foldName(path));
    if (known !== undefined) return known;
    const exported = this.#exporter.export(path);
    this.#exports.set(foldName(path), exported);
    return exported;
  }

  /** Whether a key that is only listed is there. Throws HostError where it is and may not be read. */
  async #isListed(segments: readonly string[]): Promise<boolean> {
    const path = segments.join('\\');
    if (segments.length === 1 || (await this.#exporter.list(path)) !== undefined) return true;
    const above = segments.slice(0, -1);
    if (!(await this.#isListed(above))) return false;
    const listing = await this.#exporter.list(above.join('\\'));
    if (listing?.has(segments.at(-1) ?? '') === false) return false;
    throw new HostError('permission-denied', path, this.#exporter.denied(path));
  }
}

function denied(error: unknown): 'denied' {
  if (error instanceof HostError && error.reason === 'permission-denied') return 'denied';
  throw error;
}

async function childOf(
  key: RegistryKey | undefined,
  names: readonly string[],
): Promise<RegistryKey | undefined> {
  let found = key;
  for (const name of names) {
    if (found === undefined) return undefined;
    const subkeys = await found.subkeys();
    found = subkeys.find((each) => foldName(each.name) === foldName(name));
  }
  return found;
}
