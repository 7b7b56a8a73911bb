import { foldName, nameHash } from '../../src/host/registry/regf/key-names.ts';

/** A key to write. `keys` and `values` may be generators: a large hive needs no tree in memory. */
export interface KeySpec {
  readonly name: string;
  readonly keys?: Iterable<KeySpec>;
  readonly values?: Iterable<ValueSpec>;
  readonly lastWrittenMs?: number;
  readonly className?: string;
  /** Flags beside those that follow from the name, e.g. 0x10 for a link. */
  readonly flags?: number;
  /** Bits of a layered key: 1 tombstone, 2 supersede local, 3 supersede tree. */
  readonly layer?: number;
}

/** A value to write: type number and stored bytes. */
export interface ValueSpec {
  readonly name: string;
  readonly type: number;
  readonly data: Buffer;
  readonly tombstone?: boolean;
}

/** Shape of the hive; the defaults are those of Windows 10. */
export interface WriteOptions {
  readonly list?: 'lf' | 'lh' | 'li';
  /** More subkeys than this are split over leaves below an `ri`. */
  readonly leafEntries?: number;
  readonly minorVersion?: number;
  readonly primarySequence?: number;
  readonly secondarySequence?: number;
  readonly layered?: boolean;
}

const none = 0xffffffff;
const segmentBytes = 16_344;
const filetimeEpochMs = 11_644_473_600_000;

/** Text as a value stores it: UTF-16 with its NUL. */
export function storedText(text: string): Buffer {
  return Buffer.from(`${text}\0`, 'utf16le');
}

/** A whole hive with that root key. Written after msuhanov/regf's specification, for tests and benchmarks. */
export function writeHive(root: KeySpec, options: WriteOptions = {}): Buffer {
  return new HiveWriter(options).write(root);
}

/** XOR-32 of a base block, stored at 508. */
export function sealBaseBlock(bytes: Buffer): void {
  let sum = 0;
  for (let at = 0; at < 508; at += 4) sum = (sum ^ bytes.readUInt32LE(at)) >>> 0;
  bytes.writeUInt32LE(sum === 0xffffffff ? 0xfffffffe : sum === 0 ? 1 : sum, 508);
}

interface Written {
  readonly offset: number;
  readonly name: string;
}

class HiveWriter {
  readonly #options: Required<WriteOptions>;
  #bytes = Buffer.alloc(1 << 20);
  /** Ends of the bins so far and of the cells in the last one, counted from the first bin. */
  #binEnd = 0;
  #next = 0;
  #security = none;
  #keyCount = 0;

