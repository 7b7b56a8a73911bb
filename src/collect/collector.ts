import type { Host } from '../host/host.ts';
import type { Item } from '../model/item.ts';
import type { GapReason, ItemKind, Platform, Status } from '../model/vocabulary.ts';

/** What the rule pack asks the marker collector to look for on one platform. */
export interface MarkerWants {
  /** Absolute paths, may hold `*` and `?`; directories or files that a product owns. */
  readonly paths: readonly string[];
  /** Bounded excerpts of text files. `id` is `<product>/<read>`. */
  readonly reads: readonly { readonly id: string; readonly file: string; readonly linePrefix?: string }[];
  /** Single values of registry keys (Windows); the key may hold `*` and `?`. Absent where none is asked for. */
  readonly registryReads?: readonly { readonly id: string; readonly key: string; readonly value: string }[];
}

/** What a collector gets. It reads only through `host`. */
export interface CollectContext {
  readonly host: Host;
  readonly markers: MarkerWants;
  /** Aborted when the collector's time is up or the scan was interrupted. */
  readonly signal: AbortSignal;
  /** Records one thing that could not be read and goes on. `couldHide` defaults to the collector's own. */
  gap(reason: GapReason, source: string, message: string, couldHide?: Status): void;
  /** Names something that is known of and no part of this system, e.g. an earlier Windows on its disk. Not a gap. */
  apart(name: string): void;
}

/** One source of items. One file, one exported object; listed in `collect/index.ts`. */
export interface Collector {
  /** `dpkg`, `systemd-units` …: equals the file's name. */
  readonly id: string;
  readonly platforms: readonly Platform[];
  readonly kinds: readonly ItemKind[];
  /** True where the source exists only on a running machine; it is skipped offline. */
  readonly needsLiveHost?: boolean;
  /** One sentence for `phaseout collectors`: what is read and how. */
  readonly reads: string;
  /** What rights it needs to see everything: `none`, or a sentence. */
  readonly rights: string;
  /** The highest status that a failure of this collector could hide. */
  readonly couldHide: Status;
  /** Paths read, as patterns (`*`, `?`, `**`); one declaration for live, root and image. */
  readonly wants: readonly string[];
  /** Items in the source's order. Throwing ends the collector and becomes a gap; items yielded before are kept. */
  collect(ctx: CollectContext): AsyncIterable<Item>;
}
