import { fold } from '../model/fold.ts';
import { globMatches, isGlob } from '../model/glob.ts';
import { type Labels, labels } from '../model/labels.ts';
import type { RequestedAudience } from './audiences.ts';

/** What is known of a host before anything is assigned to it. */
export interface AssignableHost {
  readonly host?: string | undefined;
  readonly client?: string | undefined;
  readonly site?: string | undefined;
}

/** What a row of the operator's file says of a host. */
export interface AssignedHost {
  /** Empty for `none` (presence alone, on purpose); undefined where the row names none, so that the host stays unassigned. */
  readonly audiences: readonly RequestedAudience[] | undefined;
  /** What the row adds to the labels that the host states itself. */
  readonly labels: Labels;
}

/** Which host is judged for whom, and what it belongs to. */
export interface Assignment {
  /** Undefined where nothing is said of the host. */
  of(host: AssignableHost): AssignedHost | undefined;
}

/** One row of an assignment file. Client, site and host may hold `*` and `?`; what is empty is undefined. */
export interface AssignmentRow {
  /** Number of its line in the file, from 1. */
  readonly line: number;
  readonly client?: string | undefined;
  readonly site?: string | undefined;
  readonly host?: string | undefined;
  readonly audiences: readonly RequestedAudience[] | undefined;
  readonly tags: readonly string[];
}

/**
 * Rows as an assignment. The first row that fits decides, in the order of the file. A row fits where its host fits the
 * host's name (an empty one and `*` fit every host) and its client and site fit what the host states. Of a host that
 * states none, a plain client or site is assigned by a row that says which hosts it means; a row for every host has to
 * find it stated, or one client's row would take all others too. Letters count alike in upper and lower case. What a
 * host states is never changed.
 */
export function compileAssignment(rows: readonly AssignmentRow[]): Assignment {
  const index = new RowIndex(rows);
  return {
    of({ host, client, site }) {
      const name = folded(host);
      const owner = folded(client);
      const place = folded(site);
      const found = index
        .near(name, owner)
        .find(({ fits }) => fits.host(name) && fits.client(owner) && fits.site(place));
      if (found === undefined) return undefined;
      const { row } = found;
      return {
        audiences: row.audiences,
        labels: labels({
          client: client ?? plain(row.client),
          site: site ?? plain(row.site),
          tags: row.tags,
        }),
      };
    },
  };
}

interface Entry {
  readonly row: AssignmentRow;
  readonly order: number;
  readonly fits: Readonly<Record<'host' | 'client' | 'site', (value: string | undefined) => boolean>>;
}

/** Rows by plain host name, the others by plain client, so that a host is not held against every row of a long file. */
class RowIndex {
  readonly #byHost = new Map<string, Entry[]>();
  readonly #byClient = new Map<string, Entry[]>();
  readonly #anyClient: Entry[] = [];
  readonly #anyHost: Entry[] = [];

  constructor(rows: readonly AssignmentRow[]) {
    for (const [order, row] of rows.entries()) {
      const assigns = row.host !== undefined && !isAny(row.host);
      const fits = {
        host: pattern(row.host, false),
        client: pattern(row.client, assigns),
        site: pattern(row.site, assigns),
      };
      const entry: Entry = { row, order, fits };
      const host = folded(plain(row.host));
      const client = folded(plain(row.client));
      if (host !== undefined) push(this.#byHost, host, entry);
      else {
        this.#anyHost.push(entry);
        if (client === undefined) this.#anyClient.push(entry);
        else push(this.#byClient, client, entry);
      }
    }
  }

  /** Every row that could fit, in the order of the file. */
  near(host: string | undefined, client: string | undefined): readonly Entry[] {
    const named = host === undefined ? [] : (this.#byHost.get(host) ?? []);
    const others =
      client === undefined ? this.#anyHost : inOrder(this.#byClient.get(client) ?? [], this.#anyClient);
    return inOrder(named, others);
  }
}

function inOrder(a: readonly Entry[], b: readonly Entry[]): readonly Entry[] {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  return [...a, ...b].sort((one, other) => one.order - other.order);
}

function push(map: Map<string, Entry[]>, key: string, entry: Entry): void {
  const known = map.get(key);
  if (known) known.push(entry);
  else map.set(key, [entry]);
}

function folded(text: string | undefined): string | undefined {
  return text === undefined ? undefined : fold(text);
}

/** What a text that may be a pattern assigns: nothing where it is one. */
function plain(text: string | undefined): string | undefined {
  return text === undefined || isGlob(text) ? undefined : text;
}

/** Whether a folded value fits; `assigns` where a plain text also fits a value that is not stated. */
function pattern(text: string | undefined, assigns: boolean): (value: string | undefined) => boolean {
  if (text === undefined) return () => true;
  const wanted = fold(text);
  if (isGlob(wanted)) {
    const any = isAny(wanted);
    return (value) => (value === undefined ? any : globMatches(wanted, value));
  }
  return (value) => (value === undefined ? assigns : value === wanted);
}

/** Whether a pattern fits everything, also what is not stated. */
function isAny(text: string): boolean {
  return /^\*+$/.test(text);
}
