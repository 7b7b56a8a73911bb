import { foldName } from '../../model/fold-name.ts';
import { MetHosts } from './met-hosts.ts';

/**
 * Whom the first lines of one native file are of, and whom its rows name. Rows are told after the first lines around them,
 * and in no order, so only the whole file says whose a row is.
 */
export class FileHosts {
  readonly #stated = new Set<string>();
  readonly #named = new MetHosts();
  #hasHeader = false;
  #hasUnnamed = false;
  #hasBare = false;

  /** Whether the file has a first line. */
  get hasHeader(): boolean {
    return this.#hasHeader;
  }

  /** Takes a first line. */
  header(hostname: string | undefined): void {
    this.#hasHeader = true;
    if (hostname !== undefined) this.#stated.add(foldName(hostname));
  }

  /** Takes a row; an empty name is none. */
  row(host: string | undefined): void {
    if (host) this.#named.add(host);
    else this.#hasUnnamed = true;
  }

  /** Notes a row that no first line is about. */
  bare(): void {
    this.#hasBare = true;
  }

  /**
   * Tells of the hosts that have rows and no first line here; where a row stands outside of all inventories, of all,
   * because it may be of any. `fileHost`: whose rows that name nobody are where the file has no first line.
   */
  tell(met: MetHosts, fileHost: string | undefined): void {
    met.addAll(this.#named, (host) => this.#hasBare || !this.#stated.has(foldName(host)));
    if (this.#hasUnnamed && !this.#hasHeader && fileHost !== undefined) met.add(fileHost);
  }
}
