import { firstLabel, foldName } from './identity.ts';
import { countedNames, viewLimits } from './limits.ts';
import { greatestFirst, Top } from './top.ts';
import type { ServerRow } from './view.ts';

interface Server {
  readonly client: string;
  /** Folded, without a port. */
  readonly name: string;
  agents: number;
  /** A host has exactly this name. */
  isSeen: boolean;
  readonly examples: string[];
}

/** Servers of one client whose names begin alike, and what hosts of that client begin so too. */
interface Alike {
  /** Names of servers, and of hosts, with a domain; two are enough to know that there are several. */
  readonly wholeNamed: Set<string>;
  readonly wholeSeen: Set<string>;
  /** A host has the beginning alone as its name. */
  isShortSeen: boolean;
}

/**
 * The management servers that agents name, and whether a host of that name is among the reports. Names count within one
 * client: two clients may each have a `ksc`. Letter case, a dot at the end and the port make no difference. A name with
 * its domain and one without are of one machine where nothing else of that client begins so.
 */
export class Servers {
  readonly #servers = new Map<string, Server>();
  readonly #alike = new Map<string, Alike>();

  /** To be called for every observation before {@link seen} is called for any host. */
  named(
    server: string,
    { host, client = '' }: { readonly host: string; readonly client?: string | undefined },
  ): void {
    const name = hostPart(server);
    const key = keyOf(client, name);
    let known = this.#servers.get(key);
    if (known === undefined) {
      if (this.#servers.size >= countedNames) return;
      known = { client, name, agents: 0, isSeen: false, examples: [] };
      this.#servers.set(key, known);
      const label = keyOf(client, firstLabel(name));
      const alike = this.#alike.get(label) ?? {
        wholeNamed: new Set<string>(),
        wholeSeen: new Set<string>(),
        isShortSeen: false,
      };
      if (!isShort(name)) addOfTwo(alike.wholeNamed, name);
      this.#alike.set(label, alike);
    }
    known.agents++;
    const { examples } = known;
    if (host === '' || examples.includes(host)) return;
    // The first by name, so that the order of the reports does not matter.
    examples.push(host);
    examples.sort();
    examples.splice(viewLimits.serverExamples);
  }

  /** Notes that a host of this name has a report. */
  seen({ host, client = '' }: { readonly host: string; readonly client?: string | undefined }): void {
    if (this.#servers.size === 0 || host === '') return;
    const name = foldName(host);
    const alike = this.#alike.get(keyOf(client, firstLabel(name)));
    if (alike === undefined) return;
    const server = this.#servers.get(keyOf(client, name));
    if (server !== undefined) server.isSeen = true;
    if (isShort(name)) alike.isShortSeen = true;
    else addOfTwo(alike.wholeSeen, name);
  }

  /** Those that nobody scanned first, then by the number of their agents. */
  rows(): ServerRow[] {
    const top = new Top<ServerRow>(
      viewLimits.servers,
      ({ server, client, agents, scanned }) =>
        `${scanned ? 1 : 0} ${greatestFirst(agents)} ${server}\u0001${client}`,
    );
    for (const server of this.#servers.values()) {
      const { name, client, agents, examples } = server;
      top.add({ server: name, client, agents, scanned: this.#isScanned(server), examples });
    }
    return top.list();
  }

  #isScanned({ client, name, isSeen }: Server): boolean {
    if (isSeen) return true;
    const alike = this.#alike.get(keyOf(client, firstLabel(name)));
    if (alike === undefined) return false;
    const { isShortSeen, wholeNamed, wholeSeen } = alike;
    if (isShort(name)) return wholeSeen.size === 1 && new Set([...wholeNamed, ...wholeSeen]).size === 1;
    return isShortSeen && wholeNamed.size === 1 && wholeSeen.size === 0;
  }
}

function addOfTwo(names: Set<string>, name: string): void {
  if (names.size < 2) names.add(name);
}

function keyOf(client: string, name: string): string {
  return `${client}\0${name}`;
}

/** Whether a name has no domain; an address has none. */
function isShort(name: string): boolean {
  return firstLabel(name) === name;
}

/** `KSC.example.org.:13000` and `[2001:db8::1]:14000` as names are compared, without their ports. */
function hostPart(server: string): string {
  const host = server.replace(/^\[([^\]]*)\](?::\d+)?$/, '$1').replace(/^([^:]+):\d+$/, '$1');
  return foldName(host);
}
