/** A value of a row; a text or blob that was cut off is as long as what is there. */
export type SqliteValue = null | number | string | Buffer;

const maxColumns = 2000;

/** A variable-length number and the offset behind it; undefined where the bytes end in it. */
export function readVarint(bytes: Buffer, at: number): readonly [number, number] | undefined {
  let value = 0;
  for (let index = 0; index < 9; index++) {
    const byte = bytes[at + index];
    if (byte === undefined) return undefined;
    if (index === 8) return [value * 256 + byte, at + 9];
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return [value, at + index + 1];
  }
  return undefined;
}

/**
 * The columns of one row in the record format; undefined where the bytes are no record.
 * Source: sqlite.org/fileformat2.html, section 2.1.
 */
export function decodeRow(record: Buffer): readonly SqliteValue[] | undefined {
  const header = readVarint(record, 0);
  if (header === undefined) return undefined;
  const [headerBytes, start] = header;
  if (headerBytes > record.length) return undefined;
  const values: SqliteValue[] = [];
  let data = headerBytes;
  for (let at = start; at < headerBytes; ) {
    const serial = readVarint(record, at);
    if (serial === undefined || values.length >= maxColumns) return undefined;
    const [type, next] = serial;
    const length = lengthOf(type);
    if (length === undefined) return undefined;
    values.push(decodeValue(type, record.subarray(data, data + length), length));
    data += length;
    at = next;
  }
  return values;
}

const numberLengths = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0] as const;

function lengthOf(type: number): number | undefined {
  return type < 12 ? numberLengths[type] : Math.floor((type - 12) / 2);
}

function decodeValue(type: number, bytes: Buffer, length: number): SqliteValue {
  if (type >= 12) return type % 2 === 0 ? bytes : bytes.toString('utf8');
  if (type === 0 || bytes.length < length) return null;
  if (type === 7) return bytes.readDoubleBE(0);
  if (type === 8 || type === 9) return type - 8;
  return length <= 6 ? bytes.readIntBE(0, length) : Number(bytes.readBigInt64BE(0));
}
