import { platforms, type StopReason, stopReasons } from '../model/vocabulary.ts';
import { countHost, countsKey, noCounts } from './counts.ts';
import { type FleetGate, failsOn } from './exit.ts';
import type { ExpectedHosts } from './expected.ts';
import type { FleetDeadline, HostRow } from './host-row.ts';
import { Images } from './images.ts';
import { countedNames, viewLimits } from './limits.ts';
import { sortKey } from './order.ts';
import { ProductCounts } from './product-counts.ts';
import { Progress } from './progress.ts';
import type { RolledGroup } from './roll-group.ts';
import type { RolledHost } from './roll-host.ts';
import type { Servers } from './servers.ts';
import { greatestFirst, Top } from './top.ts';
import type { Clone, FleetView, GapKind, GroupRow, Reimaged } from './view.ts';
import { compareDeadlines, worstDeadline } from './worst-deadline.ts';

/** What a fleet is rolled up by. */
export interface RollUpOptions {
  readonly seenBy: number;
  readonly unknownAfterDays: number;
  readonly gate: FleetGate;
  readonly servers: Servers;
  /** The hosts of `--expected`. */
  readonly expected?: ExpectedHosts | undefined;
}

/** The parts of a view that come from hosts; the rest is about how they were read. */
export type Rolled = Omit<
  FleetView,
  | 'schema'
  | 'tool'
  | 'asOf'
  | 'seenBy'
  | 'unknownAfterDays'
  | 'audiences'
  | 'audienceAssumed'
  | 'assigned'
  | 'rulePacks'
  | 'inputs'
  | 'exitCode'
  | 'exitReason'
  | 'disclaimer'
> & {
  readonly duplicates: number;
  /** Hosts that count for exit code 1, and those for 3: expected ones that were never seen are among them. */
  readonly failing: number;
  readonly open: number;
  /** Instances of more images than are told apart. */
  readonly dropped: number;
};

/**
 * Rolls up groups in any order, in memory that does not grow with their number. Every host comes back as a row (for
 * files that hold them all); images come with {@link finish}.
 */
