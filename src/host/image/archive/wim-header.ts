import type { DiskSource } from '../../disk/disk-source.ts';
import { exactly, safeNumber } from '../../disk/disk-source.ts';
import { HostError } from '../../host.ts';

const headerBytes = 208;
const maxXmlBytes = 8 * 1024 * 1024;
const maxImages = 64;

/** One image of a WIM, as its XML describes it. */
export interface WimImage {
  /** From 1. */
  readonly index: number;
  readonly name: string;
  /** `Professional`, where the image is a Windows. */
  readonly edition: string;
}

/** What the header of a WIM and its XML say. */
export interface WimHeader {
  readonly images: readonly WimImage[];
  readonly part: number;
  readonly parts: number;
  /** The same in all parts of a split WIM. */
  readonly guid: string;
}

/**
 * Reads header and XML of a WIM (.wim, .esd, .swm). The XML is never compressed.
 * Source: Windows Imaging File Format (WIM), Microsoft 2007, "Header" and "XML Data".
 */
export function wimHeader(file: DiskSource, path: string): WimHeader {
  const header = exactly(file, 0, headerBytes, path);
  if (header.toString('latin1', 0, 8) !== 'MSWIM\0\0\0') {
    throw new HostError(
      'unsupported-format',
      path,
      `${path} is a pipable WIM, which is not read; wimlib-imagex export makes a usual one of it`,
    );
  }
  const count = header.readUInt32LE(44);
  if (count > maxImages) {
    throw new HostError('too-large', path, `${path} says that it holds ${count} images`);
  }
  const xml = xmlText(file, header, path);
  const described = new Map<number, string>();
  for (const part of xml.split('</IMAGE>')) {
    const start = part.lastIndexOf('<IMAGE ');
    const index = start < 0 ? null : /^<IMAGE INDEX="(\d{1,5})"/.exec(part.slice(start, start + 40));
    if (index !== null) described.set(Number(index[1]), part.slice(start));
  }
  const images = Array.from({ length: count }, (_, at): WimImage => {
    const body = described.get(at + 1) ?? '';
    return {
      index: at + 1,
      name: textOf(body, 'NAME') || textOf(body, 'DISPLAYNAME'),
      edition: textOf(body, 'EDITIONID'),
    };
  });
  return {
    images,
    part: header.readUInt16LE(40),
    parts: header.readUInt16LE(42),
    guid: header.toString('hex', 24, 40),
  };
}

function xmlText(file: DiskSource, header: Buffer, path: string): string {
  const size = Number(header.readBigUInt64LE(72) & 0x00ff_ffff_ffff_ffffn);
  const offset = safeNumber(header.readBigUInt64LE(80), path, 'the place of its description');
  if (size === 0) return '';
  if (size > maxXmlBytes)
    throw new HostError('too-large', path, `${path} has a description of ${size} bytes`);
  return exactly(file, offset, size, path).toString('utf16le');
}

/** Text of the first element of that name; names are shown, never interpreted. */
function textOf(xml: string, name: string): string {
  const start = xml.indexOf(`<${name}>`);
  const end = start < 0 ? -1 : xml.indexOf(`</${name}>`, start);
  if (end < 0) return '';
  return xml
    .slice(start + name.length + 2, Math.min(end, start + 300))
    .replace(/&(amp|lt|gt|quot|apos);/g, (_, word: string) => entities[word] ?? '')
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, ' ')
    .trim();
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
