import { takeTurn } from '../../take-turn.ts';
import type { RegistryKey, RegistryValue } from '../registry.ts';
import { nowhere } from './cells.ts';
import { shortName } from './damage.ts';
import { findSubkey } from './find-subkey.ts';
import type { HiveReader } from './hive-reader.ts';
import { sameName } from './key-names.ts';
import { decodeName, type KeyNode, keyFlag, type Layer, layerOf } from './key-node.ts';
import { offsetsOf, readLeaves } from './subkeys.ts';
import { readValue, readValueOffsets, readValueRecord } from './values.ts';

/** Milliseconds from 1601, where FILETIME counts from, to 1970. */
const filetimeEpochMs = 11_644_473_600_000;

const noKeys: readonly HiveKey[] = [];
const noValues: readonly RegistryValue[] = [];

/** One key of a hive. Reads its lists and values when asked, each time anew, and reports what it cannot read. */
export class HiveKey implements RegistryKey {
  readonly reader: HiveReader;
  readonly node: KeyNode;
  readonly parent: HiveKey | undefined;
  readonly #depth: number;
  readonly #prefix: string;

  /** `prefix` is the path of the root key in reports, e.g. `HKLM\SOFTWARE`; ignored for a key that has a parent. */
  constructor(reader: HiveReader, node: KeyNode, parent: HiveKey | undefined, prefix: string) {
    this.reader = reader;
    this.node = node;
    this.parent = parent;
    this.#prefix = prefix;
    this.#depth = parent === undefined ? 0 : parent.#depth + 1;
  }

  /** For the root the last name of the prefix: what a hive calls its root is never shown by Windows. */
  get name(): string {
    return this.parent === undefined
      ? this.#prefix.slice(this.#prefix.lastIndexOf('\\') + 1)
      : this.node.name;
  }

  get path(): string {
    if (this.parent === undefined) return this.#prefix;
    const above = this.parent.path;
    return above === '' ? this.node.name : `${above}\\${this.node.name}`;
  }

  get lastWrittenMs(): number | undefined {
    const { timeLow, timeHigh } = this.node;
    if (timeLow === 0 && timeHigh === 0) return undefined;
    return Number(((BigInt(timeHigh) << 32n) | BigInt(timeLow)) / 10_000n) - filetimeEpochMs;
  }

  /** A symbolic link to another key, named by the value `SymbolicLinkValue` of type `link`. It is never followed. */
  get isLink(): boolean {
    return (this.node.flags & keyFlag.link) !== 0;
  }

  /** What the key means in a container's layer; `merge` in every other hive. */
  get layer(): Layer {
    return this.reader.layered ? layerOf(this.node.layerBits) : 'merge';
  }

  /** Subkeys in stored order. A tombstone of a layered hive is no key and is left out. */
  async subkeys(): Promise<readonly HiveKey[]> {
    if (this.node.subkeyCount === 0) return noKeys;
    const keys = await this.storedSubkeys();
    return this.reader.layered ? keys.filter(({ layer }) => layer !== 'tombstone') : keys;
  }

