import { deflateSync } from 'node:zlib';

const sector = 512;

/**
 * A compressed DMG (UDZO) around one HFS+ volume, written by hand: zlib blocks, their table (`mish`) in a property list,
 * and the trailer (`koly`). The layout is not published by Apple; this is what 7-Zip and dmg2img read.
 */
export function writeDmg(volume: Buffer): Buffer {
  const packed: Buffer[] = [];
  const rows: Buffer[] = [];
  let at = 0;
  for (let start = 0; start < volume.length; start += 512 * sector) {
    const part = volume.subarray(start, start + 512 * sector);
    const bytes = deflateSync(part);
    rows.push(row(0x80000005, start / sector, part.length / sector, at, bytes.length));
    packed.push(bytes);
    at += bytes.length;
  }
  rows.push(row(0xffffffff, volume.length / sector, 0, at, 0));
  const mish = Buffer.alloc(204);
  mish.write('mish', 0, 'latin1');
  mish.writeUInt32BE(1, 4);
  mish.writeBigUInt64BE(BigInt(volume.length / sector), 16);
  mish.writeUInt32BE(520, 32);
  mish.writeUInt32BE(rows.length, 200);
  const data = Buffer.concat([mish, ...rows]).toString('base64');
  const name = '<string>disk image (Apple_HFS : 1)</string>';
  const xml = Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>\n<plist version="1.0"><dict><key>resource-fork</key><dict>` +
      `<key>blkx</key><array><dict><key>Attributes</key><string>0x0050</string><key>CFName</key>${name}` +
      `<key>Data</key><data>${data}</data><key>ID</key><string>0</string><key>Name</key>${name}` +
      `</dict></array></dict></dict></plist>\n`,
  );
  const koly = Buffer.alloc(512);
  koly.write('koly', 0, 'latin1');
  koly.writeUInt32BE(4, 4);
  koly.writeUInt32BE(512, 8);
  koly.writeUInt32BE(1, 12);
  koly.writeBigUInt64BE(BigInt(at), 32);
  koly.writeUInt32BE(1, 56);
  koly.writeUInt32BE(1, 60);
  koly.writeBigUInt64BE(BigInt(at), 0xd8);
  koly.writeBigUInt64BE(BigInt(xml.length), 0xe0);
  koly.writeUInt32BE(1, 0x1e8);
  koly.writeBigUInt64BE(BigInt(volume.length / sector), 0x1ec);
  return Buffer.concat([...packed, xml, koly]);
}

function row(type: number, start: number, count: number, at: number, length: number): Buffer {
  const bytes = Buffer.alloc(40);
  bytes.writeUInt32BE(type, 0);
  for (const [index, value] of [start, count, at, length].entries()) {
    bytes.writeBigUInt64BE(BigInt(value), 8 + index * 8);
  }
  return bytes;
}

/** The HFS+ volume that xorriso puts into a hybrid image. */
export function hfsVolumeOf(hybrid: Buffer): Buffer {
  for (let start = 0; start + 1072 < hybrid.length; start += sector) {
    const header = hybrid.subarray(start + 1024, start + 1072);
    if (header.toString('latin1', 0, 4) !== 'H+\0\x04') continue;
    return hybrid.subarray(start, start + header.readUInt32BE(40) * header.readUInt32BE(44));
  }
  throw new Error('no HFS+ volume in it');
}
