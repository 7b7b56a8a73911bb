import { fold } from '../model/fold.ts';
import type { HostRow } from './host-row.ts';
import { firstLabel, foldName, isSameName } from './identity.ts';
import { viewLimits } from './limits.ts';
import { Top } from './top.ts';
import type { Expected, MissedHost } from './view.ts';

/** A host of which a report is expected. */
export interface ExpectedHost {
  readonly host: string;
  readonly client?: string | undefined;
  readonly site?: string | undefined;
  /** Why the sender of the list got no report of it this time. */
  readonly why?: string | undefined;
}

/** What a host that has reports is known by. */
export type SeenHost = Pick<HostRow, 'host' | 'formerNames' | 'client' | 'tags' | 'lastSeen'>;

interface Entry {
  readonly expected: ExpectedHost;
  seen: boolean;
  lastSeen: string | undefined;
}

/** Tag by which a report says under which name the sender of the list knows the host. */
const nameTag = 'inventory=';

/**
 * The hosts that should have reported, and which of them did. Names are compared without case; a name without a domain
 * also stands for one with it, where the list holds only one such host (of that client).
 */
export class ExpectedHosts {
  readonly #entries: readonly Entry[];
  readonly #byLabel = new Map<string, Entry[]>();

  constructor(list: readonly ExpectedHost[]) {
    const byName = new Map<string, Entry>();
    for (const expected of list) {
      const key = `${fold(expected.client ?? '')}\0${foldName(expected.host)}`;
      if (!byName.has(key)) byName.set(key, { expected, seen: false, lastSeen: undefined });
    }
    this.#entries = [...byName.values()];
    for (const entry of this.#entries) {
      const label = firstLabel(entry.expected.host);
      const known = this.#byLabel.get(label);
      if (known === undefined) this.#byLabel.set(label, [entry]);
      else known.push(entry);
    }
  }

  /** Notes that there are reports of a host. */
  seen({ host, formerNames = [], client, tags = [], lastSeen }: SeenHost): void {
    const given = tags.filter((tag) => tag.startsWith(nameTag)).map((tag) => tag.slice(nameTag.length));
    for (const name of [host, ...formerNames, ...given]) {
      for (const entry of name === '' ? [] : this.#entriesFor(name, client)) {
        entry.seen = true;
        if (lastSeen !== undefined && (entry.lastSeen ?? '') < lastSeen) entry.lastSeen = lastSeen;
      }
    }
  }

  /** What became of the list, with the first of {@link missed}. */
  result(): Expected {
    const missed = new Top(viewLimits.missed, sortKey);
    let neverSeen = 0;
    for (const each of this.#missed()) {
      if (!each.seen) neverSeen++;
      missed.add(each);
    }
    return { hosts: this.#entries.length, missed: missed.count, neverSeen, list: missed.list() };
  }

  /** All who are missing: never seen first, then by name. */
  missed(): MissedHost[] {
    const all = [...this.#missed()].map((value) => ({ key: sortKey(value), value }));
    return all.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ value }) => value);
  }

  *#missed(): Generator<MissedHost> {
    for (const { expected, seen, lastSeen } of this.#entries) {
      const { host, client = '', site = '', why = '' } = expected;
      if (!seen || why !== '')
        yield { host, client, site, why, seen, ...(lastSeen !== undefined && { lastSeen }) };
    }
  }

  #entriesFor(name: string, client: string | undefined): readonly Entry[] {
    const near = (this.#byLabel.get(firstLabel(name)) ?? []).filter(
      ({ expected }) =>
        expected.client === undefined || client === undefined || fold(expected.client) === fold(client),
    );
    const exact = near.filter(({ expected }) => foldName(expected.host) === foldName(name));
    // A host that names no client is not the host of that name at each of several.
    if (exact.length > 0) return client === undefined && exact.length > 1 ? [] : exact;
    const [only, ...others] = near.filter(({ expected }) => isSameName(expected.host, name));
    return only === undefined || others.length > 0 ? [] : [only];
  }
}

function sortKey({ host, client, seen }: MissedHost): string {
  return `${seen ? 1 : 0} ${foldName(host)} ${client}`;
}
