import { baseBlockBytes } from './base-block.ts';
import { type Cell, Cells } from './cells.ts';
import { DamageLog, type HiveDamage } from './damage.ts';
import { isKeyNode, type KeyNode, maxKeyNodeBytes, nameIsCut, parseKeyNode } from './key-node.ts';
import type { HiveLimits } from './limits.ts';
import type { PageCache } from './page-cache.ts';

/** Work that even the smallest hive may ask for, in bytes looked at. */
const leastWork = 32 * 1024 * 1024;

/** Whoever a cell is read for; names it in a report of damage. */
export interface Owner {
  readonly path: string;
}

/** What all keys of one hive share: its cells, its bounds, and where damage is reported. */
export class HiveReader {
  readonly pages: PageCache;
  readonly cells: Cells;
  readonly limits: HiveLimits;
  readonly layered: boolean;
  /** Lists, by the offset of their root, whose hashes or hints were put to the test: whether they hold. */
  readonly trustedLists = new Map<number, boolean>();
  readonly #damage: DamageLog;
  #work: number;

  constructor(
    pages: PageCache,
    traits: { readonly layered: boolean },
    limits: HiveLimits,
    onDamage: (damage: HiveDamage) => void,
  ) {
    this.pages = pages;
    this.cells = new Cells(pages);
    this.limits = limits;
    this.layered = traits.layered;
    this.#damage = new DamageLog(onDamage);
    this.#work = Math.max(leastWork, pages.size * limits.maxWorkPerByte);
  }

  /** Counts work in bytes looked at. False once there was too much; that is reported, once. */
  spend(bytes: number, owner: Owner): boolean {
    this.#work -= bytes;
    if (this.#work >= 0) return true;
    this.report(owner, undefined, 'reading stopped: far more was asked for than the hive holds', 'too-large');
    return false;
  }

  /** A cell for its owner; one that cannot be read is reported as `what`. */
  open(offset: number, maxBytes: number, what: string, owner: Owner): Cell | undefined {
    const cell = this.cells.open(offset, maxBytes);
    if (typeof cell !== 'string') return cell;
    this.report(owner, offset, `the cell of ${what} ${cell}`);
    return undefined;
  }

  /** The key node at `offset`; one that cannot be read is reported as a subkey of `owner`. */
  keyNode(offset: number, owner: Owner): KeyNode | undefined {
    const cell = this.open(offset, maxKeyNodeBytes, 'a subkey', owner);
    if (cell === undefined) return undefined;
    if (!isKeyNode(cell)) {
      this.report(owner, offset, 'the cell of a subkey holds no key');
      return undefined;
    }
    if (nameIsCut(cell)) this.report(owner, offset, 'the name of a subkey is longer than its cell');
    return parseKeyNode(cell, offset);
  }

  /** Reports damage of `owner` at a cell; `offset` counts from the first hive bin. */
  report(
    owner: Owner,
    offset: number | undefined,
    message: string,
    reason: HiveDamage['reason'] = 'malformed-source',
  ): void {
    const position = offset === undefined ? undefined : baseBlockBytes + offset;
    this.#damage.add({ reason, path: owner.path, offset: position, message });
  }
}
