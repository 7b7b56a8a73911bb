/** What a reparse point means, as far as a reader of files needs it. */
export type Reparse =
  | { readonly kind: 'link'; readonly text: string }
  | { readonly kind: 'packed'; readonly algorithm: number }
  | { readonly kind: 'elsewhere'; readonly what: string }
  | { readonly kind: 'plain' };

const elsewhere: Readonly<Record<number, string>> = {
  2147483667: 'its content was moved by data deduplication',
  3221225476: 'its content was moved to other storage',
};

/**
 * Decodes the value of a reparse point. Junctions and links lead elsewhere; system files of a CompactOS are packed in a
 * stream of their own; files of a cloud drive whose tag is not known here are what the volume holds of them.
 * Source: [MS-FSCC] 2.1.2; for the packed files wimlib, wof.h.
 */
export function decodeReparse(value: Buffer): Reparse {
  if (value.length < 8) return { kind: 'plain' };
  const tag = value.readUInt32LE(0);
  const data = value.subarray(8, 8 + value.readUInt16LE(4));
  if (tag === 0xa0000003) return link(data, 8);
  if (tag === 0xa000000c) return link(data, 12);
  if (tag === 0xa000001d && data.length > 4) return { kind: 'link', text: data.subarray(4).toString('utf8') };
  if (tag === 0x80000017 && data.length >= 16 && data.readUInt32LE(4) === 2) {
    return { kind: 'packed', algorithm: data.readUInt32LE(12) };
  }
  const what = elsewhere[tag];
  return what === undefined ? { kind: 'plain' } : { kind: 'elsewhere', what };
}

function link(data: Buffer, namesAt: number): Reparse {
  if (data.length < namesAt) return { kind: 'plain' };
  const start = namesAt + data.readUInt16LE(0);
  return { kind: 'link', text: data.subarray(start, start + data.readUInt16LE(2)).toString('utf16le') };
}
