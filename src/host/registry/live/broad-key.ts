import { HostError } from '../../host.ts';
import type { OnGap } from '../on-gap.ts';
import type { Registry, RegistryKey, RegistryValue } from '../registry.ts';
import { isHiveRoot } from './broad-keys.ts';
import type { Exporter } from './exporter.ts';

/** A key that is known by its name alone until something in it is asked for. */
class ListedKey implements RegistryKey {
  readonly path: string;
  readonly lastWrittenMs = undefined;
  readonly #registry: Pick<Registry, 'key'>;

  constructor(path: string, registry: Pick<Registry, 'key'>) {
    this.path = path;
    this.#registry = registry;
  }

  get name(): string {
    return this.path.slice(this.path.lastIndexOf('\\') + 1);
  }

  async subkeys(): Promise<readonly RegistryKey[]> {
    return (await this.#registry.key(this.path))?.subkeys() ?? [];
  }

  async values(): Promise<readonly RegistryValue[]> {
    return (await this.#registry.key(this.path))?.values() ?? [];
  }
}

/** A key whose subtree is too large to export: subkeys by name, values through an export of which only they are read. */
export class BroadKey implements RegistryKey {
  readonly path: string;
  readonly lastWrittenMs = undefined;
  readonly #registry: Pick<Registry, 'key'>;
  readonly #exporter: Exporter;
  readonly #options: { readonly onGap: OnGap };

  constructor(
    path: string,
    registry: Pick<Registry, 'key'>,
    exporter: Exporter,
    options: { readonly onGap: OnGap },
  ) {
    this.path = path;
    this.#registry = registry;
    this.#exporter = exporter;
    this.#options = options;
  }

  get name(): string {
    return this.path.slice(this.path.lastIndexOf('\\') + 1);
  }

  async subkeys(): Promise<readonly RegistryKey[]> {
    const listing = await this.#exporter.list(this.path);
    if (listing === undefined)
      throw new HostError('permission-denied', this.path, this.#exporter.denied(this.path));
    if (listing.lossy > 0) {
      const count = listing.lossy === 1 ? '1 subkey' : `${listing.lossy} subkeys`;
      this.#options.onGap(
        'unsupported-format',
        this.path,
        `${count} of ${this.path} with letters outside ASCII could not be named by reg.exe`,
      );
    }
    return listing.names.map((name) => new ListedKey(`${this.path}\\${name}`, this.#registry));
  }

  async values(): Promise<readonly RegistryValue[]> {
    if (isHiveRoot(this.path)) {
      throw new HostError(
        'too-large',
        this.path,
        `the values of ${this.path} would cost an export of a whole hive`,
      );
    }
    return (await this.#exporter.export(this.path, true))?.values() ?? [];
  }
}
