import type { DatedFinding, Finding } from '../model/finding.ts';
import type { Coverage } from '../model/gap.ts';
import type { HostFacts } from '../model/host-facts.ts';
import type { HostKnowledge, HostState } from '../model/host-state.ts';
import type { Target } from '../model/inventory.ts';
import type { ProtectionHit } from '../model/protection-hit.ts';
import type { RulePack } from '../model/rule-pack.ts';
import { readinessAnswers } from '../model/vocabulary.ts';
import type { AboutHosts } from './about-hosts.ts';
import { databaseAges } from './database-age.ts';
import { assessEncryption } from './encryption.ts';
import { managementServers } from './management-servers.ts';
import { assessReadiness } from './readiness.ts';
import { StateRows } from './state-rows.ts';

/** What hosts are judged by: everything that was matched, of one host or of many. */
export interface HostStatesInput {
  readonly findings: readonly Finding[];
  readonly protections: readonly ProtectionHit[];
  readonly facts: readonly HostFacts[];
  readonly target: Target;
  readonly coverage: readonly Coverage[];
  readonly complete: boolean;
  readonly pack: RulePack;
}

/** What is known of a host before its findings have dates. */
export type UndatedState = Omit<HostKnowledge, 'databases'>;

/** The collectors without which nobody can say that no part of a product is there, and the one of the states. */
const partCollectors = ['services', 'system-drivers', 'uninstall-keys'];
const stateCollector = 'protection-state';

/** Judges hosts one by one, each once, when asked for. */
export class HostStates {
  readonly #input: HostStatesInput;
  readonly #findings: ReadonlyMap<string | undefined, readonly Finding[]>;
  readonly #protections: ReadonlyMap<string | undefined, readonly ProtectionHit[]>;
  readonly #facts: ReadonlyMap<string | undefined, HostFacts>;
  readonly #products: ReadonlyMap<string, RulePack['products'][number]>;
  readonly #known = new Map<string | undefined, UndatedState>();

  constructor(input: HostStatesInput) {
    this.#input = input;
    this.#findings = groupByHost(input.findings);
    this.#protections = groupByHost(input.protections);
    this.#facts = new Map(input.facts.map((facts) => [facts.host, facts]));
    this.#products = new Map(input.pack.products.map((product) => [product.product, product]));
  }

  /** The state of a host; what has no host belongs to findings without one. */
  of(host: string | undefined): UndatedState {
    const known = this.#known.get(host);
    if (known) return known;
    const made = this.#assess(host);
    this.#known.set(host, made);
    return made;
  }

  /**
   * The states for the report: of its one host, or of every host with findings and, in front, the worst of them.
   * `latest` and `asOf` in ms since 1970 UTC, see {@link databaseAges}. `about` says what belongs to which host.
   */
  report(
    dated: readonly DatedFinding[],
    { asOf, latest }: { readonly asOf: number; readonly latest: number },
    about?: AboutHosts,
  ): HostKnowledge & { readonly hosts?: readonly HostState[] } {
    const withFindings = groupByHost(dated);
    const states = [...withFindings].map(([host, findings]): HostState => {
      const facts = this.#facts.get(host);
      const databases = databaseAges({ facts, findings, pack: this.#input.pack, asOf, latest });
      return { ...(host !== undefined && { host }), ...about?.said(host), ...this.of(host), databases };
    });
    if (states.length === 0) return { ...this.of(this.#onlyHost()), databases: [] };
    const [first] = states;
    const worst = states.reduce((bad, each) => (rank(each) < rank(bad) ? each : bad), first as HostState);
    const { host: _host, client: _client, site: _site, tags: _tags, audiences: _audiences, ...state } = worst;
    // One host of an inventory of many is told from the others by what is said of it alone.
    const isAlone = states.length === 1 && about?.hasOwn(first?.host) !== true;
    return isAlone ? state : { ...state, hosts: states.sort(byHost) };
  }

  /** The name under which the rows of a scan stand. */
  #onlyHost(): string | undefined {
    const hosts = new Set([...this.#facts.keys(), ...this.#protections.keys()]);
    return hosts.size === 1 ? [...hosts][0] : this.#input.target.hostname;
  }

  #assess(host: string | undefined): UndatedState {
    const { target, complete } = this.#input;
    const facts = this.#facts.get(host);
    const findings = this.#findings.get(host) ?? [];
    // Of several inventories the target names no host.
    const isTarget = target.type !== 'inventory';
    const platform = facts?.platform ?? target.platform;
    const role = facts?.role ?? (isTarget ? target.role : undefined);
    const coverage = this.#input.coverage.filter((part) => part.host === undefined || part.host === host);
    const states = new StateRows(facts, coverage.some(isWhole(stateCollector)));
    const whole = complete && coverage.every(({ gaps }) => gaps.length === 0);
    const further = facts?.furtherRoles ?? (isTarget ? target.furtherRoles : undefined);
    const shownRole = this.#roleOf(role, further, findings);
    const rebootPending = restartPending(states);
    const managedBy = managementServers(facts, this.#input.pack);
    return {
      ...(shownRole !== undefined && { role: shownRole }),
      readiness: assessReadiness({
        platform,
        os: facts?.os ?? (isTarget ? target.os : undefined),
        role,
        protections: this.#protections.get(host) ?? [],
        findings,
        states,
        live: facts?.live ?? target.type === 'host',
        whole,
      }),
      encryption: assessEncryption({
        findings,
        products: this.#products,
        states,
        partsRead: complete && partCollectors.every((id) => coverage.some(isWhole(id))),
      }),
      ...(managedBy.length > 0 && { managedBy }),
      ...(rebootPending !== undefined && { rebootPending }),
    };
  }

  /** What the system is for, where others depend on it, and what its installed products make of it. */
  #roleOf(
    role: string | undefined,
    further: string | undefined,
    findings: readonly Finding[],
  ): string | undefined {
    const own = [role === 'workstation' ? undefined : role, ...(further?.split(', ') ?? [])].flatMap(
      (each) => each?.replaceAll('-', ' ') ?? [],
    );
    const made = findings
      .filter(({ status }) => status !== 'residue')
      .flatMap(({ product }) => this.#products.get(product.id)?.role ?? []);
    const roles = [...new Set([...own, ...made])];
    return roles.length === 0 ? undefined : roles.join(', ');
  }
}

function isWhole(collector: string): (part: Coverage) => boolean {
  return (part) => part.collector === collector && part.status === 'ok';
}

/** Undefined where nothing of it was read. Pending file operations alone do not ask for a restart. */
function restartPending(states: StateRows): boolean | undefined {
  if (states.has('restart-pending-servicing') || states.has('restart-pending-update')) return true;
  return states.whole ? false : undefined;
}

function rank({ readiness }: HostState): number {
  // `no` is worse than not to know; the rest is in the order of the vocabulary, best first.
  return readiness.answer === 'no' ? -readinessAnswers.length : -readinessAnswers.indexOf(readiness.answer);
}

function byHost(a: HostState, b: HostState): number {
  return (a.host ?? '') < (b.host ?? '') ? -1 : 1;
}

function groupByHost<T extends { readonly host?: string | undefined }>(
  values: readonly T[],
): Map<string | undefined, T[]> {
  const groups = new Map<string | undefined, T[]>();
  for (const value of values) {
    const group = groups.get(value.host);
    if (group) group.push(value);
    else groups.set(value.host, [value]);
  }
  return groups;
}
