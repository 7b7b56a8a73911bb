import { fold } from '../model/fold.ts';
import { globMatches, isGlob } from '../model/glob.ts';
import type { AssignableHost, AssignmentRow } from './assignment.ts';

/** A row with its place in the file, and what fits it. */
interface Entry {
  readonly row: AssignmentRow;
  readonly order: number;
  readonly fits: Readonly<Record<'host' | 'client' | 'site', Fits>>;
}

/** Whether a folded value fits a cell; undefined where the host states none. */
type Fits = (value: string | undefined) => boolean;

/**
 * The rows of an assignment by what is plain in them, so that a host is not held against every row of a long file: each
 * list is in the order of the file, and all lists that could hold a row for the host are looked at.
 */
export class AssignmentIndex {
  readonly #byHost = new Map<string, Entry[]>();
  /** Patterns by what stands before their first wildcard, those that begin with one by what stands behind the last. */
  readonly #byStart = new EdgeLists((text, length) => text.slice(0, length));
  readonly #byEnd = new EdgeLists((text, length) => text.slice(-length));
  /** Rows for every host that want a plain client stated. */
  readonly #byClient = new Map<string, Entry[]>();
  readonly #others: Entry[] = [];

  constructor(rows: readonly AssignmentRow[]) {
    for (const [order, row] of rows.entries()) this.#listOf(row).push({ row, order, fits: fitsOf(row) });
  }

  /** The first row of the file that fits the host. */
  first({ host, client, site }: AssignableHost): AssignmentRow | undefined {
    const name = folded(host);
    const owner = folded(client);
    const place = folded(site);
    let best: Entry | undefined;
    for (const list of this.#near(name, owner)) {
      for (const entry of list) {
        if (best !== undefined && entry.order > best.order) break;
        const { fits } = entry;
        if (fits.host(name) && fits.client(owner) && fits.site(place)) best = entry;
      }
    }
    return best?.row;
  }

  #listOf({ host, client }: AssignmentRow): Entry[] {
    if (host === undefined || isAny(host)) {
      const isPlain = client !== undefined && !isGlob(client);
      return isPlain ? listAt(this.#byClient, fold(client)) : this.#others;
    }
    const wanted = fold(host);
    if (!isGlob(wanted)) return listAt(this.#byHost, wanted);
    const [start = '', ...rest] = wanted.split(/[*?]/);
    if (start !== '') return this.#byStart.at(start);
    const end = rest.at(-1) ?? '';
    return end === '' ? this.#others : this.#byEnd.at(end);
  }

  *#near(host: string | undefined, client: string | undefined): Generator<readonly Entry[]> {
    if (host !== undefined) {
      yield this.#byHost.get(host) ?? [];
      yield* this.#byStart.near(host);
      yield* this.#byEnd.near(host);
    }
    if (client !== undefined) yield this.#byClient.get(client) ?? [];
    yield this.#others;
  }
}

/** Lists by a text with which a name begins or ends. */
class EdgeLists {
  readonly #lists = new Map<string, Entry[]>();
  readonly #lengths = new Set<number>();
  readonly #edge: (text: string, length: number) => string;

  /** @param edge the characters of a text, as many as asked for, that this is about */
  constructor(edge: (text: string, length: number) => string) {
    this.#edge = edge;
  }

  at(edge: string): Entry[] {
    this.#lengths.add(edge.length);
    return listAt(this.#lists, edge);
  }

  *near(text: string): Generator<readonly Entry[]> {
    for (const length of this.#lengths) yield this.#lists.get(this.#edge(text, length)) ?? [];
  }
}

function listAt(map: Map<string, Entry[]>, key: string): Entry[] {
  const list = map.get(key) ?? [];
  map.set(key, list);
  return list;
}

/** A plain client or site also fits a host that states none, where the row says which hosts it means. */
function fitsOf({ host, client, site }: AssignmentRow): Entry['fits'] {
  const assigns = host !== undefined && !isAny(host);
  return { host: pattern(host, false), client: pattern(client, assigns), site: pattern(site, assigns) };
}

function pattern(text: string | undefined, assigns: boolean): Fits {
  if (text === undefined) return () => true;
  const wanted = fold(text);
  if (isGlob(wanted)) {
    const any = isAny(wanted);
    return (value) => (value === undefined ? any : globMatches(wanted, value));
  }
  return (value) => (value === undefined ? assigns : value === wanted);
}

function folded(text: string | undefined): string | undefined {
  return text === undefined ? undefined : fold(text);
}

/** Whether a pattern fits everything, also what is not stated. */
function isAny(text: string): boolean {
  return /^\*+$/.test(text);
}
