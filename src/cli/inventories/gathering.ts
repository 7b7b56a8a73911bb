import { TargetError } from '../../errors.ts';
import type { FormatChoice } from '../../inventory/recognise.ts';
import type { MatchSession, SessionDefaults } from '../../match/match-session.ts';
import type { Matcher } from '../../match/matcher.ts';
import type { Item } from '../../model/item.ts';
import type { Labels } from '../../model/labels.ts';
import type { RulePack } from '../../model/rule-pack.ts';
import type { GapList } from './gap-list.ts';
import { hostsOfFiles } from './hosts-of-files.ts';
import { MetHosts } from './met-hosts.ts';
import { RowHosts } from './row-hosts.ts';

/** How inventories are read. */
export interface ReadInventoryOptions extends FormatChoice {
  readonly matcher: Matcher;
  /** What the matcher was compiled from, for other threads; without it one thread reads all. */
  readonly pack?: RulePack;
  /** Threads beside this one; by default as many as there are processors for. */
  readonly threads?: number | undefined;
  /** From so many bytes on threads and the prefilter are worth their start. */
  readonly largeBytes?: number;
  /** False: every row is read in full, on this thread. The outcome is the same. */
  readonly prefilter?: boolean;
  /** Stop at the first row that cannot be read. */
  readonly strict: boolean;
  /** Only software rows count, and an inventory of software alone is complete. */
  readonly softwareOnly: boolean;
  readonly keepItems: boolean;
  /** What the operator says of every host in them; counts more than what an inventory says of itself. */
  readonly labels?: Labels;
  /** Whether the names of all hosts are asked for, also of those without a finding. */
  readonly wantsHosts?: boolean;
  readonly signal: AbortSignal;
  readonly onProgress: (rows: number) => void;
  /** Told what slows the reading down and does not change its outcome; the same may be told again. */
  readonly onWarning?: (message: string) => void;
}

const rowsPerTurn = 5_000;

/** Rows without a header come from nowhere in particular. */
export const bare: SessionDefaults = { live: false };

/** What all readers of one run share: one session for all files, so that rows of one host may lie in several. */
export class Gathering {
  readonly options: ReadInventoryOptions;
  readonly session: MatchSession;
  readonly items: Item[] = [];
  /** Who the hosts are that rows name. */
  readonly rowHosts = new RowHosts();
  /** Keys of hosts that have rows of no inventory that says who they are, where they are asked for. */
  readonly met: MetHosts | undefined;
  readonly #fileHosts: ReadonlyMap<string, string>;
  #rows = 0;
  #nextTurn = rowsPerTurn;

  /** `names`: of all files that are read. */
  constructor(options: ReadInventoryOptions, names: readonly string[]) {
    this.options = options;
    this.#fileHosts = names.length > 1 ? hostsOfFiles(names) : new Map();
    this.session = options.matcher.session(bare);
    this.met = options.wantsHosts ? new MetHosts() : undefined;
  }

  /** The host of rows that name none: of several files each is one, by the name of its file. */
  fileHost(name: string): string | undefined {
    return this.#fileHosts.get(name);
  }

  /** Notes that a host has rows, and no inventory of its own that holds them. */
  meet(key: string | undefined): void {
    if (key) this.met?.add(key);
  }

  /** Whether rows of this kind were asked for. */
  wants(kind: Item['kind']): boolean {
    return !this.options.softwareOnly || kind === 'software';
  }

  /** Matches a row, and keeps it where the report shall hold all. */
  take(item: Item, from: SessionDefaults): void {
    this.session.add(item, from);
    if (this.options.keepItems) this.items.push(item);
  }

  /** Counts rows for whoever waits; now and then lets timers and Ctrl-C have their turn. */
  async count(rows = 1): Promise<void> {
    this.#rows += rows;
    if (this.#rows < this.#nextTurn) return;
    this.#nextTurn = this.#rows + rowsPerTurn;
    this.options.onProgress(this.#rows);
    await new Promise((resolve) => setImmediate(resolve));
  }

  /** Notes a row that cannot be used; with `--strict` throws TargetError. */
  fault(gaps: GapList, source: string, message: string): void {
    this.refuse(source, message);
    gaps.add('malformed-row', source, message);
  }

  /** Throws TargetError with `--strict`, which allows for nothing that is missing. */
  refuse(source: string, message: string): void {
    if (!this.options.strict) return;
    throw new TargetError(`${source}: ${message}`, {
      hint: 'without --strict what is there is read, and this is a gap',
    });
  }
}
