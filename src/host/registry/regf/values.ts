import type { RegistryValue } from '../registry.ts';
import { type Cell, nowhere } from './cells.ts';
import { shortName } from './damage.ts';
import { decodeValue } from './decode-value.ts';
import type { HiveReader, Owner } from './hive-reader.ts';
import { type KeyNode, keyFlag } from './key-node.ts';
import { maxValueRecordBytes, parseValueRecord, type ValueRecord } from './value-record.ts';

/** The least that a value takes in a hive. */
const leastValueBytes = 24;

/** Data of more bytes than this stands in segments of this size. Source: msuhanov/regf, Big data. */
const segmentBytes = 16_344;

/** Offsets of a key's value records in stored order, each once. */
export async function readValueOffsets(
  reader: HiveReader,
  node: KeyNode,
  owner: Owner,
): Promise<readonly number[]> {
  const { valueCount, valueList, flags } = node;
  if (valueCount === 0 || valueList === nowhere || (flags & keyFlag.predefinedHandle) !== 0) return [];
  const most = Math.min(valueCount, Math.floor(reader.cells.limit / leastValueBytes));
  let offsets: number[] = [];
  await reader.pages.steps(1, () => {
    offsets = [];
    const cell = reader.open(valueList, most * 4, 'the list of values', owner);
    if (cell === undefined || !reader.spend(cell.end - cell.start, owner)) return;
    const count = (cell.end - cell.start) >> 2;
    if (count < valueCount) {
      reader.report(owner, valueList, `the key states ${valueCount} values, its list holds ${count}`);
    }
    for (let index = 0; index < count; index++)
      offsets.push(cell.buffer.readUInt32LE(cell.start + 4 * index));
  });
  return offsets.length < 2 ? offsets : [...new Set(offsets)];
}

/** The value record at `offset` with its cell; one that cannot be read is reported. */
export function readValueRecord(
  reader: HiveReader,
  offset: number,
  owner: Owner,
): { readonly record: ValueRecord; readonly cell: Cell } | undefined {
  const cell = reader.open(offset, maxValueRecordBytes, 'a value', owner);
  if (cell === undefined || !reader.spend(leastValueBytes, owner)) return undefined;
  const record = parseValueRecord(cell);
  if (record !== undefined) return { record, cell };
  reader.report(owner, offset, 'the cell of a value holds no value');
  return undefined;
}

/** The value of a record. Undefined where its data cannot be read, which is reported. */
export function readValue(
  reader: HiveReader,
  record: ValueRecord,
  cell: Cell,
  owner: Owner,
): RegistryValue | undefined {
  const data = readData(reader, record, cell, owner);
  if (data === undefined || !reader.spend(data.end - data.start, owner)) return undefined;
  return decodeValue(record.name, record.type, data.buffer, data.start, data.end);
}

function readData(reader: HiveReader, record: ValueRecord, cell: Cell, owner: Owner): Cell | undefined {
  const { size, dataOffset, resident } = record;
  if (resident !== undefined) {
    if (size > 4)
      reader.report(
        owner,
        dataOffset,
        `the value ${shortName(record.name)} states ${size} bytes in place of 4`,
      );
    return { buffer: cell.buffer, start: resident, end: resident + Math.min(size, 4) };
  }
  if (size === 0) return { buffer: cell.buffer, start: 0, end: 0 };
  const wanted = Math.min(size, reader.limits.maxValueBytes);
  if (wanted < size) {
    reader.report(
      owner,
      dataOffset,
      `the value ${shortName(record.name)} has ${size} bytes and is cut`,
      'too-large',
    );
  }
  const data = reader.open(dataOffset, wanted, `the value ${shortName(record.name)}`, owner);
  if (data === undefined || data.end - data.start >= wanted) return data;
  if (size > segmentBytes && data.buffer.toString('latin1', data.start, data.start + 2) === 'db') {
    return readBigData(reader, data, wanted, dataOffset, owner);
  }
  reader.report(owner, dataOffset, `the value ${shortName(record.name)} is longer than its cell`);
  return data;
}

function readBigData(
  reader: HiveReader,
  header: Cell,
  wanted: number,
  offset: number,
  owner: Owner,
): Cell | undefined {
  const stated = header.end - header.start < 8 ? 0 : header.buffer.readUInt16LE(header.start + 2);
  const count = Math.min(stated, Math.ceil(wanted / segmentBytes));
  const listOffset = count === 0 ? nowhere : header.buffer.readUInt32LE(header.start + 4);
  const list = reader.open(listOffset, count * 4, 'a list of data segments', owner);
  if (list === undefined) return undefined;
  const segments: number[] = [];
  for (let at = list.start; at + 4 <= list.end; at += 4) segments.push(list.buffer.readUInt32LE(at));
  const bytes = Buffer.allocUnsafe(wanted);
  let done = 0;
  for (const segment of segments) {
    const part = reader.open(segment, Math.min(segmentBytes, wanted - done), 'a data segment', owner);
    if (part === undefined) break;
    done += part.buffer.copy(bytes, done, part.start, part.end);
    if (part.end - part.start < segmentBytes) break;
  }
  if (done < wanted) reader.report(owner, offset, 'the segments of a value hold less than it states');
  return { buffer: bytes, start: 0, end: done };
}