  constructor(options: WriteOptions) {
    this.#options = {
      list: 'lh',
      leafEntries: 500,
      minorVersion: 5,
      primarySequence: 1,
      secondarySequence: 1,
      layered: false,
      ...options,
    };
  }

  write(root: KeySpec): Buffer {
    const rootOffset = this.#allocate(76 + nameBytes(root.name).length);
    this.#security = this.#writeSecurity();
    this.#writeKey(root, none, rootOffset);
    this.#bytes.writeUInt32LE(this.#keyCount, this.#at(this.#security) + 12);
    this.#closeBin();
    const whole = this.#bytes.subarray(0, 4096 + this.#binEnd);
    this.#writeBaseBlock(whole, rootOffset);
    return whole;
  }

  #writeKey(key: KeySpec, parent: number, reserved?: number): Written {
    const name = nameBytes(key.name);
    const offset = reserved ?? this.#allocate(76 + name.length);
    this.#keyCount++;
    const values = [...(key.values ?? [])].map((value) => ({ value, offset: this.#writeValue(value) }));
    const valueList = this.#writeOffsets(values.map((value) => value.offset));
    const classText = Buffer.from(key.className ?? '', 'utf16le');
    const classOffset = classText.length === 0 ? none : this.#writeBytes(classText);
    const children: Written[] = [];
    for (const child of key.keys ?? []) children.push(this.#writeKey(child, offset));
    const subkeyList = this.#writeSubkeyList(children);

    const at = this.#at(offset);
    const node = this.#bytes;
    node.write('nk', at, 'latin1');
    node.writeUInt16LE(
      (key.flags ?? 0) | (parent === none ? 0x0c : 0) | (isWide(key.name) ? 0 : 0x20),
      at + 2,
    );
    const time = BigInt(key.lastWrittenMs === undefined ? 0 : key.lastWrittenMs + filetimeEpochMs) * 10_000n;
    node.writeBigUInt64LE(time, at + 4);
    node.writeUInt8(key.layer ?? 0, at + 13);
    node.writeUInt32LE(parent, at + 16);
    node.writeUInt32LE(children.length, at + 20);
    node.writeUInt32LE(subkeyList, at + 28);
    node.writeUInt32LE(none, at + 32);
    node.writeUInt32LE(values.length, at + 36);
    node.writeUInt32LE(valueList, at + 40);
    node.writeUInt32LE(this.#security, at + 44);
    node.writeUInt32LE(classOffset, at + 48);
    node.writeUInt16LE(longest(children.map((child) => child.name.length * 2)), at + 52);
    node.writeUInt32LE(longest(values.map(({ value }) => value.name.length * 2)), at + 60);
    node.writeUInt32LE(longest(values.map(({ value }) => value.data.length)), at + 64);
    node.writeUInt16LE(name.length, at + 72);
    node.writeUInt16LE(classText.length, at + 74);
    name.copy(node, at + 76);
    return { offset, name: key.name };
  }

  #writeValue({ name, type, data, tombstone }: ValueSpec): number {
    const stored = nameBytes(name);
    const resident = data.length <= 4;
    const dataOffset = resident ? 0 : this.#writeData(data);
    const offset = this.#allocate(20 + stored.length);
    const at = this.#at(offset);
    this.#bytes.write('vk', at, 'latin1');
    this.#bytes.writeUInt16LE(stored.length, at + 2);
    this.#bytes.writeUInt32LE(
      resident && !tombstone ? (data.length | 0x80000000) >>> 0 : data.length,
      at + 4,
    );
    if (tombstone) this.#bytes.writeUInt32LE(none, at + 8);
    else if (resident) data.copy(this.#bytes, at + 8);
    else this.#bytes.writeUInt32LE(dataOffset, at + 8);
    this.#bytes.writeUInt32LE(type, at + 12);
    this.#bytes.writeUInt16LE((isWide(name) ? 0 : 1) | (tombstone ? 2 : 0), at + 16);
    stored.copy(this.#bytes, at + 20);
    return offset;
  }

  #writeData(data: Buffer): number {
    if (data.length <= segmentBytes || this.#options.minorVersion < 4) return this.#writeBytes(data);
    const segments: number[] = [];
    for (let done = 0; done < data.length; done += segmentBytes) {
      segments.push(this.#writeBytes(data.subarray(done, done + segmentBytes)));
    }
    const header = Buffer.alloc(8);
    header.write('db', 'latin1');
    header.writeUInt16LE(segments.length, 2);
    header.writeUInt32LE(this.#writeOffsets(segments), 4);
    return this.#writeBytes(header);
  }

  #writeSubkeyList(children: readonly Written[]): number {
    if (children.length === 0) return none;
    const sorted = children
      .map((child) => ({ ...child, folded: foldName(child.name) }))
      .sort((a, b) => (a.folded < b.folded ? -1 : a.folded > b.folded ? 1 : 0));
    const leaves: number[] = [];
    for (let done = 0; done < sorted.length; done += this.#options.leafEntries) {
      leaves.push(this.#writeLeaf(sorted.slice(done, done + this.#options.leafEntries)));
    }
    const [only] = leaves;
    if (leaves.length === 1 && only !== undefined) return only;
    return this.#writeBytes(
      listBytes(
        'ri',
        leaves.map((offset) => [offset]),
      ),
    );
  }

  #writeLeaf(children: readonly Written[]): number {
    const { list } = this.#options;
    const rows = children.map(({ offset, name }) => {
      if (list === 'li') return [offset];
      return [offset, list === 'lh' ? nameHash(name) : hint(name)];
    });
    return this.#writeBytes(listBytes(list, rows));
  }

  /** A list of offsets, or none where it is empty. */
  #writeOffsets(offsets: readonly number[]): number {
    if (offsets.length === 0) return none;
    const bytes = Buffer.alloc(4 * offsets.length);
    offsets.forEach((offset, index) => void bytes.writeUInt32LE(offset, 4 * index));
    return this.#writeBytes(bytes);
  }

  #writeSecurity(): number {
    const sid = Buffer.from('010100000000000512000000', 'hex');
    const descriptor = Buffer.alloc(44);
    descriptor.writeUInt8(1, 0);
    descriptor.writeUInt16LE(0x8000, 2);
    descriptor.writeUInt32LE(20, 4);
    descriptor.writeUInt32LE(32, 8);
    sid.copy(descriptor, 20);
    sid.copy(descriptor, 32);
    const offset = this.#allocate(20 + descriptor.length);
    const at = this.#at(offset);
    this.#bytes.write('sk', at, 'latin1');
    this.#bytes.writeUInt32LE(offset, at + 4);
    this.#bytes.writeUInt32LE(offset, at + 8);
    this.#bytes.writeUInt32LE(descriptor.length, at + 16);
    descriptor.copy(this.#bytes, at + 20);
    return offset;
  }

  #writeBytes(data: Buffer): number {
    const offset = this.#allocate(data.length);
    data.copy(this.#bytes, this.#at(offset));
    return offset;
  }

  /** Where the content of the cell at `offset` stands in the file. */
  #at(offset: number): number {
    return 4096 + offset + 4;
  }

  /** A cell in use with room for `length` bytes; a new bin where the last one has none left. */
  #allocate(length: number): number {
    const size = Math.ceil((length + 4) / 8) * 8;
    if (this.#next + size > this.#binEnd) {
      this.#closeBin();
      this.#openBin(Math.ceil((size + 32) / 4096) * 4096);
    }
    const offset = this.#next;
    this.#bytes.writeInt32LE(-size, 4096 + offset);
    this.#next += size;
    return offset;
  }

  #openBin(size: number): void {
    const start = this.#binEnd;
    this.#binEnd += size;
    while (4096 + this.#binEnd > this.#bytes.length)
      this.#bytes = Buffer.concat([this.#bytes], 2 * this.#bytes.length);
    this.#bytes.write('hbin', 4096 + start, 'latin1');
    this.#bytes.writeUInt32LE(start, 4096 + start + 4);
    this.#bytes.writeUInt32LE(size, 4096 + start + 8);
    this.#next = start + 32;
  }

  /** What is left of the last bin becomes a free cell. */
  #closeBin(): void {
    if (this.#next < this.#binEnd) this.#bytes.writeInt32LE(this.#binEnd - this.#next, 4096 + this.#next);
    this.#next = this.#binEnd;
  }

  #writeBaseBlock(bytes: Buffer, rootOffset: number): void {
    const { primarySequence, secondarySequence, minorVersion, layered } = this.#options;
    bytes.write('regf', 0, 'latin1');
    bytes.writeUInt32LE(primarySequence, 4);
    bytes.writeUInt32LE(secondarySequence, 8);
    bytes.writeUInt32LE(1, 20);
    bytes.writeUInt32LE(minorVersion, 24);
    bytes.writeUInt32LE(1, 32);
    bytes.writeUInt32LE(rootOffset, 36);
    bytes.writeUInt32LE(this.#binEnd, 40);
    bytes.writeUInt32LE(1, 44);
    if (layered) bytes.writeUInt32LE(2, 144);
    sealBaseBlock(bytes);
  }
}

function listBytes(kind: string, rows: readonly (readonly number[])[]): Buffer {
  const width = 4 * (rows[0]?.length ?? 1);
  const bytes = Buffer.alloc(4 + width * rows.length);
  bytes.write(kind, 'latin1');
  bytes.writeUInt16LE(rows.length, 2);
  rows.forEach((row, index) => {
    row.forEach((cell, column) => void bytes.writeUInt32LE(cell, 4 + width * index + 4 * column));
  });
  return bytes;
}

function hint(name: string): number {
  const bytes = Buffer.alloc(4);
  if (!isWide(name.slice(0, 4))) bytes.write(name.slice(0, 4), 'latin1');
  return bytes.readUInt32LE(0);
}

function nameBytes(name: string): Buffer {
  return Buffer.from(name, isWide(name) ? 'utf16le' : 'latin1');
}

function isWide(name: string): boolean {
  for (let index = 0; index < name.length; index++) if (name.charCodeAt(index) > 0xff) return true;
  return false;
}

function longest(lengths: readonly number[]): number {
  return lengths.reduce((most, length) => Math.max(most, length), 0);
}
