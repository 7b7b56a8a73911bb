import { firstLabel } from './identity.ts';
import { countedNames, viewLimits } from './limits.ts';
import { greatestFirst, Top } from './top.ts';
import type { ServerRow } from './view.ts';

interface Server {
  agents: number;
  scanned: boolean;
  readonly examples: string[];
}

/** The management servers that agents name, and whether a host of that name is among the reports. */
export class Servers {
  readonly #servers = new Map<string, Server>();
  readonly #byLabel = new Map<string, Server[]>();

  /** To be called for every observation before {@link seen} is called for any host. */
  named(server: string, host: string): void {
    let known = this.#servers.get(server);
    if (known === undefined) {
      if (this.#servers.size >= countedNames) return;
      known = { agents: 0, scanned: false, examples: [] };
      this.#servers.set(server, known);
      const label = firstLabel(hostPart(server));
      this.#byLabel.set(label, [...(this.#byLabel.get(label) ?? []), known]);
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
  seen(host: string): void {
    if (this.#servers.size === 0 || host === '') return;
    for (const server of this.#byLabel.get(firstLabel(host)) ?? []) server.scanned = true;
  }

  /** Those that nobody scanned first, then by the number of their agents. */
  rows(): ServerRow[] {
    const top = new Top<ServerRow>(
      viewLimits.servers,
      ({ server, agents, scanned }) => `${scanned ? 1 : 0} ${greatestFirst(agents)} ${server}`,
    );
    for (const [server, { agents, scanned, examples }] of this.#servers)
      top.add({ server, agents, scanned, examples });
    return top.list();
  }
}

/** `ksc.example.org:13000` and `[2001:db8::1]:14000` without their ports. */
function hostPart(server: string): string {
  return server.replace(/^\[([^\]]*)\](?::\d+)?$/, '$1').replace(/^([^:]+):\d+$/, '$1');
}
