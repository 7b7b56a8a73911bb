import type { Item } from './item.ts';
import type { Platform } from './vocabulary.ts';

/** What the inventory says of a host beside its products: who it is, and rows that are no evidence of any of them. */
export interface HostFacts {
  /** Absent where the host has no name. */
  readonly host?: string;
  readonly platform?: Platform;
  /** Human name of the operating system, with its build: `Windows Server 2019 Standard 17763`. */
  readonly os?: string;
  /** `workstation`, `server` or `domain-controller`. */
  readonly role?: string;
  /** What else it is for, as `Target` says it: `remote-desktop-host, exchange-server`. */
  readonly furtherRoles?: string;
  /** True where any of its rows was read on a running machine. */
  readonly live: boolean;
  /** Rows of docs/protection-state.md (kind marker, no path), sorted, a bounded number. */
  readonly states: readonly Item[];
  /** Values that products ask for (`attributes.read` is `<product>/<read>`), sorted, a bounded number. */
  readonly reads: readonly Item[];
}
