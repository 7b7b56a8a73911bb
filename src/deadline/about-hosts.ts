import type { Target } from '../model/inventory.ts';
import { type Labels, labels, mergeLabels, withLabels } from '../model/labels.ts';
import type { Assignment } from './assignment.ts';
import type { RequestedAudience } from './audiences.ts';

/** Stands for rows of an inventory that name no host. */
export const unnamedHost = '(host not named)';

/** What is known of the hosts of a report beside what was found on them. */
export interface AboutHostsInput {
  readonly target: Target;
  /** For everybody, where there is no assignment. */
  readonly audiences: readonly RequestedAudience[];
  readonly assignment?: Assignment | undefined;
  /** Of hosts of which something else is said than of the target. */
  readonly labels?: ReadonlyMap<string, Labels> | undefined;
  /** What hosts call themselves, where the report has them under another name. */
  readonly ownNames?: ReadonlyMap<string, string | undefined> | undefined;
}

/** For whom a host is judged, and what the operator says of it. */
export interface AboutHost {
  readonly labels: Labels;
  /** Empty: for presence alone. */
  readonly audiences: readonly RequestedAudience[];
  /** False where there is an assignment and it names no audience for this host. */
  readonly assigned: boolean;
}

/** Looks hosts up one by one, each once. `undefined` is the host of rows that name none. */
export class AboutHosts {
  readonly #input: AboutHostsInput;
  readonly #known = new Map<string | undefined, AboutHost>();

  constructor(input: AboutHostsInput) {
    this.#input = input;
  }

  of(host: string | undefined): AboutHost {
    const known = this.#known.get(host);
    if (known) return known;
    const made = this.#look(host);
    this.#known.set(host, made);
    return made;
  }

  /** Whether the target is this host itself, and not a collection of which the host is a part. */
  isTarget(host: string | undefined): boolean {
    const { target } = this.#input;
    return target.type !== 'inventory' && (host === undefined || host === target.hostname);
  }

  /** What one of several hosts carries in a report. */
  said(host: string | undefined): Labels & { readonly audiences?: readonly string[] } {
    const { labels: own, audiences } = this.of(host);
    if (this.#input.assignment === undefined) return own;
    return { ...own, audiences: audiences.map(({ id }) => id) };
  }

  /** Whether a host of a collection carries anything that the target does not say already. */
  hasOwn(host: string | undefined): boolean {
    if (this.isTarget(host)) return false;
    return (
      this.#input.assignment !== undefined ||
      JSON.stringify(this.of(host).labels) !== JSON.stringify(labels(this.#input.target))
    );
  }

  /** What is said of a host of a collection, where the target does not say the same already. */
  beyondTarget(host: string): Labels {
    const own = this.of(host).labels;
    return JSON.stringify(own) === JSON.stringify(labels(this.#input.target)) ? {} : own;
  }

  /** The target with what is said of it, where it is itself the one host of the report. */
  target(hosts: Iterable<string | undefined>): Target {
    const { target } = this.#input;
    if (![...hosts].every((host) => this.isTarget(host))) return target;
    return target.type === 'inventory' ? target : withLabels(target, this.of(target.hostname).labels);
  }

  /**
   * The ids of all audiences for which these hosts are judged, sorted, and with an assignment the names of those to
   * which it gives none, sorted.
   */
  over(hosts: Iterable<string | undefined>): {
    readonly audiences: readonly string[];
    readonly unassigned?: readonly string[];
  } {
    if (this.#input.assignment === undefined) {
      return { audiences: this.#input.audiences.map(({ id }) => id) };
    }
    const audiences = new Set<string>();
    const unassigned = new Set<string>();
    for (const host of hosts) {
      const about = this.of(host);
      for (const { id } of about.audiences) audiences.add(id);
      if (!about.assigned) unassigned.add(this.#nameOf(host));
    }
    return { audiences: [...audiences].sort(), unassigned: [...unassigned].sort() };
  }

  #look(host: string | undefined): AboutHost {
    const { target, assignment, audiences } = this.#input;
    const own = (host === undefined ? undefined : this.#input.labels?.get(host)) ?? labels(target);
    if (assignment === undefined) return { labels: own, audiences, assigned: true };
    const name = host ?? (this.isTarget(host) ? target.hostname : undefined);
    const { ownNames } = this.#input;
    const ownName = name !== undefined && ownNames?.has(name) ? ownNames.get(name) : name;
    const found = assignment.of({ host: ownName, client: own.client, site: own.site, shownAs: name });
    return {
      labels: mergeLabels(own, found?.labels),
      audiences: found?.audiences ?? [],
      assigned: found?.audiences !== undefined,
    };
  }

  #nameOf(host: string | undefined): string {
    const { target } = this.#input;
    if (host !== undefined) return host;
    return (
      (this.isTarget(host) ? (target.hostname ?? target.path ?? target.image) : undefined) ?? unnamedHost
    );
  }
}
