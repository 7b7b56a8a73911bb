import { foldName } from '../../model/fold-name.ts';

/** More names than these are not kept. */
const maxNames = 5_000_000;
const mark = '\0id\0';

/** A host that rows name. */
interface RowHost {
  /** As it was spelled first. */
  readonly hostname: string;
  id: string | undefined;
  /** Beside the first. */
  moreIds: Set<string> | undefined;
}

/** A host of which rows give name and id. */
export interface Namesake {
  readonly key: string;
  readonly hostname: string;
  readonly id: string;
}

/**
 * Hosts that rows name. Names are the same but for case and a dot at the end; two of one name with two ids are two hosts,
 * and rows that give no id are then those of neither.
 */
export class RowHosts {
  readonly #byName = new Map<string, RowHost>();
  #last: { readonly name: string; readonly id: string | undefined; readonly key: string } | undefined;

  /** The key under which rows of a host are matched. */
  key(name: string, id: string | undefined): string {
    if (this.#last?.name === name && this.#last.id === id) return this.#last.key;
    const folded = foldName(name);
    let host = this.#byName.get(folded);
    if (host === undefined && this.#byName.size < maxNames) {
      host = { hostname: name, id, moreIds: undefined };
      this.#byName.set(folded, host);
    }
    if (id !== undefined && host !== undefined) note(host, id);
    const key = id === undefined || host === undefined ? name : `${folded}${mark}${id}`;
    this.#last = { name, id, key };
    return key;
  }

  /** The name of the host that a key stands for, as it was spelled first; of one that nobody met, as the key has it. */
  hostname(key: string): string {
    const name = nameIn(key);
    return this.#byName.get(foldName(name))?.hostname ?? name;
  }

  /** Hosts of which each shares its name with others. */
  namesakes(): Namesake[] {
    const all: Namesake[] = [];
    for (const [folded, { hostname, id, moreIds }] of this.#byName) {
      if (id === undefined || moreIds === undefined) continue;
      for (const each of [id, ...moreIds]) all.push({ key: `${folded}${mark}${each}`, hostname, id: each });
    }
    return all;
  }
}

function note(host: RowHost, id: string): void {
  host.id ??= id;
  if (host.id === id) return;
  host.moreIds ??= new Set();
  host.moreIds.add(id);
}

/** The name that a key is made of. */
function nameIn(key: string): string {
  const at = key.indexOf(mark);
  return at < 0 ? key : key.slice(0, at);
}