  /** Subkeys and tombstones in stored order, for whoever merges layers. */
  async storedSubkeys(): Promise<HiveKey[]> {
    await takeTurn();
    if (this.#tooDeep()) return [];
    const offsets = offsetsOf(await readLeaves(this.reader, this.node, this));
    // Read in the order of the file, which spares most reads of a long list: names and places are sorted differently.
    const order = inFileOrder(offsets);
    const keys = new Array<HiveKey | undefined>(offsets.length);
    await this.reader.pages.steps(order.length, (step) => {
      const index = order[step] ?? 0;
      keys[index] = this.child(offsets[index] ?? nowhere);
    });
    return keys.filter((key) => key !== undefined);
  }

  /** The subkey of that name, case ignored; undefined where there is none (or only a tombstone). */
  async subkey(name: string): Promise<HiveKey | undefined> {
    await takeTurn();
    if (this.node.subkeyCount === 0 || this.#tooDeep()) return undefined;
    const found = await findSubkey(this, name);
    return found?.layer === 'tombstone' ? undefined : found;
  }

  /** The key at a path below this one, e.g. `Microsoft\Windows`; this key itself for an empty path. */
  async key(path: string): Promise<HiveKey | undefined> {
    let key: HiveKey | undefined = this;
    for (const name of path.split('\\')) {
      if (name !== '') key = await key?.subkey(name);
    }
    return key;
  }

  /** Values in stored order. A value that cannot be read, and a tombstone, is left out. */
  async values(): Promise<readonly RegistryValue[]> {
    if (this.node.valueCount === 0) return noValues;
    await takeTurn();
    const { reader } = this;
    const offsets = await readValueOffsets(reader, this.node, this);
    const values: RegistryValue[] = [];
    let left = reader.limits.maxKeyBytes;
    await reader.pages.steps(offsets.length, (index) => {
      const found = readValueRecord(reader, offsets[index] ?? nowhere, this);
      if (found === undefined || (reader.layered && found.record.tombstone)) return;
      if (left <= 0) {
        return reader.report(
          this,
          this.node.valueList,
          'the values of the key are too long together',
          'too-large',
        );
      }
      const value = readValue(reader, found.record, found.cell, this);
      if (value === undefined) return;
      values.push(value);
      left -= Math.min(found.record.size, reader.limits.maxValueBytes);
    });
    return values;
  }

  /** The value of that name (empty for the default value), case ignored. Only its data is read. */
  async value(name: string): Promise<RegistryValue | undefined> {
    const { reader } = this;
    const offsets = await readValueOffsets(reader, this.node, this);
    let value: RegistryValue | undefined;
    await reader.pages.steps(offsets.length, (index) => {
      if (value !== undefined) return;
      const found = readValueRecord(reader, offsets[index] ?? nowhere, this);
      if (found === undefined || !sameName(found.record.name, name)) return;
      if (reader.layered && found.record.tombstone) return;
      value = readValue(reader, found.record, found.cell, this);
    });
    return value;
  }

  /** Names of values that this layer deletes; empty in a hive without layers. */
  async valueTombstones(): Promise<readonly string[]> {
    const { reader } = this;
    if (!reader.layered) return [];
    const offsets = await readValueOffsets(reader, this.node, this);
    const names: string[] = [];
    await reader.pages.steps(offsets.length, (index) => {
      const found = readValueRecord(reader, offsets[index] ?? nowhere, this);
      if (found?.record.tombstone) names.push(found.record.name);
    });
    return names;
  }

  /** The class name, where the key has one. */
  async className(): Promise<string | undefined> {
    const { classBytes, classOffset } = this.node;
    if (classBytes === 0 || classOffset === nowhere) return undefined;
    let name: string | undefined;
    await this.reader.pages.steps(1, () => {
      const cell = this.reader.open(classOffset, classBytes, 'the class name', this);
      if (cell !== undefined) name = decodeName(cell.buffer, cell.start, cell.end, false);
    });
    return name;
  }

  /** The subkey whose node stands at `offset`; undefined, and reported, where there is none or it closes a circle. */
  child(offset: number): HiveKey | undefined {
    if (!this.reader.spend(80, this)) return undefined;
    for (let above: HiveKey | undefined = this; above !== undefined; above = above.parent) {
      if (above.node.offset !== offset) continue;
      this.reader.report(this, offset, 'a subkey is the key itself or one above it');
      return undefined;
    }
    const node = this.reader.keyNode(offset, this);
    if (node === undefined) return undefined;
    if (node.parent !== this.node.offset) {
      this.reader.report(this, offset, `the subkey ${shortName(node.name)} names another key as its parent`);
    }
    return new HiveKey(this.reader, node, this, '');
  }

  #tooDeep(): boolean {
    if (this.#depth < this.reader.limits.maxDepth) return false;
    this.reader.report(this, this.node.offset, 'the key is too deep; its subkeys are not read', 'too-large');
    return true;
  }
}

/** Indexes of the offsets, by offset; as they are where there are too few to be worth it. */
function inFileOrder(offsets: Uint32Array): Uint32Array {
  const order = new Uint32Array(offsets.length);
  for (let index = 0; index < order.length; index++) order[index] = index;
  return order.length < 64 ? order : order.sort((a, b) => (offsets[a] ?? 0) - (offsets[b] ?? 0));
}
