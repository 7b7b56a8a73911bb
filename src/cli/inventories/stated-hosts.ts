import type { InventoryHeader, StatedInventory, Target } from '../../model/inventory.ts';
import { type Labels, labels, mergeLabels } from '../../model/labels.ts';
import type { Distinguishable } from '../../model/tell-apart.ts';

/** The host of a native inventory. */
export interface StatedHost extends Distinguishable {
  /** Under which its rows are matched. Not its name: rows of a table may be those of another host of that name. */
  readonly key: string;
  labels: Labels;
}

/** Names of hosts by the keys under which their rows are matched; undefined for one that has none. */
export type HostNames = ReadonlyMap<string, string | undefined>;

/**
 * Who the hosts of native inventories are, as their headers say. Two inventories are of one host where name, client, site,
 * folder or image, id and hardware id are the same; whatever differs makes two hosts, also of one name.
 */
export class StatedHosts {
  readonly #said: Labels;
  readonly #byIdentity = new Map<string, StatedHost>();
  readonly #named = new Map<string | undefined, number>();
  readonly #inventories: { readonly header: InventoryHeader; readonly host: StatedHost }[] = [];

  /** `said`: what the operator says of all; counts more than what they say of themselves. */
  constructor(said: Labels = {}) {
    this.#said = said;
  }

  /** Takes the header of the next inventory, and says whose it is. */
  add(header: InventoryHeader): StatedHost {
    const host = this.#hostOf(header.target);
    host.labels = mergeLabels(this.#said, host.labels, labels(header.target));
    this.#inventories.push({ header, host });
    return host;
  }

  /** How many inventories have a header. */
  get count(): number {
    return this.#inventories.length;
  }

  /** Each once. */
  get hosts(): readonly StatedHost[] {
    return [...this.#byIdentity.values()];
  }

  /** The first header; of one alone that is the whole. */
  get first(): InventoryHeader | undefined {
    return this.#inventories[0]?.header;
  }

  /** What the hosts belong to, by name, as far as anything is said. */
  labels(names: HostNames): ReadonlyMap<string, Labels> {
    return new Map(
      this.hosts.flatMap(({ key, labels: own }) => {
        const name = names.get(key);
        return name === undefined || Object.keys(own).length === 0 ? [] : [[name, own]];
      }),
    );
  }

  /** Who the hosts are, an entry for each inventory, in the order in which they were read. */
  inventories(names: HostNames): StatedInventory[] {
    return this.#inventories.map(({ header: { target, scannedAt }, host: { key, hostname } }) => {
      const host = names.get(key) ?? key;
      const { type, platform, os, id, hardwareId, path, image } = target;
      return {
        host,
        ...(host !== hostname && { hostname: hostname ?? null }),
        type,
        ...(platform !== undefined && { platform }),
        ...(os !== undefined && { os }),
        ...(id !== undefined && { id }),
        ...(hardwareId !== undefined && { hardwareId }),
        ...(path !== undefined && { path }),
        ...(image !== undefined && { image }),
        ...(scannedAt !== undefined && { scannedAt }),
      };
    });
  }

  #hostOf(target: Target): StatedHost {
    const { path, image, id, hardwareId } = target;
    const hostname = target.hostname || undefined;
    const { client, site } = mergeLabels(this.#said, target);
    const called = path?.split(/[\\/]/).findLast((part) => part !== '') ?? path;
    const place = [called, image].filter((part) => part !== undefined).join('#') || undefined;
    const stated: Distinguishable = { hostname, client, site, place, path, id, hardwareId };
    const identity = JSON.stringify(Object.values(stated).map((each) => each ?? null));
    let host = this.#byIdentity.get(identity);
    if (host === undefined) {
      const before = this.#named.get(hostname) ?? 0;
      this.#named.set(hostname, before + 1);
      host = { ...stated, key: `${hostname ?? ''}\0${before}`, labels: {} };
      this.#byIdentity.set(identity, host);
    }
    return host;
  }
}