export class RollUp {
  readonly #options: RollUpOptions;
  readonly #all = noCounts();
  readonly #totals = {
    hadFindings: 0,
    unknownWithFindings: 0,
    cameBack: 0,
    newlyFound: 0,
    accepted: 0,
    stopped: 0,
    stoppedBy: { protection: 0, encryption: 0 } as Record<StopReason, number>,
    reimaged: 0,
    reimagedWithFindings: 0,
    clones: 0,
    images: 0,
    unassigned: 0,
    withGaps: 0,
  };
  readonly #platforms = Object.fromEntries([...platforms, 'not-stated'].map((each) => [each, 0])) as Record<
    (typeof platforms)[number] | 'not-stated',
    number
  >;
  readonly #groups = new Map<string, GroupRow & ReturnType<typeof noCounts>>();
  readonly #products = new ProductCounts();
  readonly #progress: Progress;
  readonly #images: Images;
  readonly #hosts = new Top<HostRow>(viewLimits.hosts, sortKey);
  readonly #imageRows = new Top<HostRow>(viewLimits.images, sortKey);
  readonly #reimaged = new Top<Reimaged>(
    viewLimits.reimaged,
    ({ hadFindings, host, key }) => `${hadFindings ? 0 : 1} ${host} ${key}`,
  );
  readonly #clones = new Top<Clone>(viewLimits.clones, ({ hosts, id }) => greatestFirst(hosts) + id);
  readonly #unassigned = new Top<{ key: string; host: string }>(
    viewLimits.unassigned,
    ({ host, key }) => `${host.toLowerCase()} ${key}`,
  );
  readonly #gapKinds = new Map<string, { -readonly [Key in keyof GapKind]: GapKind[Key] }>();
  readonly #packs = new Map<string, FleetView['reportPacks'][number] & { hosts: number }>();
  #duplicates = 0;
  #failing = 0;
  #open = 0;

  constructor(options: RollUpOptions) {
    this.#options = options;
    this.#progress = new Progress(options);
    this.#images = new Images(options.unknownAfterDays);
  }

  /** Takes in one group; the rows of its hosts, none where they are instances of an image. */
  add(group: RolledGroup): HostRow[] {
    this.#duplicates += group.duplicates;
    for (const { host, at, entry } of group.replaced) {
      this.#totals.reimaged++;
      if (entry.hadFindings) this.#totals.reimagedWithFindings++;
      if (host.hadFindings) this.#totals.hadFindings++;
      this.#reimaged.add(entry);
      this.#progress.add({ ...host, replacedAt: at });
    }
    this.#countClones(group.hosts);
    const rows: HostRow[] = [];
    for (const host of group.hosts) {
      this.#options.servers.seen(host.row);
      this.#options.expected?.seen(host.row);
      this.#countGaps(host);
      if (host.row.image !== undefined) this.#images.add(host);
      else {
        this.#progress.add(host);
        this.#countRow(host);
        rows.push(host.row);
      }
    }
    return rows;
  }

  /** The view, and the rows of the images. */
  finish(): { readonly rolled: Rolled; readonly imageRows: readonly HostRow[] } {
    const imageRows: HostRow[] = [];
    for (const image of this.#images.hosts()) {
      this.#totals.images++;
      this.#imageRows.add(image.row);
      this.#countRow(image);
      imageRows.push(image.row);
    }
    const groups = new Top<GroupRow>(viewLimits.groups, groupKey);
    for (const group of this.#groups.values()) groups.add(group);
    const { hosts, byState, byStatus } = this.#all;
    const phases = this.#products.phases();
    const shown = this.#hosts.list();
    const expected = this.#options.expected?.result();
    const rolled: Rolled = {
      reportPacks: [...this.#packs.values()]
        .sort((a, b) => b.hosts - a.hosts || (a.id + a.version < b.id + b.version ? -1 : 1))
        .slice(0, viewLimits.reportPacks),
      totals: { hosts, byState, byStatus, platforms: this.#platforms, ...this.#totals },
      deadline: worstDeadline(phases.map(({ deadline }) => deadline)),
      groups: groups.list(),
      products: this.#products.products(),
      phases,
      progress: this.#progress.points(),
      hosts: shown,
      hostsShown: shown.length,
      images: this.#imageRows.list(),
      reimaged: this.#reimaged.list(),
      clones: this.#clones.list(),
      gapKinds: [...this.#gapKinds.values()]
        .sort((a, b) => b.hosts - a.hosts || (gapKey(a) < gapKey(b) ? -1 : 1))
        .slice(0, viewLimits.gapKinds),
      unassigned: this.#unassigned.list(),
      servers: this.#options.servers.rows(),
      ...(expected && { expected }),
      duplicates: this.#duplicates,
      failing: this.#failing,
      open: this.#open + (expected?.neverSeen ?? 0),
      dropped: this.#images.dropped,
    };
    return { rolled, imageRows };
  }

  #countRow({ row, hadFindings, latest }: Pick<RolledHost, 'row' | 'hadFindings' | 'latest'>): void {
    countHost(this.#all, row);
    this.#countPacks(latest);
    this.#platforms[row.platform ?? 'not-stated']++;
    if (hadFindings) this.#totals.hadFindings++;
    if (row.state === 'unknown' && row.status !== undefined) this.#totals.unknownWithFindings++;
    const present = row.products.filter(({ state }) => state === 'present');
    if (present.some(({ change }) => change === 'came-back')) this.#totals.cameBack++;
    if (present.some(({ change }) => change === 'new')) this.#totals.newlyFound++;
    if (row.state === 'affected' && present.every(({ accepted }) => accepted !== undefined))
      this.#totals.accepted++;
    const stops = stopReasons.filter((reason) => row.products.some((each) => each.stops.includes(reason)));
    if (stops.length > 0) this.#totals.stopped++;
    for (const reason of stops) this.#totals.stoppedBy[reason]++;
    if (row.gaps > 0) this.#totals.withGaps++;
    if (!row.assigned) {
      this.#totals.unassigned++;
      this.#unassigned.add({ key: row.key, host: row.host });
    }
    const verdict = failsOn(row, this.#options.gate);
    if (verdict === 'fails') this.#failing++;
    if (verdict === 'open') this.#open++;
    this.#countGroup(row);
    this.#products.add(row);
    this.#hosts.add(row);
  }

  #countGroup(row: HostRow): void {
    const { client = '', site = '' } = row;
    const known = this.#groups.size < countedNames;
    const [at, on] = known || this.#groups.has(`${client}\0${site}`) ? [client, site] : ['…', '…'];
    const key = `${at}\0${on}`;
    let group = this.#groups.get(key);
    if (group === undefined) {
      group = { client: at, site: on, ...noCounts(), deadline: null };
      this.#groups.set(key, group);
    }
    countHost(group, row);
    if (compareDeadlines(row.deadline, group.deadline) < 0)
      (group as { deadline: FleetDeadline | null }).deadline = row.deadline;
  }

  #countClones(hosts: readonly RolledHost[]): void {
    const clones = hosts.map(({ row }) => row).filter(({ clone, image }) => clone !== undefined && !image);
    const [first] = clones;
    if (first === undefined) return;
    this.#totals.clones += clones.length;
    const names = [...new Set(clones.map(({ host }) => host))].sort().slice(0, viewLimits.cloneNames);
    const affected = clones.filter(({ state }) => state === 'affected').length;
    this.#clones.add({ id: first.key.split('#')[0] ?? '', hosts: clones.length, names, affected });
  }

  #countPacks({ packs }: RolledHost['latest']): void {
    for (const { id, version, date } of packs) {
      const key = `${id}\0${version}`;
      const known = this.#packs.get(key);
      if (known !== undefined) known.hosts++;
      else if (this.#packs.size < countedNames)
        this.#packs.set(key, { id, version, ...(date !== undefined && { date }), hosts: 1 });
    }
  }

  #countGaps({ latest }: RolledHost): void {
    const onHost = new Set<string>();
    for (const { collector, reason, couldHide } of latest.someGaps) {
      const kind = { collector, reason, couldHide, hosts: 1 };
      const key = gapKey(kind);
      if (onHost.has(key)) continue;
      onHost.add(key);
      const known = this.#gapKinds.get(key);
      if (known !== undefined) known.hosts++;
      else if (this.#gapKinds.size < countedNames) this.#gapKinds.set(key, kind);
    }
  }
}

function gapKey({ collector, reason, couldHide }: GapKind): string {
  return `${collector}\0${reason}\0${couldHide}`;
}

function groupKey(group: GroupRow): string {
  return `${countsKey(group)} ${group.client}\u0001${group.site}`;
}
